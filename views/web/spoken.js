// Streamlit names its controls in English for those who hear the page, and knows no other language: the names are replaced, and
// the page says that it is Japanese. Once for each window, as long as it is open.
(() => {
  document.documentElement.lang = "ja";
  if (window.kyotenSpoken) return;
  const NAMES = {
    "Sidebar": "設定とページの一覧", "App pages": "ページ", "Expand sidebar": "左の欄を開く", "Collapse sidebar": "左の欄を閉じる",
    "Main menu": "メニュー", "Increment": "増やす", "Decrement": "減らす", "Open": "開く", "Close": "閉じる", "Dismiss": "閉じる", "Help": "説明",
    "Clear value": "消す", "Clear all": "すべて消す", "Clear entry": "消す", "Selected values": "選んだもの",
    "Multiselect": "いくつか選ぶ", "Multiselect options": "選べるもの", "Selectbox": "一つ選ぶ", "Selectbox options": "選べるもの",
    "Choose date": "日を選ぶ", "Choose date range": "期間を選ぶ", "Clear date": "日を消す", "Clear dates": "期間を消す",
    "Previous month": "前の月", "Next month": "次の月", "Scroll tabs left": "左のタブへ", "Scroll tabs right": "右のタブへ",
    "Scrollable table": "動かして読む表", "Notifications": "お知らせ", "Running...": "計算しています", "Stop script": "止める",
    "Add files": "ファイルを加える", "file upload": "ファイルを置く所", "Link to heading": "この見出しの場所", "Previous page": "前へ",
    "Next page": "次へ", "Pagination": "ページ送り", "Fullscreen": "画面いっぱいに", "Toggle fullscreen": "画面いっぱいに、または元に", "Download as PNG": "PNG で受け取る", "Close fullscreen": "元の大きさに",
    "Download as CSV": "CSV で受け取る", "Show/hide columns": "列を出す・隠す", "Search": "探す", "Add row": "行を加える",
    "Delete row(s)": "行を消す", "Clear selection": "選ぶのをやめる", "Copy to clipboard": "写す",
    "streamlit_folium.st_folium": "地図",
  };
  const FORMS = [
    [/^Help for ([^]*)$/, "$1の説明"], [/^Remove ([^]*)$/, "$1を外す"], [/^Cancel upload of ([^]*)$/, "$1を置くのをやめる"],
    [/^Shortcut ([^]*)$/, "キー $1"], [/^Choose date(?=, )/, "日を選ぶ"], [/^Choose date range(?=, )/, "期間を選ぶ"], [/^(\d+) notifications?\.?$/, "お知らせ $1件"], [/^([^]*) options$/, "$1で選べるもの"],
    [/^([^]*) (start|end) date$/, "$1の日"], [/^year(?=, |$)/, "年"], [/^month(?=, |$)/, "月"], [/^day(?=, |$)/, "日"],
  ];
  const WATCHED = ["aria-label", "title", "aria-roledescription"];

  function inJapanese(name) {
    if (Object.hasOwn(NAMES, name)) return NAMES[name];
    for (const [form, words] of FORMS) if (form.test(name)) return name.replace(form, words);
    return name;
  }

  function rename(one) {
    // Whoever looks for the map's frame finds it by its title: that stays, and a name for the ear goes before it.
    if (one.tagName === "IFRAME") {
      const name = inJapanese(one.title);
      if (name !== one.title && one.getAttribute("aria-label") !== name) one.setAttribute("aria-label", name);
      return;
    }
    for (const attribute of WATCHED) {
      const name = one.getAttribute(attribute);
      if (name && inJapanese(name) !== name) one.setAttribute(attribute, inJapanese(name));
    }
  }

  const NAMED = WATCHED.map((attribute) => `[${attribute}]`).join(",");
  function renameIn(one) {
    if (one.nodeType !== Node.ELEMENT_NODE) return;
    rename(one);
    one.querySelectorAll(NAMED).forEach(rename);
  }

  window.kyotenSpoken = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "attributes") rename(change.target);
      else change.addedNodes.forEach(renameIn);
    }
  });
  window.kyotenSpoken.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: WATCHED });
  renameIn(document.body);
})();

// Keys while the map has the focus: those of the page (元に戻す, やり直す) are handed to it, Delete takes away what is
// chosen, arrows move the map, Enter presses a star or a stop. A skip link leads past the map.
"use strict";
(function (K) {
  const STEP_PX = 80;
  const ARROWS = { ArrowLeft: [-STEP_PX, 0], ArrowRight: [STEP_PX, 0], ArrowUp: [0, -STEP_PX], ArrowDown: [0, STEP_PX] };
  const PAGES_KEYS = ["z", "y"];
  const REACHED = "a[href], button:not([disabled]), input:not([disabled]), select, textarea, summary, iframe, [tabindex]:not([tabindex='-1'])";

  function handOn(event) {
    const page = window.parent;
    if (page === window) return;
    const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event;
    page.document.body.dispatchEvent(new page.KeyboardEvent(event.type, { key, code, ctrlKey, metaKey, shiftKey, altKey, bubbles: true, cancelable: true }));
  }

  const isPages = (event) => (event.ctrlKey || event.metaKey) && PAGES_KEYS.includes(event.key.toLowerCase());

  // The star or stop that has the focus.
  function focused(map) {
    let found = null;
    map.eachLayer((layer) => { if (layer.kyotenId && layer.getElement && layer.getElement() === document.activeElement) found = layer; });
    return found;
  }

  function pressed(map, event) {
    const written = event.target.closest && event.target.closest("input, textarea, select");
    if (written && written.type !== "range") return;
    if (isPages(event)) { event.preventDefault(); handOn(event); return; }
    if (written) return; // the slider's own keys
    const layer = focused(map);
    if (event.key === "Delete") {
      event.preventDefault();
      K.report(map, { e: "delete", kind: layer ? layer.kyotenKind : "", id: layer ? layer.kyotenId : "" }, layer ? layer.getLatLng() : map.getCenter());
    } else if (event.key === "Enter" && layer) {
      layer.fire("click", { latlng: layer.getLatLng() });
    } else if (ARROWS[event.key] && document.activeElement !== map.getContainer()) { // there Leaflet's own keys do it
      if (document.activeElement.closest(".kyoten-swipe")) return;
      event.preventDefault();
      map.kyoten.moved = true;
      map.panBy(ARROWS[event.key], { animate: false });
    }
  }

  // From the map on to what comes after it on the page.
  function pass() {
    const frame = window.frameElement;
    if (!frame) return;
    const all = [...window.parent.document.querySelectorAll(REACHED)].filter((one) => one.offsetParent);
    const next = all.find((one) => frame.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING && one.tagName !== "IFRAME");
    if (next) next.focus();
  }

  K.keys = function (map) {
    const skip = document.createElement("button");
    skip.type = "button";
    skip.className = "kyoten-skip";
    skip.textContent = "地図を飛ばして次へ";
    skip.addEventListener("click", pass);
    document.body.prepend(skip);
    map.getContainer().setAttribute("role", "region");
    map.getContainer().setAttribute("aria-label", "地図（矢印キーで動きます）");
    document.addEventListener("keydown", (event) => pressed(map, event));
    document.addEventListener("keyup", (event) => { if (isPages(event)) handOn(event); });
  };
})(window.Kyoten);

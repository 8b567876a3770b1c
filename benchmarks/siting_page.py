"""How long a search for hubs takes on the page 候補を探す: from the press of the button to the first set, the whole curve and the end.

    python benchmarks/siting_page.py [--folder FOLDER] [--json] [--pictures FOLDER]

Serves the app, opens it in Chromium with every outside request refused, and searches twice: 合計時間 by car with the curve from
one to eight hubs (on a region folder of one's own, else on a sample region), and 後悔を少なく between the census year and 2050 on
a sample region. It notes when words and figures were first drawn, and how often the progress said something new.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

GOAL_S = 10
REGION = "sanson"
PATIENCE_MS = 180_000

WATCH = """() => {
    const now = () => performance.timeOrigin + performance.now();
    window.marks = { progress: [] };
    window.addEventListener('click', (e) => {
      if (e.target.closest('.st-key-siting-begin')) window.marks.began = performance.timeOrigin + e.timeStamp;
    }, true);
    const mark = (name, is) => {
      if (!window.marks[name] && is) requestAnimationFrame(() => { window.marks[name] ??= now(); });
    };
    new MutationObserver(() => {
      if (!window.marks.began) return;
      const words = document.querySelector('[data-testid=answer]')?.textContent ?? '';
      const progress = document.querySelector('.st-key-siting-progress')?.textContent ?? '';
      if (progress && !window.marks.progress.includes(progress)) window.marks.progress.push(progress);
      mark('progress_seen', progress);
      mark('first_set', words.startsWith('条件に合う候補の組合せは'));
      mark('proven', words.includes('これより良い組合せがないことを確かめました'));
      const curve = [...document.querySelectorAll('h3')].find((e) => e.textContent.includes('拠点の数を変えると'));
      mark('curve', curve);
      mark('end', window.marks.progress_seen && !progress);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""


def search(opened: Any, *, objective: str, picture: Path | None) -> dict[str, Any]:
    """Search on the page that is open, and give the seconds until each thing was seen, the sentence and the hubs' reasons."""
    page = opened.page
    page.get_by_test_id("stSidebarNavLink").filter(has_text="候補を探す").click()
    page.locator("h1").filter(has_text="拠点をどこに").wait_for(timeout=PATIENCE_MS)
    opened.map.locator(".kyoten-ready").wait_for(timeout=PATIENCE_MS)
    if objective:
        page.get_by_label("目的").last.click()
        page.get_by_role("option", name=objective).click()
    page.wait_for_timeout(2500)
    page.evaluate(WATCH)
    page.get_by_role("button", name="探す", exact=True).click()
    page.wait_for_function("window.marks.end && window.marks.curve", timeout=PATIENCE_MS)
    marks = page.evaluate("window.marks")
    answer = page.get_by_test_id("answer").inner_text()
    if picture is not None:
        page.wait_for_timeout(1500)
        page.screenshot(path=str(picture.with_suffix(".png")))
    page.get_by_role("tab", name="拠点ごと").click()
    reasons = page.locator(".ky-list").filter(visible=True)
    reasons.first.wait_for(timeout=PATIENCE_MS)
    page.wait_for_timeout(1500)
    if picture is not None:
        page.screenshot(path=str(picture.with_name(f"{picture.name}_reasons.png")))
    seen = ("progress_seen", "first_set", "proven", "curve", "end")
    return {
        **{f"{name}_s": (marks[name] - marks["began"]) / 1000 if name in marks else None for name in seen},
        "progress_words": len(marks["progress"]),
        "answer": answer,
        "reasons": reasons.all_inner_texts(),
    }


def open_folder(opened: Any, folder: Path) -> None:
    """Open a region folder of one's own through the page データ."""
    page = opened.page
    page.get_by_test_id("stSidebarNavLink").filter(has_text="データ").click()
    place = page.get_by_label("自分のフォルダを開く")
    place.fill(str(folder))
    place.press("Enter")
    page.get_by_role("button", name="開く", exact=True).click()
    page.wait_for_timeout(5000)
    opened.map.locator(".kyoten-ready").wait_for(timeout=PATIENCE_MS)


def measured(folder: Path | None, pictures: Path | None) -> dict[str, Any]:
    """Open the app and search on both regions."""
    from playwright.sync_api import sync_playwright

    from benchmarks.browser import FLAGS, LAPTOP, Watched, chromium_executable, served, watch

    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
    results = {}
    with (
        tempfile.TemporaryDirectory() as store,
        sync_playwright() as playwright,
        served(ROOT / "app.py", Path(store) / "server.log", {"KYOTEN_HOME": store}) as address,
    ):
        chromium = playwright.chromium.launch(executable_path=chromium_executable(), args=list(FLAGS))
        for name, objective in (("curve", ""), ("least_regret", "後悔を少なく")):
            opened = Watched(chromium.new_context(viewport=LAPTOP, locale="ja-JP").new_page(), address)
            watch(opened)
            opened.page.goto(f"{address}/?region={REGION}")
            opened.map.locator(".kyoten-ready").wait_for(timeout=PATIENCE_MS)
            if name == "curve" and folder is not None:
                open_folder(opened, folder)
            picture = pictures / name if pictures is not None else None
            results[name] = search(opened, objective=objective, picture=picture)
            opened.assert_quiet()
            opened.page.close()
        chromium.close()
    return results


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, help="region folder of one's own for the curve")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    parser.add_argument("--pictures", type=Path, help="folder for screenshots")
    asked = parser.parse_args()
    results = measured(asked.folder, asked.pictures)
    if asked.json:
        print(json.dumps({"goal_s": GOAL_S, **results}, indent=1, ensure_ascii=False))
        return
    print(f"seconds from the press of the button; the goal is {GOAL_S} s")
    for name, row in results.items():
        times = ", ".join(f"{k[:-2]} {v:.2f}" for k, v in row.items() if k.endswith("_s") and v is not None)
        print(f"{name}: {times}; {row['progress_words']} different words of progress\n  {row['answer']}")
        for reason in row["reasons"]:
            print("  - " + " ".join(reason.split()))


if __name__ == "__main__":
    main()

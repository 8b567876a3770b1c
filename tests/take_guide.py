"""Makes the one-page guide to a first hub anew: walks the guided tour in headless Chromium and takes a picture before each press.

    python tests/take_guide.py

Writes `docs/first_hub.pdf` (one A4 sheet to print), the same as `docs/first_hub.md`, and their pictures. What the guide says is what the app says at
that moment, read off the screen. Look at the sheet before committing it.
"""

from __future__ import annotations

import base64
import html
import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
sys.path.insert(0, str(ROOT))

from benchmarks.first_use import walk  # noqa: E402
from tests.browser import FLAGS, LAPTOP, Watched, chromium_executable, served, watch  # noqa: E402
from tests.take_pictures import small  # noqa: E402

TITLE = "はじめての拠点（一枚の手引き）"
LEAD = "拠点を開き、枠のついた所を順に押します。字を打つ所はありません。途中でやめても、左の下の「案内の続き」から続けられます。"
FIRST = "「見本を見る」を押します。見本の町で、案内が始まります。"
LAST = "「おわる」を押すと、案内が終わります。自分の町は「データ」のページから開けます。"
WIDE_PX = 760
STYLE = """@page { size: A4; margin: 9mm } body { font: 9pt 'BIZ UDPGothic', 'Noto Sans CJK JP', sans-serif; margin: 0 }
h1 { font-size: 16pt; margin: 0 0 1mm } p { margin: 0 } ol { list-style: none; margin: 3mm 0 0; padding: 0; display: grid;
  grid-template-columns: 1fr 1fr; gap: 2mm 5mm }
li { break-inside: avoid } img { width: 86%; border: .3mm solid #999 } b { color: #b34700 }"""


def pictures(chromium: Browser) -> list[tuple[str, str, bytes]]:
    """Walk the tour; give the id of each step, what the screen says, and how it looks."""
    found: list[tuple[str, str, bytes]] = []
    with tempfile.TemporaryDirectory() as home:
        settings = {"KYOTEN_HOME": str(Path(home) / "kyoten")}
        with served(ROOT / "app.py", Path(home) / "log.txt", settings) as address:
            page = chromium.new_context(viewport=LAPTOP, locale="ja-JP").new_page()
            window = Watched(page, address)
            watch(window)
            page.goto(address)
            walk(window, wait_s=0.5, look=lambda step: found.append((step, said(page, step), taken(page))))
            window.assert_quiet()
    return found


def said(page: Page, step: str) -> str:
    """Return what is to be pressed, in the screen's own words."""
    if step == "begin":
        return FIRST
    return LAST if step == "end" else page.locator(".ky-tour").inner_text().partition("　")[2]


def taken(page: Page) -> bytes:
    """Take a picture as large as the sheet needs it, once nothing moves any more."""
    page.wait_for_timeout(1_500)
    with Image.open(io.BytesIO(page.screenshot())) as full:
        packed = io.BytesIO()
        full.resize((WIDE_PX, round(full.height * WIDE_PX / full.width)), Image.Resampling.LANCZOS).save(packed, "PNG")
    return small(packed.getvalue())


def sheet(steps: list[tuple[str, str, bytes]]) -> str:
    """Set the guide as a page to print."""
    items = "".join(
        f'<li><p><b>{number}</b>　{html.escape(words)}</p><img alt="" src="data:image/png;base64,{base64.b64encode(seen).decode()}"></li>'
        for number, (_, words, seen) in enumerate(steps, start=1)
    )
    return f'<!doctype html><html lang="ja"><meta charset="utf-8"><style>{STYLE}</style><h1>{TITLE}</h1><p>{LEAD}</p><ol>{items}</ol>'


def make() -> None:
    """Walk, and write the guide."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_executable(), args=list(FLAGS))
        steps = [one for one in pictures(chromium) if one[0] != "end"]
        page = chromium.new_page()
        page.set_content(sheet(steps))
        (DOCS / "first_hub.pdf").write_bytes(page.pdf(prefer_css_page_size=True, print_background=True))
        chromium.close()
    lines = [
        f"# {TITLE}",
        "",
        f"{LEAD} 印刷するものは [一枚の PDF](first_hub.pdf) です（`python tests/take_guide.py` が作ります）。",
        "",
    ]
    for number, (step, words, seen) in enumerate(steps, start=1):
        (DOCS / "pictures" / f"first_hub_{step}.png").write_bytes(seen)
        lines += [f"{number}. {words}", "", f"   ![{step}](pictures/first_hub_{step}.png)", ""]
    (DOCS / "first_hub.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    make()

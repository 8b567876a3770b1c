"""Small maps: a dot for each village in its class's colour, a star for each hub, and no text of files."""

from __future__ import annotations

import base64
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd

from geo.region.region import read_region
from layers.charts.small_map import HEIGHT, WIDTH, picture_html, small_map
from layers.style.colours import TIME
from tests.small_region import LAT, LON, write_small_region

SVG = "{http://www.w3.org/2000/svg}"


def test_dots_and_stars(tmp_path: Path) -> None:
    region = read_region(write_small_region(tmp_path / "region"))
    minutes = pd.Series(1.0, index=region.villages.index)
    minutes["v6"] = np.inf
    drawn = small_map(region, minutes, pd.DataFrame({"lat": [LAT], "lon": [LON]}))
    root = ET.fromstring(drawn)
    dots = list(root.iter(f"{SVG}circle"))
    assert len(dots) == len(region.villages)
    colours = [swatch.colour for swatch in TIME.classes.all_swatches]
    near, none = (colours[code] for code in TIME.classes.classify(np.array([1.0, np.inf])).tolist())
    assert sorted(dot.attrib["fill"] for dot in dots) == sorted([near] * (len(dots) - 1) + [none])
    # The largest village is drawn first, so that it covers none.
    radii = [float(dot.attrib["r"]) for dot in dots]
    assert radii == sorted(radii, reverse=True)
    assert all(0 <= float(dot.attrib["cx"]) <= WIDTH and 0 <= float(dot.attrib["cy"]) <= HEIGHT for dot in dots)
    assert len([p for p in root.iter(f"{SVG}path") if p.get("transform")]) == 1
    assert "上野" not in drawn


def test_a_picture_says_what_it_shows() -> None:
    html = picture_html("<svg/>", '"谷" <b>')
    assert 'alt="&quot;谷&quot; &lt;b&gt;"' in html
    assert base64.b64encode(b"<svg/>").decode() in html

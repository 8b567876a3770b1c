"""The app itself, with other sample regions: those in the folder named by KYOTEN_TEST_SAMPLES."""

from __future__ import annotations

import os
import runpy
from pathlib import Path

import views.opening

views.opening.SAMPLES_FOLDER = Path(os.environ["KYOTEN_TEST_SAMPLES"])
HOUSE = Path(__file__).parents[2] / "app.py"

if __name__ == "__main__":
    runpy.run_path(str(HOUSE), run_name="__main__")
else:
    from streamlit.starlette import App

    app = App(__file__, **runpy.run_path(str(HOUSE))["around"]())

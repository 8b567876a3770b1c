#!/bin/sh
# Opens Kyoten by a double click on macOS and Linux: with the project's own Python, else with the one of this machine.
cd "$(dirname "$0")/.." || exit 1
PYTHON=.venv/bin/python
[ -x "$PYTHON" ] || PYTHON=python3
echo "拠点を開いています。この窓を閉じると、拠点も終わります。"
"$PYTHON" cli.py run || { echo "開けませんでした。上の知らせを読んで、Enter を押してください。"; read -r _; }

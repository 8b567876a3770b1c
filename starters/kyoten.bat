@echo off
rem Opens Kyoten by a double click: with the Python that lies in this folder, else with the one of this machine.
chcp 65001 > nul
cd /d "%~dp0"
set APP=%~dp0..
if exist "%~dp0app\cli.py" set APP=%~dp0app
set PYTHON=%~dp0python\python.exe
if not exist "%PYTHON%" set PYTHON=%APP%\.venv\Scripts\python.exe
if not exist "%PYTHON%" set PYTHON=py
echo 拠点を開いています。この黒い窓を閉じると、拠点も終わります。
"%PYTHON%" "%APP%\cli.py" run
if errorlevel 1 pause

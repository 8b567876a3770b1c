"""What a laptop says of its firewall is read in the words of each system; what cannot be known is not guessed."""

from __future__ import annotations

import ctypes

import pytest

from hall.facilitator import firewall
from hall.facilitator.firewall import firewall_is_on, is_administrator, mac_says, ufw_says, windows_says

NETSH = """
パブリック プロファイル設定:
----------------------------------------------------------------------
状態                                   {}
ファイアウォール ポリシー               BlockInbound,AllowOutbound
"""


@pytest.mark.parametrize(
    ("told", "is_on"),
    [
        (NETSH.format("オン"), True),
        (NETSH.format("オフ"), False),
        ("State                                 ON\r\nFirewall Policy  BlockInbound", True),
        ("次のコマンドは見つかりませんでした", None),
    ],
)
def test_windows_is_read_in_both_languages(told, is_on):
    assert windows_says(told) is is_on


def test_other_systems_are_read():
    assert (mac_says("Firewall is enabled. (State = 2)"), mac_says("?")) == (True, None)
    assert (ufw_says("# x\nENABLED=yes\nLOGLEVEL=low"), ufw_says("ENABLED=no"), ufw_says("#ENABLED=yes")) == (
        True,
        False,
        None,
    )


def test_a_laptop_without_these_commands_says_that_nothing_is_known(monkeypatch, tmp_path):
    monkeypatch.setattr(firewall, "_UFW", tmp_path / "ufw.conf")
    assert firewall_is_on("linux") is None
    (tmp_path / "ufw.conf").write_text("ENABLED=yes", encoding="utf-8")
    assert firewall_is_on("linux") is True
    monkeypatch.setattr(firewall, "_WINDOWS", ("no-such-command",))
    monkeypatch.setattr(firewall, "_MAC", ("no-such-command",))
    assert (firewall_is_on("win32"), firewall_is_on("darwin")) == (None, None)


def test_rights_are_asked_for_on_windows_alone(monkeypatch):
    monkeypatch.delattr(ctypes, "windll", raising=False)
    assert is_administrator() is None
    shell = type("Shell", (), {"IsUserAnAdmin": staticmethod(lambda: 0)})
    monkeypatch.setattr(ctypes, "windll", type("Windll", (), {"shell32": shell}), raising=False)
    assert is_administrator() is False

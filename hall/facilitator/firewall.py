"""What on the laptop may keep phones away, as far as it can be known without an administrator's rights."""

from __future__ import annotations

import contextlib
import ctypes
import re
import subprocess
import sys
from pathlib import Path

_LONGEST_S = 5.0
_UFW = Path("/etc/ufw/ufw.conf")
_WINDOWS = ("netsh", "advfirewall", "show", "currentprofile")
_MAC = ("/usr/libexec/ApplicationFirewall/socketfilterfw", "--getglobalstate")


def firewall_is_on(system: str = sys.platform) -> bool | None:
    """Return whether the system's own firewall is on; None where that cannot be known.

    Parameters
    ----------
    system
        As `sys.platform` names it.
    """
    if system == "win32":
        return windows_says(_told_by(_WINDOWS))
    if system == "darwin":
        return mac_says(_told_by(_MAC))
    with contextlib.suppress(OSError):
        return ufw_says(_UFW.read_text(encoding="utf-8"))
    return None


def windows_says(told: str) -> bool | None:
    """Read what netsh says of the profile that is in force, in English or Japanese.

    Examples
    --------
    >>> windows_says("State                  ON"), windows_says("状態                   オフ"), windows_says("")
    (True, False, None)
    """
    found = re.search(r"^(?:State|状態)\s+(ON|OFF|オン|オフ)\s*$", told, flags=re.M | re.I)
    return found[1].upper() in ("ON", "オン") if found else None


def mac_says(told: str) -> bool | None:
    """Read what macOS says of its firewall.

    Examples
    --------
    >>> mac_says("Firewall is enabled. (State = 1)"), mac_says("Firewall is disabled. (State = 0)"), mac_says("")
    (True, False, None)
    """
    found = re.search(r"State = (\d)", told)
    return found[1] != "0" if found else None


def ufw_says(settings: str) -> bool | None:
    """Read the settings of Linux's ufw.

    Examples
    --------
    >>> ufw_says("ENABLED=yes"), ufw_says("ENABLED=no"), ufw_says("")
    (True, False, None)
    """
    found = re.search(r"^ENABLED=(\w+)", settings, flags=re.M)
    return found[1].lower() == "yes" if found else None


def is_administrator() -> bool | None:
    """Return whether this program may change Windows' firewall; None on other systems, where no such right is needed."""
    windows = getattr(ctypes, "windll", None)
    return None if windows is None else bool(windows.shell32.IsUserAnAdmin())


def _told_by(line: tuple[str, ...]) -> str:
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        return subprocess.run(
            line, capture_output=True, timeout=_LONGEST_S, check=False, text=True, errors="replace"
        ).stdout
    return ""

"""How phones find the laptop: its addresses on the local network, and the QR code that leads to them; made here, never fetched."""

from __future__ import annotations

import contextlib
import io
import ipaddress
import socket

PORTS = range(8701, 8801)
"""Where a free port is looked for when none is named."""


def local_addresses() -> list[str]:
    """List the laptop's addresses that a phone beside it may reach, the likeliest first; none where it is on no network."""
    found: list[str] = []
    # Nothing is sent: a datagram socket only looks up which way it would go. The addresses are set aside for documents.
    for target in ("192.0.2.1", "198.51.100.1"):
        with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
            way.connect((target, 9))
            found.append(way.getsockname()[0])
    with contextlib.suppress(OSError):
        found += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return [address for address in dict.fromkeys(found) if _reachable(address)]


def _reachable(address: str) -> bool:
    parsed = ipaddress.ip_address(address)
    return not (parsed.is_loopback or parsed.is_link_local or parsed.is_unspecified)


def listening(address: str, port: int | None, *, before: int | None = None) -> socket.socket | None:
    """Return a socket that listens; None where there is none.

    Parameters
    ----------
    address
        On which.
    port
        Its number; None for a free one.
    before
        The number that phones know from before: the first choice among free ones.
    """
    for candidate in (*(() if before is None else (before,)), *PORTS) if port is None else (port,):
        with contextlib.suppress(OSError):
            return socket.create_server((address, candidate), backlog=512)
    return None


def urls_of(address: str, port: int) -> list[str]:
    """List the addresses that phones may type, the likeliest first.

    Parameters
    ----------
    address
        On which the hall listens; ``0.0.0.0`` for all of the laptop's.
    port
        Its number.
    """
    named = local_addresses() if address == "0.0.0.0" else [address]
    return [f"http://{one}:{port}/" for one in named or ["127.0.0.1"]]


def qr_svg(url: str, code: str) -> str:
    """Draw the QR code that opens the page with the six figures in it, as SVG.

    Parameters
    ----------
    url
        Of the hall.
    code
        The six figures.
    """
    import segno

    drawn = io.BytesIO()
    segno.make(f"{url}j/{code}", error="m").save(drawn, kind="svg", scale=10, border=4, xmldecl=False, light="#ffffff")
    return drawn.getvalue().decode()

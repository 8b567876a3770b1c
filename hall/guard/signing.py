"""Who a request comes from: cookies and tokens that only this meeting can have given, and pages that are its own."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import urlsplit

COOKIE = "kyoten-hall"


def signature(secret: str, purpose: str, client: str) -> str:
    """Sign a phone's id for a purpose."""
    return hmac.new(bytes.fromhex(secret), f"{purpose}:{client}".encode(), hashlib.sha256).hexdigest()[:32]


def cookie_of(secret: str, client: str) -> str:
    """Return the cookie of a phone."""
    return f"{client}.{signature(secret, 'cookie', client)}"


def client_of(secret: str, cookie: str) -> str | None:
    """Return the phone whose cookie it is; None for one that this meeting did not give.

    Examples
    --------
    >>> client_of("00" * 32, cookie_of("00" * 32, "a")), client_of("00" * 32, "a.b")
    ('a', None)
    """
    client, _, signed = cookie.rpartition(".")
    wanted = signature(secret, "cookie", client)
    return client if client and hmac.compare_digest(signed.encode(), wanted.encode()) else None


def is_token(secret: str, client: str, token: str) -> bool:
    """Return whether a form was given to this phone."""
    return hmac.compare_digest(token.encode(), signature(secret, "form", client).encode())


def comes_from_here(headers: Mapping[str, str]) -> bool:
    """Return whether a request was sent by a page of this server, as far as the browser tells.

    A browser tells where a form stands in ``Origin``, and newer ones in ``Sec-Fetch-Site``; of what tells neither, the token
    in the form has to say it.
    """
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    parts = urlsplit(origin)
    return parts.scheme == "http" and parts.netloc == headers.get("host", "")

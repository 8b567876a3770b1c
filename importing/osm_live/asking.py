"""How OpenStreetMap's servers are asked: through OSMnx, with its settings put back afterwards, politely and not for ever."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests

from geo.reference import reference_table
from geo.texts.errors import RequestError
from geo.texts.messages import notice

OVERPASS = "https://overpass-api.de/api"
NOMINATIM = "https://nominatim.openstreetmap.org/"
_NAME = "Kyoten (planning table for mountain municipalities; uses OSMnx)"
_BUSY = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT}
_SCHEMES = {"http", "https"}

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Asking:
    """Whom to ask, and where answers are kept.

    Parameters
    ----------
    cache_folder
        Answers are kept here and used again for the same question.
    overpass_url, nominatim_url
        Addresses of the servers: the public ones, or a town's own.
    on_step
        Called with what is being done, in Japanese.
    """

    cache_folder: Path
    overpass_url: str = OVERPASS
    nominatim_url: str = NOMINATIM
    on_step: Callable[[str], None] | None = None

    def __post_init__(self) -> None:
        """Refuse what is no address.

        Raises
        ------
        geo.texts.errors.RequestError
            Naming it.
        """
        for url in (self.overpass_url, self.nominatim_url):
            if not _is_address(url):
                raise RequestError(notice("fetch_server_wrong", url=url))

    def say(self, text: str) -> None:
        """Tell the listener, where there is one."""
        if self.on_step is not None:
            self.on_step(text)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


class _BusyError(Exception):
    """The server asks to come back later.

    Parameters
    ----------
    status
        Of its answer.
    wait_s
        How long it wants to be left alone; None where it does not say.
    """

    def __init__(self, status: int, wait_s: float | None) -> None:
        self.status = status
        self.wait_s = wait_s
        super().__init__(f"{status}")


def asked(asking: Asking, url: str, question: Callable[[], Answer], check: Callable[[Any], bool]) -> Answer:
    """Ask a server, again after a pause where it is busy.

    Parameters
    ----------
    asking
        Whom to ask.
    url
        Address of the server, to name in errors.
    question
        Asks through OSMnx.
    check
        Tells whether an answer has the shape that it must have; others are not kept.

    Raises
    ------
    geo.texts.errors.RequestError
        When there is no way to the server, it refuses or stays busy, or answers what nobody can use.
    """
    limits = reference_table("osm_limits")
    tries = int(limits["tries"].value)
    host = urlsplit(url).hostname or url
    for attempt in range(1, tries + 1):
        try:
            with _settings(asking, lambda answer, *_, **__: _looked_at(answer, host, check)):
                return question()
        except _BusyError as busy:
            wait_s = limits["pause_s"].value if busy.wait_s is None else busy.wait_s
            if attempt == tries or wait_s > limits["longest_pause_s"].value:
                raise RequestError(notice("fetch_busy", host=host, status=busy.status)) from busy
            asking.say(f"{host} が混み合っています。{wait_s:.0f} 秒待って、もう一度頼みます（{attempt}/{tries - 1}）")
            time.sleep(wait_s)
        except requests.Timeout as problem:
            raise RequestError(notice("fetch_timed_out", host=host, limit=f"{limits['answer_s'].value:g}")) from problem
        except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError) as problem:
            raise RequestError(notice("fetch_no_internet", host=host)) from problem
        except requests.RequestException as problem:
            raise RequestError(notice("fetch_garbled", host=host)) from problem
        except json.JSONDecodeError as problem:
            # What servers say is read before OSMnx does; this can only be an answer kept from before.
            raise RequestError(notice("fetch_cache_broken", file=asking.cache_folder.name)) from problem
    raise AssertionError("the last attempt returns or raises")


def _looked_at(answer: requests.Response, host: str, check: Callable[[Any], bool]) -> None:
    """Look at what a server says before OSMnx does, which would wait and ask again without end."""
    if answer.is_redirect:
        return
    if answer.status_code in _BUSY:
        raise _BusyError(answer.status_code, _seconds(answer.headers.get("Retry-After")))
    if not answer.ok:
        raise RequestError(notice("fetch_refused", host=host, status=answer.status_code))
    try:
        content = answer.json()
    except requests.exceptions.JSONDecodeError as problem:
        raise RequestError(notice("fetch_garbled", host=host)) from problem
    if isinstance(content, dict) and "remark" in content:
        raise RequestError(notice("fetch_cut_off", host=host, remark=str(content["remark"])))
    if not check(content):
        raise RequestError(notice("fetch_garbled", host=host))


def _seconds(text: str | None) -> float | None:
    return float(text) if text is not None and text.isascii() and text.isdecimal() else None


@contextmanager
def _settings(asking: Asking, look: Callable[..., None]) -> Iterator[None]:
    """Set what OSMnx goes by, and put all of it back, its hold on the finding of addresses included."""
    from osmnx import settings

    wanted: dict[str, Any] = {
        "overpass_url": asking.overpass_url,
        "nominatim_url": asking.nominatim_url,
        "cache_folder": asking.cache_folder,
        "use_cache": True,
        "requests_timeout": int(reference_table("osm_limits")["answer_s"].value),
        "requests_kwargs": {"hooks": {"response": look}},
        # Pauses are ours to keep: its own are without end, and it would ask another company for addresses.
        "overpass_rate_limit": False,
        "doh_url_template": None,
        "http_user_agent": _NAME,
        "http_referer": _NAME,
        "http_accept_language": "ja",
    }
    before = {name: getattr(settings, name) for name in wanted}
    find_address = socket.getaddrinfo
    try:
        for name, value in wanted.items():
            setattr(settings, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(settings, name, value)
        socket.getaddrinfo = find_address

"""TEXTS: notices and errors, and every word of them, by code with parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from geo.texts.errors import KyotenError as KyotenError
    from geo.texts.errors import RegionUnreadableError as RegionUnreadableError
    from geo.texts.errors import RequestError as RequestError
    from geo.texts.messages import notice as notice
    from geo.texts.notices import Notice as Notice
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "KyotenError": "geo.texts.errors",
            "Notice": "geo.texts.notices",
            "RegionUnreadableError": "geo.texts.errors",
            "RequestError": "geo.texts.errors",
            "notice": "geo.texts.messages",
        },
    )

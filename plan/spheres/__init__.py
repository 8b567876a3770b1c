"""Living spheres: members, shapes, grounds, comparison with districts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from plan.spheres.answer import SphereRequest as SphereRequest
    from plan.spheres.answer import spheres_of as spheres_of
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "SphereRequest": "plan.spheres.answer",
            "spheres_of": "plan.spheres.answer",
        },
    )

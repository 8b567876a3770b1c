"""BUS DESIGN: which routes to run, on any network of stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from network.bus_design.route_design import DesignOptions as DesignOptions
    from network.bus_design.route_design import design as design
    from network.bus_design.route_sets.evaluation import evaluate as evaluate
    from network.bus_design.stop_network import StopNetwork as StopNetwork
    from network.bus_design.stop_network import read_stop_network as read_stop_network
else:
    __getattr__ = lazy_exports(
        __name__,
        {
            "DesignOptions": "network.bus_design.route_design",
            "StopNetwork": "network.bus_design.stop_network",
            "design": "network.bus_design.route_design",
            "evaluate": "network.bus_design.route_sets.evaluation",
            "read_stop_network": "network.bus_design.stop_network",
        },
    )

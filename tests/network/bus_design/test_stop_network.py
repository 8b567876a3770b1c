"""Networks of stops are read from the files of published instances; what is missing or wrong is said."""

from __future__ import annotations

import numpy as np
import pytest

from geo.texts.errors import RequestError
from network.bus_design.stop_network import read_stop_network
from tests.network.bus_design.route_sets.small_networks import drawn

FILES = {
    "nodes": "id,lat,lon,terminal\n1,0,0,1\n2,0,0,1\n3,0,0,0\n",
    "links": "from,to,travel_time\n1,2,4\n2,1,4\n2,3,2.5\n3,2,2.5\n",
    "demand": "from,to,demand\n1,3,20\n3,1,10\n",
}


def written(folder, **changed):
    for name, text in (FILES | changed).items():
        if text is not None:
            (folder / f"small_{name}.txt").write_text(text, encoding="utf-8")
    return folder


def refused(folder) -> list[str]:
    with pytest.raises(RequestError) as caught:
        read_stop_network(folder)
    return [told.code for told in caught.value.notices]


def test_three_tables_make_a_network(tmp_path):
    network = read_stop_network(written(tmp_path))
    assert network.nodes == ("1", "2", "3")
    assert network.link_min[1, 2] == 2.5
    assert np.isinf(network.link_min[0, 2])
    assert network.demand[0, 2] == 20
    assert network.numbers(("3", "1")) == (2, 0)


def test_what_is_missing_or_wrong_is_said(tmp_path):
    assert refused(tmp_path) == ["required_file_missing"]
    written(tmp_path)
    assert refused(written(tmp_path, demand="from,to,demand\n1,9,20\n")) == ["stop_network_stranger"]
    assert refused(written(tmp_path, demand="from,to,demand\n1,2,0\n")) == ["stop_network_unusable"]
    assert refused(written(tmp_path, links="from,to,travel_time\n1,2,zwei\n")) == ["cell_not_number"]


def test_nonsense_is_refused_at_birth():
    with pytest.raises(ValueError, match="two stops"):
        drawn(("a",), [[1]], [[1]])
    with pytest.raises(ValueError, match="above 0"):
        drawn(("a", "b"), [[1, 0], [0, 1]], [[0, 1], [0, 0]])
    with pytest.raises(ValueError, match="nobody"):
        drawn(("a", "b"), [[1, 1], [1, 1]], [[5, 0], [0, 5]])

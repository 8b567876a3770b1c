"""Strokes followed along their middle lines: at a crossing a stroke goes on straight, so that two strokes stay two.

The middle line is a graph: branches between ends and crossings. A short branch between two crossings belongs to one crossing (a
sharp crossing is thinned to two forks), a short branch with a free end is a bump of the outline. At each crossing the branches are
paired, the straightest pair first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geo.reference import reference_table
from hall.marks.skeleton import thinned, width_px
from hall.photos.straighten import PX_PER_MM, Points

_NEAR_MM, _LOOK_MM = 0.7, 3.0
_AROUND = tuple((y, x) for y in (-1, 0, 1) for x in (-1, 0, 1) if (y, x) != (0, 0))


@dataclass(frozen=True, eq=False)
class Stroke:
    """A stroke.

    Parameters
    ----------
    path
        Its middle line in pixels of the mask, x and y.
    closed
        Whether its end is its beginning.
    width
        In pixels.
    """

    path: Points
    closed: bool
    width: float

    @property
    def length(self) -> float:
        """Of the middle line."""
        return float(np.linalg.norm(np.diff(self.path, axis=0), axis=1).sum())


@dataclass(frozen=True, eq=False)
class _Branch:
    path: Points
    nodes: tuple[int | None, int | None]

    @property
    def length(self) -> float:
        return float(np.linalg.norm(np.diff(self.path, axis=0), axis=1).sum())


End = tuple[int, int]
"""A branch, and which of its ends: 0 the first, 1 the last."""


def strokes_of(mask: NDArray[np.bool_]) -> list[Stroke]:
    """Follow the strokes of one ink that hang together.

    Parameters
    ----------
    mask
        Where the ink is.
    """
    line = thinned(mask)
    width = width_px(mask, line)
    branches = _simplified(*_branches(line), width)
    return [_smoothed(s, width) for s in _chained(branches, _paired(branches), width)]


# ---------------------------------------------------------------- from pixels to branches


def _links(line: NDArray[np.bool_]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Link each pixel with its neighbours; over a corner only where no pixel beside leads there."""
    pixels = {(int(y), int(x)) for y, x in np.argwhere(line)}
    links: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for y, x in sorted(pixels):
        near = [(y + dy, x + dx) for dy, dx in _AROUND if (y + dy, x + dx) in pixels]
        links[y, x] = [(b, a) for b, a in near if b == y or a == x or not ({(y, a), (b, x)} & pixels)]
    return links


def _branches(line: NDArray[np.bool_]) -> tuple[list[_Branch], dict[int, Points]]:
    links = _links(line)
    node_of = _crossings(links)
    centres = {
        node: np.mean([(x, y) for (y, x), n in node_of.items() if n == node], axis=0) for node in set(node_of.values())
    }
    used: set[tuple[tuple[int, int], tuple[int, int]]] = set()
    branches = []
    starts = sorted(node_of) + [p for p in sorted(links) if len(links[p]) == 1]
    for start in starts:
        for first in links[start]:
            same = start in node_of and node_of.get(first) == node_of[start]
            if (start, first) not in used and not same:
                branches.append(_branch(_walk(start, first, links, node_of, used), node_of, centres))
    left = {p for p in links if len(links[p]) == 2} - {p for step in used for p in step}
    for start in sorted(left):
        if start in left:
            path = _walk(start, links[start][0], links, {start: -1}, used)
            left -= set(path)
            branches.append(_Branch(np.array(path, dtype=float)[:, ::-1], (None, None)))
    return branches, centres


def _crossings(links: dict[tuple[int, int], list[tuple[int, int]]]) -> dict[tuple[int, int], int]:
    """Number the crossings: pixels with three neighbours and more that hang together are one."""
    forks = {p for p, near in links.items() if len(near) > 2}
    node_of: dict[tuple[int, int], int] = {}
    for fork in sorted(forks):
        if fork in node_of:
            continue
        number, todo = len(set(node_of.values())), [fork]
        while todo:
            pixel = todo.pop()
            if pixel not in node_of:
                node_of[pixel] = number
                todo += [p for p in links[pixel] if p in forks]
    return node_of


def _walk(
    start: tuple[int, int],
    first: tuple[int, int],
    links: dict[tuple[int, int], list[tuple[int, int]]],
    node_of: dict[tuple[int, int], int],
    used: set[tuple[tuple[int, int], tuple[int, int]]],
) -> list[tuple[int, int]]:
    path = [start, first]
    while path[-1] not in node_of and len(links[path[-1]]) == 2:
        here, there = links[path[-1]]
        path.append(there if here == path[-2] else here)
    used |= set(pairwise(path)) | set(pairwise(path[::-1]))
    return path


def _branch(path: list[tuple[int, int]], node_of: dict[tuple[int, int], int], centres: dict[int, Points]) -> _Branch:
    places = np.array(path, dtype=float)[:, ::-1]
    ends = node_of.get(path[0]), node_of.get(path[-1])
    for position, node in zip((0, -1), ends, strict=True):
        if node is not None:
            places[position] = centres[node]
    return _Branch(places, ends)


# ---------------------------------------------------------------- short branches


def _simplified(branches: list[_Branch], centres: dict[int, Points], width: float) -> list[_Branch]:
    table = reference_table("paper_marks")
    bump, fork = table["bump_widths"].value * width + 2, table["fork_widths"].value * width + 2
    kept = [b for b in branches if not (_free_ends(b) == 1 and b.length < bump)]
    # A crossing of which only bumps would be left keeps the longest of its branches.
    alive = {n for b in kept for n in b.nodes if n is not None}
    kept += [b for b in branches if _free_ends(b) == 1 and b.length < bump and not (set(b.nodes) & alive)]
    one: dict[int, int] = {}

    def root(node: int) -> int:
        while node in one:
            node = one[node]
        return node

    for b in sorted(kept, key=lambda b: b.length):
        first, last = b.nodes
        if first is not None and last is not None and root(first) != root(last) and b.length < fork:
            one[root(last)] = root(first)
    merged: dict[int, list[Points]] = defaultdict(list)
    for node, centre in centres.items():
        merged[root(node)].append(centre)
    middles = {node: np.mean(found, axis=0) for node, found in merged.items()}
    result = []
    for b in kept:
        ends = tuple(None if n is None else root(n) for n in b.nodes)
        if ends[0] is not None and ends[0] == ends[1] and b.length < fork:
            continue
        path = b.path.copy()
        for position, end in zip((0, -1), ends, strict=True):
            if end is not None:
                path[position] = middles[end]
        result.append(_Branch(path, (ends[0], ends[1])))
    return result


def _free_ends(branch: _Branch) -> int:
    return sum(node is None for node in branch.nodes)


# ---------------------------------------------------------------- straight on at crossings


def _paired(branches: list[_Branch]) -> dict[End, End]:
    at: dict[int, list[End]] = defaultdict(list)
    for number, b in enumerate(branches):
        for which, node in enumerate(b.nodes):
            if node is not None:
                at[node].append((number, which))
    most = np.radians(reference_table("paper_marks")["straight_on_deg"].value)
    pairs: dict[End, End] = {}
    for ends in at.values():
        ways = {end: _way(branches[end[0]], end[1]) for end in ends}
        turns = sorted((_turn(ways[a], ways[b]), a, b) for i, a in enumerate(ends) for b in ends[i + 1 :])
        for turn, one, other in turns:
            if one not in pairs and other not in pairs and (turn < most or len(ends) == 2):
                pairs[one], pairs[other] = other, one
    return pairs


def _way(branch: _Branch, which: int) -> Points:
    """Return the direction in which a branch leaves its crossing, looked at a little way off."""
    path = branch.path if which == 0 else branch.path[::-1]
    off = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    # The first step may be long: it leads from the middle of a crossing to where the branch begins.
    near = min(max(_NEAR_MM * PX_PER_MM, off[1]), off[-1] * 0.5)
    far = min(near + _LOOK_MM * PX_PER_MM, off[-1])
    a, b = (np.array([np.interp(at, off, path[:, axis]) for axis in (0, 1)]) for at in (near, far))
    return np.asarray((b - a) / max(float(np.linalg.norm(b - a)), 1e-9))


def _turn(one: Points, other: Points) -> float:
    """Return by how much a stroke turns that comes along one and leaves along the other, radians."""
    return float(np.arccos(np.clip(-np.dot(one, other), -1, 1)))


def _chained(branches: list[_Branch], pairs: dict[End, End], width: float) -> Iterator[Stroke]:
    done: set[int] = set()
    ends = [(n, w) for n in range(len(branches)) for w in (0, 1) if (n, w) not in pairs]
    for start in (*ends, *((n, 0) for n in range(len(branches)))):
        if start[0] in done:
            continue
        pieces, here, closed = [], start, False
        while True:
            number, which = here
            done.add(number)
            pieces.append(branches[number].path if which == 0 else branches[number].path[::-1])
            leaving = (number, 1 - which)
            if leaving not in pairs:
                closed = branches[number].nodes == (None, None) and np.array_equal(pieces[-1][0], pieces[-1][-1])
                break
            here = pairs[leaving]
            if here[0] in done:
                closed = here == start
                break
        path = np.concatenate([pieces[0], *(p[1:] for p in pieces[1:])])
        yield Stroke(path, closed, width)


def _smoothed(stroke: Stroke, width: float) -> Stroke:
    """Take the steps of the pixels out of a path; ends stay where they are."""
    size = max(3, round(width)) | 1
    if len(stroke.path) < 2 * size:
        return stroke
    rim = size // 2
    if stroke.closed:
        around = np.concatenate([stroke.path[-rim - 1 : -1], stroke.path, stroke.path[1 : rim + 1]])
    else:
        first, last = stroke.path[:1], stroke.path[-1:]
        around = np.concatenate(
            [2 * first - stroke.path[rim:0:-1], stroke.path, 2 * last - stroke.path[-2 : -rim - 2 : -1]]
        )
    means = np.column_stack([np.convolve(around[:, axis], np.ones(size) / size, mode="valid") for axis in (0, 1)])
    return replace(stroke, path=means)

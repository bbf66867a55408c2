"""Where the points of a network stand: the same for the same network, wherever it is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Place = tuple[float, float]
Room = tuple[float, float]
LABEL: Room = (0.2, 0.08)  # of the drawing's width and height: a point's room with its label
ROUNDS = 600
NEAR = 1e-3  # of the drawing: an overlap that nobody sees


def places(
    nodes: Sequence[str],
    edges: Sequence[tuple[str, str, float]],
    *,
    rooms: Mapping[str, Room] | None = None,
) -> dict[str, Place]:
    """A place from 0 to 1 in both directions for each node; those tied closely stand close.

    Kamada & Kawai (1989), Information Processing Letters 31, 7-15, by networkx, begun from a
    circle in the nodes' order; nodes without edges stand below in rows.

    Args:
        rooms: how wide and high each node is with its label; `LABEL` if not said.
    """
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    # A tie's length falls with its weight, slowly: strong ties would lay points on each other.
    graph.add_weighted_edges_from((a, b, 1 / (1 + weight) ** 0.1) for a, b, weight in edges)
    tied = [name for name in nodes if graph.degree[name]]
    alone = [name for name in nodes if not graph.degree[name]]
    known = rooms or {}
    height = max((known.get(name, LABEL)[1] for name in nodes), default=LABEL[1])
    # In two lines by turns, so that their names have room.
    below = height * min(2, len(alone))
    found: dict[str, Place] = {}
    if tied:
        inner = graph.subgraph(tied)
        start = nx.circular_layout(sorted(tied, key=list(nodes).index))
        drawn = nx.kamada_kawai_layout(inner, pos=start)
        low = below + height if alone else 0.0
        sizes = [known.get(name, LABEL) for name in tied]
        found = _apart(_spread(drawn, low=low), sizes, low=low)
    for at, name in enumerate(alone):
        low = height * (at % 2) if tied else 0.5 + height * (at % 2)
        found[name] = (round((at + 0.5) / len(alone), 3), round(low, 3))
    return found


def _apart(places: dict[str, Place], rooms: Sequence[Room], low: float) -> dict[str, Place]:
    """Points pushed off each other until their labels have room, or `ROUNDS` are over.

    Each pair that overlaps is pushed along the way that is shorter; none leaves the drawing.
    """
    names = list(places)
    at = np.array([places[name] for name in names], dtype=np.float64)
    size = np.array(rooms, dtype=np.float64)
    needed = (size[:, None, :] + size[None, :, :]) / 2
    before = np.sign(_order(len(names)))[:, :, None]
    for _ in range(ROUNDS):
        gap = at[:, None, :] - at[None, :, :]
        over = needed - np.abs(gap)
        hit = (over > NEAR).all(axis=2) & ~np.eye(len(names), dtype=bool)
        if not hit.any():
            break
        side = np.where(gap == 0, before, np.sign(gap))
        shorter = over == over.min(axis=2, keepdims=True)
        at += 0.3 * np.where(hit[:, :, None] & shorter, side * over, 0.0).sum(axis=1)
        at[:, 0] = at[:, 0].clip(0.0, 1.0)
        at[:, 1] = at[:, 1].clip(low, 1.0)
    return {
        name: (round(float(x), 3), round(float(y), 3))
        for name, (x, y) in zip(names, at, strict=True)
    }


def _order(count: int) -> NDArray[np.int64]:
    numbers = np.arange(count)
    return numbers[:, None] - numbers[None, :]


def _spread(raw: Mapping[str, Sequence[float]], low: float) -> dict[str, Place]:
    """Both directions stretched to 0..1, rounded to what a page can show."""
    columns = list(zip(*raw.values(), strict=True))
    sides = [(min(column), max(column) - min(column) or 1.0) for column in columns]
    return {
        name: (
            round(float((x - sides[0][0]) / sides[0][1]), 3),
            round(low + (1 - low) * float((y - sides[1][0]) / sides[1][1]), 3),
        )
        for name, (x, y) in raw.items()
    }

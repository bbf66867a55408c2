"""Where the points of a network stand: the same for the same network, wherever it is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Place = tuple[float, float]
LABEL = np.array([0.2, 0.065])  # of the drawing's width and height: a label's room
ROUNDS = 300


def places(nodes: Sequence[str], edges: Sequence[tuple[str, str, float]]) -> dict[str, Place]:
    """A place from 0 to 1 in both directions for each node; those tied closely stand close.

    Kamada & Kawai (1989), Information Processing Letters 31, 7-15, by networkx, begun from a
    circle in the nodes' order; nodes without edges stand below in a row.
    """
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    # A tie's length falls with its weight, slowly: strong ties would lay points on each other.
    graph.add_weighted_edges_from((a, b, 1 / (1 + weight) ** 0.1) for a, b, weight in edges)
    tied = [name for name in nodes if graph.degree[name]]
    alone = [name for name in nodes if not graph.degree[name]]
    found: dict[str, Place] = {}
    if tied:
        inner = graph.subgraph(tied)
        start = nx.circular_layout(sorted(tied, key=list(nodes).index))
        drawn = nx.kamada_kawai_layout(inner, pos=start)
        found = _spread(_apart(_spread(drawn, low=0.0)), low=0.22 if alone else 0.0)
    for at, name in enumerate(alone):
        # In two lines by turns, so that their names have room.
        low = 0.07 * (at % 2) if tied else 0.5 + 0.1 * (at % 2)
        found[name] = (round((at + 0.5) / len(alone), 3), low)
    return found


def _apart(places: dict[str, Place]) -> dict[str, Place]:
    """Points pushed off each other until their labels have room, or `ROUNDS` are over."""
    names = list(places)
    at = np.array([places[name] for name in names], dtype=np.float64)
    for _ in range(ROUNDS):
        gap = (at[:, None, :] - at[None, :, :]) / LABEL
        near = np.abs(gap).max(axis=2)
        np.fill_diagonal(near, np.inf)
        if near.min() >= 1:
            break
        # Up and down first: labels are wide and low.
        side = np.sign(gap[:, :, 1]) + (gap[:, :, 1] == 0) * np.sign(_order(len(names)))
        push = np.where(near < 1, (1 - np.abs(gap[:, :, 1])) * side, 0.0)
        at[:, 1] += 0.25 * LABEL[1] * push.sum(axis=1)
        across = np.where(near < 1, (1 - np.abs(gap[:, :, 0])) * np.sign(gap[:, :, 0]), 0.0)
        at[:, 0] += 0.03 * LABEL[0] * across.sum(axis=1)
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, at, strict=True)}


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

"""Where the points of a network stand: the same for the same network, wherever it is drawn."""

from __future__ import annotations

from collections.abc import Sequence

Place = tuple[float, float]


def places(nodes: Sequence[str], edges: Sequence[tuple[str, str, float]]) -> dict[str, Place]:
    """A place from 0 to 1 in both directions for each node; those tied closely stand close.

    Kamada & Kawai (1989), Information Processing Letters 31, 7-15, by networkx, begun from a
    circle in the nodes' order; nodes without edges stand below in a row.
    """
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    # A tie's length falls with its weight, slowly: a length of 0 would lay points on each other.
    graph.add_weighted_edges_from((a, b, 1 / (1 + weight) ** 0.25) for a, b, weight in edges)
    tied = [name for name in nodes if graph.degree[name]]
    alone = [name for name in nodes if not graph.degree[name]]
    found: dict[str, Place] = {}
    if tied:
        inner = graph.subgraph(tied)
        start = nx.circular_layout(sorted(tied, key=list(nodes).index))
        found = _spread(nx.kamada_kawai_layout(inner, pos=start), low=0.16 if alone else 0.0)
    for at, name in enumerate(alone):
        found[name] = ((at + 0.5) / len(alone), 0.0 if tied else 0.5)
    return found


def _spread(raw: dict[str, Sequence[float]], low: float) -> dict[str, Place]:
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

"""What must hold between the codes of one codebook, and what is worth a look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from coder.codebook.entry import Entry, Findings, items_of
from coder.codebook.nodes import Node


def check_rules(entries: Sequence[Entry], findings: Findings) -> None:
    """Note what is wrong or doubtful between *entries*."""
    _ids(entries, findings)
    _parents(entries, findings)
    _cycles(entries, findings)
    _terms(entries, findings)


def check_known(
    entries: Sequence[Entry], name: str, known: Mapping[str, object], findings: Findings
) -> None:
    """Warn of a kind or aspect that the file's own list of them does not have."""
    for entry in entries:
        value = getattr(entry.code, name)
        if known and value and value not in known:
            listed = ", ".join(known)
            at = entry.at(name)
            findings.add(
                "codebook_not_listed",
                at,
                error=False,
                id=entry.code.id,
                field=name,
                value=value,
                known=listed,
            )


def _ids(entries: Sequence[Entry], findings: Findings) -> None:
    first: dict[str, int] = {}
    for entry in entries:
        if not entry.code.id:
            continue
        at = entry.at("id")
        if entry.code.id in first:
            findings.add("codebook_id_twice", at, id=entry.code.id, first=first[entry.code.id])
        first.setdefault(entry.code.id, at.start_mark.line + 1)


def _parents(entries: Sequence[Entry], findings: Findings) -> None:
    known = {entry.code.id for entry in entries}
    labels = {
        said: entry.code.id
        for entry in entries
        for said in (entry.code.label.zh, entry.code.label.en)
        if said
    }
    for entry in entries:
        parent = entry.code.parent
        if not parent or parent in known:
            continue
        close = [labels[parent]] if parent in labels else get_close_matches(parent, known, 1)
        code = "codebook_parent_meant" if close else "codebook_parent_unknown"
        meant = close[0] if close else ""
        findings.add(code, entry.at("parent"), id=entry.code.id, parent=parent, meant=meant)


def cycles(parents: Mapping[str, str]) -> list[list[str]]:
    """The rings in *parents* (id → id of its parent), each once, from its first id."""
    done: set[str] = set()
    found = []
    for start in parents:
        path: list[str] = []
        step = start
        while step in parents and step not in done:
            done.add(step)
            path.append(step)
            step = parents[step]
        if step in path:
            found.append(path[path.index(step) :])
    return found


def _cycles(entries: Sequence[Entry], findings: Findings) -> None:
    by_id = {entry.code.id: entry for entry in reversed(entries)}
    parents = {entry.code.id: entry.code.parent for entry in by_id.values() if entry.code.parent}
    for ring in cycles(parents):
        first = min((by_id[id] for id in ring), key=lambda entry: entry.node.start_mark.line)
        start = ring.index(first.code.id)
        named = [*ring[start:], *ring[:start], first.code.id]
        findings.add(
            "codebook_cycle", first.at("parent"), id=first.code.id, cycle=" → ".join(named)
        )


def _located_terms(entries: Sequence[Entry]) -> Iterator[tuple[str, Node, str]]:
    """Every term with its node and its code."""
    for entry in entries:
        nodes = items_of(entry.at("terms")) if "terms" in entry.fields else []
        for term, node in zip(entry.code.terms, nodes, strict=False):
            if term:
                yield term, node, entry.code.id


def _terms(entries: Sequence[Entry], findings: Findings) -> None:
    first: dict[str, tuple[str, int]] = {}
    for term, node, id in _located_terms(entries):
        if len(term) < 2:
            findings.add("codebook_term_short", node, error=False, id=id, term=term)
        key = term.casefold()
        if key in first:
            other, line = first[key]
            code = "codebook_term_twice" if other == id else "codebook_term_shared"
            findings.add(code, node, error=False, id=id, term=term, other=other, first=line)
        first.setdefault(key, (id, node.start_mark.line + 1))

"""What is known of each source: variables written in three habits, cases, and sets of sources.

NVivo: a case with a name and values, and codings that point at the case. Quirkos and MAXQDA in
part: a case without a name and one source. MAXQDA: values under the source itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from coder.errors import Problem
from coder.read.refi_texts import name_of
from coder.read.refi_xml import child, children, guid, said, targets

VALUES = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")


@dataclass
class Known:
    """Attributes of sources by their GUID, while they are gathered.

    Attributes:
        cases: source → the named cases that it belongs to.
        memos: source → what is noted of its cases.
    """

    values: dict[str, dict[str, list[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    cases: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    memos: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    lost: list[Problem] = field(default_factory=list)

    def attributes(self, key: str) -> dict[str, str]:
        """What is known of source *key*; of several values each once."""
        return {name: "、".join(dict.fromkeys(values)) for name, values in self.values[key].items()}


def read_known(root: Element, places: Mapping[str, str]) -> Known:
    """What variables, cases and sets say of the sources.

    Args:
        places: GUID of a source, a selection or a code that is a case → GUID of the source.
    """
    known = Known()
    names = {
        guid(one.get("guid")): name_of(one).removeprefix("Cases:")
        for one in children(child(root, "Variables"), "Variable")
    }
    for one in children(child(root, "Variables"), "Variable"):
        if said(one, "Description"):
            known.lost.append(_told("exchange_description", name_of(one)))
    for source in child(root, "Sources") or ():
        for name, value in _values(source, names, known.lost):
            known.values[guid(source.get("guid"))][name].append(value)
    for case in children(child(root, "Cases"), "Case"):
        _case(case, names, places, known)
    _groups(root, places, known)
    return known


def _case(case: Element, names: Mapping[str, str], places: Mapping[str, str], known: Known) -> None:
    refs = targets(case, "SourceRef", "SelectionRef")
    sources = {places[one]: None for one in [*refs, guid(case.get("guid"))] if one in places}
    name = name_of(case)
    if not sources:
        known.lost.append(_told("exchange_case", name))
        return
    values = list(_values(case, names, known.lost))
    for source in sources:
        for variable, value in values:
            if value not in known.values[source][variable]:
                known.values[source][variable].append(value)
        if name:
            known.cases[source].append(name)
        if said(case, "Description"):
            known.memos[source].append(said(case, "Description"))


def _values(
    holder: Element, names: Mapping[str, str], lost: list[Problem]
) -> Iterator[tuple[str, str]]:
    for one in children(holder, "VariableValue"):
        key = next(iter(targets(one, "VariableRef")), "")
        written = next((found for kind in VALUES if (found := said(one, kind))), "")
        if key not in names:
            lost.append(_told("exchange_variable", name_of(holder), value=written or "–"))
        elif written:
            yield names[key] or "variable", " ".join(written.split())


def _groups(root: Element, places: Mapping[str, str], known: Known) -> None:
    """A source in one set belongs to that group, unless a variable says its group already."""
    homes: dict[str, list[str]] = defaultdict(list)
    for one in children(child(root, "Sets"), "Set"):
        if said(one, "Description"):
            known.lost.append(_told("exchange_description", name_of(one)))
        for key in targets(one, "MemberSource"):
            if key in places:
                homes[places[key]].append(name_of(one))
    for source, sets in homes.items():
        joined = "、".join(_once(sets))
        known.values[source].setdefault("group", [joined])
        if len(_once(sets)) > 1:
            known.lost.append(_told("exchange_source_sets", joined))


def _once(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, names)))


def _told(code: str, name: str, **values: object) -> Problem:
    return Problem(code, error=False, values={"name": name or "–", **values})

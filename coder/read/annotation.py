"""Annotated transcripts in XML: TEI's spoken texts and ELAN's .eaf.

TEI: https://tei-c.org/release/doc/tei-p5-doc/en/html/TS.html.
ELAN: http://www.mpi.nl/tools/elan/EAF_Annotation_Format_3.0_and_ELAN.pdf.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from coder.errors import CoderError
from coder.model import Role
from coder.read.cues import Cue, content_of
from coder.read.parsed import Content, Dropped
from coder.text.roles import role_of_words

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SECONDS = {"ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0}


def read_tei(content: bytes, file: str) -> Content:
    """The utterances (`u`) or speeches (`sp`) of a TEI file.

    Raises:
        CoderError: not_xml, no_words.
    """
    root = _parsed(content, file)
    if _local(root) not in ("TEI", "TEI.2", "teiCorpus"):
        raise CoderError("not_xml", file=file, reason=_local(root)[:40])
    names = {f"#{one.get(_ID)}": _name_of(one) for one in _all(root, "person") if one.get(_ID)}
    roles: dict[str, Role] = {}
    for one in _all(root, "person"):
        role = role_of_words(one.get("role") or "")
        if one.get(_ID) and role:
            roles[names[f"#{one.get(_ID)}"]] = role
    moments = _timeline(root)
    cues = [
        Cue(
            moments.get(one.get("start") or ""),
            moments.get(one.get("end") or ""),
            _said(one),
            names.get(one.get("who") or "", (one.get("who") or "").lstrip("#")),
        )
        for one in _all(root, "u")
    ]
    return content_of(cues or list(_speeches(root)), file, roles=roles)


def read_eaf(content: bytes, file: str) -> Content:
    """The tiers of an ELAN file that hold what was said; the others are named as dropped.

    Raises:
        CoderError: not_xml, no_words.
    """
    root = _parsed(content, file)
    if _local(root) != "ANNOTATION_DOCUMENT":
        raise CoderError("not_xml", file=file, reason=_local(root)[:40])
    slots = {
        one.get("TIME_SLOT_ID"): int(one.get("TIME_VALUE"))
        for one in root.iter("TIME_SLOT")
        if (one.get("TIME_VALUE") or "").isdecimal()
    }
    spans = _spans(root, slots)
    tiers = list(root.iter("TIER"))
    spoken = _spoken(tiers)
    taken = {tier.get("TIER_ID") for tier in spoken}
    cues = [
        Cue(*spans.get(one.get("ANNOTATION_ID"), (None, None)), _value(one), _voice(tier))
        for tier in spoken
        for one in _annotations(tier)
    ]
    dropped = [
        Dropped(0, "tier", f"{tier.get('TIER_ID')}: {len(words)} × {words[0][:40]}")
        for tier in tiers
        if tier.get("TIER_ID") not in taken
        and (words := [_value(one) for one in _annotations(tier)])
    ]
    cues.sort(key=lambda cue: -1 if cue.start is None else cue.start)
    return content_of(cues, file, dropped=dropped)


def _parsed(content: bytes, file: str) -> Any:
    from lxml import etree

    safe = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, safe)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CoderError("not_xml", file=file, reason=str(error)[:80]) from error


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _all(root: Any, name: str) -> Iterator[Any]:
    return root.iter(f"{{*}}{name}", name)  # type: ignore[no-any-return]


def _name_of(person: Any) -> str:
    for one in _all(person, "persName"):
        name = " ".join("".join(one.itertext()).split())
        if name:
            return name[:80]
    return str(person.get("n") or person.get(_ID))


def _timeline(root: Any) -> dict[str, int]:
    """`#id` of a moment → milliseconds, by `absolute`, or by `interval` after `since`."""
    found: dict[str, int] = {}
    for line in _all(root, "timeline"):
        before = f"{line.get('origin') or ''}"
        for one in _all(line, "when"):
            name, since = f"#{one.get(_ID)}", one.get("since") or before
            time = _moment(one, line.get("unit") or "s", found.get(since, 0))
            if time is not None:
                found[name] = time
            before = name
    return found


def _moment(when: Any, unit: str, since: int) -> int | None:
    absolute = re.fullmatch(r"(?:.*T)?(\d+):(\d+):(\d+(?:\.\d+)?)Z?", when.get("absolute") or "")
    if absolute:
        hours, minutes, seconds = absolute.groups()
        return round(1000 * (int(hours) * 3600 + int(minutes) * 60 + float(seconds)))
    try:
        interval = float(when.get("interval") or "")
        return since + round(1000 * interval * _SECONDS.get(when.get("unit") or unit, 1.0))
    except (ValueError, OverflowError):
        return None if when.get("since") else since


def _said(element: Any) -> str:
    """What is said, with what is heard (`desc`) in brackets, without notes."""
    parts = [element.text or ""]
    for one in element:
        name = _local(one) if isinstance(one.tag, str) else "note"
        if name == "desc":
            parts.append(f"({' '.join((one.text or '').split())})")
        elif name != "note":
            parts.append(_said(one))
        parts.append(one.tail or "")
    return " ".join("".join(parts).split())


def _speeches(root: Any) -> Iterator[Cue]:
    for one in _all(root, "sp"):
        speaker = "".join(
            " ".join("".join(name.itertext()).split()) for name in _all(one, "speaker")
        )
        words = " ".join(
            _said(part) for part in one if isinstance(part.tag, str) and _local(part) != "speaker"
        )
        yield Cue(None, None, words, speaker.rstrip(".:："))


def _annotations(tier: Any) -> Iterator[Any]:
    return tier.iter("ALIGNABLE_ANNOTATION", "REF_ANNOTATION")  # type: ignore[no-any-return]


def _value(annotation: Any) -> str:
    return " ".join((annotation.findtext("ANNOTATION_VALUE") or "").split())


def _voice(tier: Any) -> str:
    return " ".join((tier.get("PARTICIPANT") or tier.get("TIER_ID") or "").split())[:80]


def _spans(root: Any, slots: Mapping[Any, int]) -> dict[Any, tuple[int | None, int | None]]:
    """Annotation → from when to when; one that only refers to another has its times."""
    spans: dict[Any, tuple[int | None, int | None]] = {
        one.get("ANNOTATION_ID"): (
            slots.get(one.get("TIME_SLOT_REF1")),
            slots.get(one.get("TIME_SLOT_REF2")),
        )
        for one in root.iter("ALIGNABLE_ANNOTATION")
    }
    # A reference may come before what it refers to, but tiers are seldom deeper than four.
    for _ in range(4):
        for one in root.iter("REF_ANNOTATION"):
            if one.get("ANNOTATION_REF") in spans:
                spans[one.get("ANNOTATION_ID")] = spans[one.get("ANNOTATION_REF")]
    return spans


def _spoken(tiers: list[Any]) -> list[Any]:
    """The top tiers; below one that only numbers utterances, its first tier with words."""
    spoken = []
    children: dict[str, list[Any]] = defaultdict(list)
    for tier in tiers:
        children[tier.get("PARENT_REF") or ""].append(tier)
    for tier in children[""]:
        words = [_value(one) for one in _annotations(tier)]
        below = children[tier.get("TIER_ID") or ""] if tier.get("TIER_ID") else []
        numbers = all(re.fullmatch(r"[\w.-]{0,40}\d+|", one) for one in words)
        with_words = [one for one in below if any(map(_value, _annotations(one)))]
        spoken.append(with_words[0] if numbers and with_words else tier)
    return spoken

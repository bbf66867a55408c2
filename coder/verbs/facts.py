"""Gather what a report says of a study."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from coder import __version__
from coder.analysis.agreement import Counts
from coder.analysis.facts import Agreement, CodeFacts, Coders, Facts, GroupFacts, Tie, VoiceFacts
from coder.analysis.layout import SAID
from coder.analysis.together import pairs
from coder.codebook.load import load_document
from coder.coding.stand import REVIEWED_SHARE, live
from coder.model import Bilingual, Coding, Document, Role, Segment, Unit
from coder.store.study import Study
from coder.verbs.learning import Lessons
from coder.verbs.overview import reviewed_segments
from coder.verbs.scoring import cut
from coder.verbs.standing import State, present, read_codebook, read_labels, tagged
from coder.verbs.table import counted
from coder.voice.address import address

FICTION = ("虚构", "fictional", "fictitious")


def gather(study: Study, *, who: str = "all", language: str = "zh") -> Facts:
    """The study in numbers.

    Raises:
        CoderError: not_tagged.
    """
    state = present(study)
    run = tagged(state)
    codings = [c for c in counted(state, who) if c.document in state.documents]
    kinds = read_labels(study, "kinds", language)
    used = {code.kind for code in state.codebook.codes}
    return Facts(
        title=_title(study),
        fictional=_fictional(state.documents.values()),
        groups=tuple(_groups(study, state, Unit(run.unit), language).values()),
        codes=tuple(_codes(study, state, codings, language)),
        ties=tuple(Tie(*row) for row in pairs(codings, state.documents).itertuples(index=False)),
        kinds={kind: kinds.get(kind, kind) for kind in [*kinds, *sorted(used - kinds.keys())] if kind in used},
        coders=_coders(study, state, Unit(run.unit)),
        unit=run.unit,
        lines=_lines(state),
        learned=bool((Lessons.of(run.lessons) or Lessons()).codes),
        scorer=run.scorer.split("/")[0],
        program=__version__,
        codebook=state.codebook.version,
        who=who,
        language=language,
        digests=state.digests,
        voice=_voice(Lessons.of(run.lessons)),
    )  # fmt: skip


def _voice(lessons: Lessons | None) -> VoiceFacts | None:
    heeded = lessons.voice if lessons else None
    if heeded is None:
        return None
    to = address(heeded.endpoint)
    return VoiceFacts(heeded.model, to.host, to.loopback, heeded.segments)


def _lines(state: State) -> tuple[float, float]:
    """The lowest and the highest confidence from which on a code is suggested."""
    cuts = [round(float(cut), 2) for one in state.scored.values() for cut in one.cuts]
    return (min(cuts), max(cuts)) if cuts else (0.0, 0.0)


def group_order(study: Study, state: State, language: str) -> dict[str, str]:
    """The groups that documents have, by id, in the codebook's order; "" last."""
    known = read_labels(study, "groups", language)
    there = {one.group for one in state.documents.values()}
    order = [name for name in known if name in there] + sorted(there - known.keys() - {""})
    named = {name: known.get(name, name) for name in order}
    return named | ({"": SAID["unstated"].say(language)} if "" in there else {})


def _title(study: Study) -> Bilingual:
    _, text = read_codebook(study)
    title = load_document(text).title
    return title if title.zh or title.en else Bilingual(study.folder.name, study.folder.name)


def _fictional(documents: Iterable[Document]) -> bool:
    said = [" ".join(one.attributes.values()).lower() for one in documents]
    return bool(said) and all(any(word in text for word in FICTION) for text in said)


def _groups(study: Study, state: State, unit: Unit, language: str) -> dict[str, GroupFacts]:
    reviewed = reviewed_segments(study, state, unit)
    numbers: dict[str, Counter[str]] = defaultdict(Counter)
    for document in state.documents.values():
        own = [turn for turn in document.turns if turn.role is not Role.INTERVIEWER]
        here = numbers[document.group]
        here["documents"] += 1
        here["turns"] += len(own)
        here["characters"] += sum(turn.end - turn.start for turn in own)
        here["segments"] += len(_own_segments(study, document, unit))
        here["reviewed"] += len(reviewed[document.id])
    names = ("documents", "turns", "characters", "segments", "reviewed")
    return {
        group: GroupFacts(label, *(numbers[group][name] for name in names))
        for group, label in group_order(study, state, language).items()
    }


def _codes(study: Study, state: State, codings: Sequence[Coding], language: str) -> list[CodeFacts]:
    groups = group_order(study, state, language)
    sizes = Counter(one.group for one in state.documents.values())
    by_code: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        by_code[coding.code].append(coding)
    found = []
    for code in state.codebook.codes:
        here = by_code[code.id]
        if code.retired and not here:
            continue
        homes = {c.document: state.documents[c.document].group for c in here}
        documents = Counter(homes.values())
        references = Counter(homes[c.document] for c in here)
        found.append(
            CodeFacts(
                code.id,
                code.label.say(language),
                code.kind,
                code.definition.say(language),
                len(homes),
                len(here),
                sum(bool(c.decision) for c in here),
                tuple((groups[g], documents[g], sizes[g], references[g]) for g in groups),
            )
        )
    return found


def _coders(study: Study, state: State, unit: Unit) -> Coders:
    own = [one for one in live(state.log) if one.document]
    names = tuple(dict.fromkeys(one.coder for one in own))
    actions = Counter(one.action.value for one in own)
    return Coders(names, dict(actions), tuple(_agreements(study, state, unit, names)))


def _agreements(study: Study, state: State, unit: Unit, coders: Sequence[str]) -> list[Agreement]:
    """Every two coders on the segments that both looked at, all codes pooled."""
    given = {coder: _given(study, state, unit, coder) for coder in coders}
    codes = len(state.codebook.active)
    found = []
    for one, other in combinations(coders, 2):
        both = given[one].keys() & given[other].keys()
        if both:
            counts = _pooled(given[one], given[other], both, codes)
            found.append(Agreement((one, other), len(both), counts.agreement, counts.kappa))
    return found


def _pooled(
    one: Mapping[Segment, set[str]],
    other: Mapping[Segment, set[str]],
    both: set[Segment],
    codes: int,
) -> Counts:
    shared = sum(len(one[at] & other[at]) for at in both)
    first = sum(len(one[at] - other[at]) for at in both)
    second = sum(len(other[at] - one[at]) for at in both)
    return Counts(shared, first, second, codes * len(both) - shared - first - second)


def _given(study: Study, state: State, unit: Unit, coder: str) -> dict[Segment, set[str]]:
    """The segments that *coder* looked at, with the codes given to them."""
    ranges: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for (document, start, end, code), verdict in state.folded.by_coder.get(coder, {}).items():
        ranges[document].append((start, end, code if verdict.yes else ""))
    for document, looks in state.folded.looked.items():
        for look in looks:
            if look.decision.coder == coder:
                ranges[document].append((look.decision.start, look.decision.end, ""))
    found: dict[Segment, set[str]] = {}
    for name, some in ranges.items():
        if name in state.documents:
            for segment in _own_segments(study, state.documents[name], unit):
                here = [code for start, end, code in some if _covers(start, end, segment)]
                if here:
                    found[segment] = {code for code in here if code}
    return found


def _covers(start: int, end: int, segment: Segment) -> bool:
    both = min(end, segment.end) - max(start, segment.start)
    return both > 0 and both >= REVIEWED_SHARE * (segment.end - segment.start)


def _own_segments(study: Study, document: Document, unit: Unit) -> list[Segment]:
    return [
        one
        for one in cut(study, document, unit)
        if document.turns[one.turn].role is not Role.INTERVIEWER
    ]

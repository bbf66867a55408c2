"""Which codes go together: by standing together, and by links that people confirm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coder.analysis.crossing import crossing_table
from coder.analysis.layout import known_choice
from coder.analysis.linking import CAUSAL, REMEDIAL, Proposal, link_table, proposals
from coder.analysis.relations import relations_table
from coder.analysis.table import Table
from coder.coding.links import Link, links, standing_links
from coder.errors import CoderError
from coder.model import Action, Bilingual, Coding, Decision
from coder.store.log import append
from coder.store.study import Study
from coder.verbs.coded import coded
from coder.verbs.make import stamp
from coder.verbs.standing import State, present, tagged
from coder.verbs.table import digests, labels

WITHIN = ("links", "segment", "turn", "near")
ASPECTS = "aspects"  # against the codebook's aspects instead of a kind of codes
WORDS = {"countermeasure": REMEDIAL}  # what speaks for a link to these; causes for all others


@dataclass(frozen=True)
class Links:
    """What people said of links between two kinds of codes, and what they have not said yet.

    Attributes:
        holding: confirmed, both codings stand. lost: confirmed, but a coding was taken away.
    """

    holding: tuple[Link, ...]
    lost: tuple[Link, ...]
    proposed: tuple[Proposal, ...]


def relations(
    study: Study,
    *,
    first: str = "difficulty",
    second: str = "cause",
    within: str = "links",
    k: int = 1,
    who: str = "all",
    language: str = "zh",
) -> Table:
    """Codes of the kind *first* against those of the kind, or the aspect, *second*.

    Args:
        second: a kind, an aspect, or "aspects": each of the codebook's aspects is a column then, and
            respondents count in whom a turn (or segment) holds the code and another of the aspect.
        within: "links" that people confirmed, by respondents; or where codes stand together: the
            same "segment", the same "turn", or "near", at most *k* turns away.

    Raises:
        CoderError: not_tagged, bad_table.
    """
    state = present(study)
    tagged(state)
    known_choice("within", within, WITHIN)
    made_from = digests(state)
    rows = codes_of(state, first)
    columns = [] if second == ASPECTS else codes_of(state, second)
    if second == ASPECTS:
        made = crossing_table(
            coded(study, who), rows, aspects(study, state, language),
            within="segment" if within == "segment" else "turn",
            name=_name(study, first), language=language, digests=made_from,
        )  # fmt: skip
    elif within == "links":
        found = linked(study, first=first, second=second, propose=False)
        names = (_name(study, first), _name(study, second))
        made = link_table(
            found.holding, state.codebook, rows, columns,
            names=names, lost=len(found.lost), language=language, digests=made_from,
        )  # fmt: skip
    else:
        made = relations_table(
            coded(study, who), rows, columns,
            within=within, k=k, language=language, digests=made_from,
        )  # fmt: skip
    asked = {"first": first, "second": second, "within": within, "k": k}
    asked |= {"who": who, "language": language}
    return replace(made, stamp=stamp(study, "relations", asked))


def linked(
    study: Study, *, first: str = "difficulty", second: str = "cause", propose: bool = True
) -> Links:
    """Links between codes of two kinds: confirmed, lost, and proposed, the likeliest first.

    Args:
        propose: whether to look for what might be linked; a table of what is has no use for it.

    Raises:
        CoderError: not_tagged, bad_table.
    """
    state = present(study)
    tagged(state)
    ones, others = codes_of(state, first), codes_of(state, second)
    held = links(state.placed.decisions)
    holding, lost = standing_links(held, state.standing.codings, state.codebook)

    def between(some: Sequence[Link]) -> tuple[Link, ...]:
        return tuple(one for one in some if one.first[3] in ones and one.second[3] in others)

    made = _proposed(study, state, first, second) if propose else ()
    return Links(between(holding), between(lost), made)


def _proposed(study: Study, state: State, first: str, second: str) -> tuple[Proposal, ...]:
    """What to propose on *state*; kept for as long as it stands, for a page asks at each click."""
    key = ("proposed", first, second)
    known = study.memory.get(key)
    if not known or known[0] is not state:
        everything = coded(study, "all")
        made = proposals(
            everything.codings,
            everything.documents,
            everything.on,
            set(codes_of(state, first)),
            set(codes_of(state, second)),
            words=WORDS.get(second, CAUSAL),
            decided=links(state.placed.decisions),
        )
        known = (state, tuple(made))
        study.memory[key] = known
    found: tuple[Proposal, ...] = known[1]
    return found


def link(study: Study, coder: str, first: Coding, second: Coding, *, yes: bool = True) -> Decision:
    """Write into the log that two codings of one document go together, or do not.

    Raises:
        CoderError: no_document, and what the disk says.
    """
    state = present(study)
    if first.document not in state.documents or first.document != second.document:
        known = ", ".join(state.documents)
        raise CoderError("no_document", document=second.document, known=known)
    decision = Decision(
        action=Action.LINK if yes else Action.UNLINK,
        coder=coder,
        codebook=state.codebook.version,
        document=first.document,
        digest=state.documents[first.document].digest,
        start=first.start,
        end=first.end,
        code=first.code,
        to_start=second.start,
        to_end=second.end,
        to_code=second.code,
    )
    (written,) = append(study, [decision])
    return written


def unsay(study: Study, coder: str, decision: int) -> Decision:
    """Undo what was said of a link.

    Raises:
        CoderError: what the disk says.
    """
    undo = Decision(action=Action.UNDO, coder=coder, undoes=decision)
    (written,) = append(study, [undo])
    return written


def codes_of(state: State, name: str) -> list[str]:
    """The codes in use or to be used of a kind or an aspect, in the codebook's order.

    Raises:
        CoderError: bad_table where no code is of that kind or aspect.
    """
    found = [code.id for code in state.codebook.active if name in (code.kind, code.aspect)]
    kinds = {one for code in state.codebook.codes for one in (code.kind, code.aspect)} - {""}
    if not found:
        known_choice("kind", name, sorted(kinds - {name}))
    return found


def aspects(study: Study, state: State, language: str) -> dict[str, list[str]]:
    """The codebook's aspects that codes have, by label."""
    """The codes in use of each of the codebook's aspects, by its label."""
    known = labels(study, language)["aspect"]
    there = [code.aspect for code in state.codebook.active if code.aspect]
    order = [one for one in known if one in there]
    order += sorted(set(there) - set(known))
    return {
        known.get(one, one): [code.id for code in state.codebook.active if code.aspect == one]
        for one in order
    }


def _name(study: Study, name: str) -> Bilingual:
    zh, en = (labels(study, language) for language in ("zh", "en"))
    what = "kind" if name in zh["kind"] else "aspect"
    return Bilingual(zh[what].get(name, name), en[what].get(name, name))

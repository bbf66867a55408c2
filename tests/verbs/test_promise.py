"""The heart's promise, over random lives of a study: what people decided outlives everything.

A person decides on segments, undoes, edits terms and definitions, renames, merges, retires,
deletes codes from the file and puts them back, and runs the tagger in between. After every step
each "yes" stands or is parked, and no "no" has come back.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from coder.codebook import edit
from coder.store.study import new_study
from coder.verbs import codebook, decide, standing, tag
from tests.fakes import LetterEncoder

BOOK = """\
codes:
  - id: money
    label: 资金
    terms: [经费, 预算]
  - id: people
    label: 人手
    terms: [人手, 专家]
  - id: rules
    label: 制度
    terms: [标准, 办法]
"""
TALK = """\
访谈员：经费和人手够吗？
受访者：经费年年不够。人手也紧，专家请不来。预算倒是报了。没有标准，也没有办法。
访谈员：标准呢？
受访者：标准是有的。人手不缺。经费好说。就这样吧。
"""
WORDS = ("经费", "预算", "人手", "专家", "标准", "办法", "够", "不缺")
NAMES = ("fund", "staff", "norm", "money", "people", "rules")


class Life(RuleBasedStateMachine):
    """One study, and beside it a plain record of what the person has said."""

    @initialize()
    def begin(self) -> None:
        """A new study with one interview, tagged."""
        self.folder = tempfile.TemporaryDirectory()
        self.study = new_study(Path(self.folder.name) / "s", BOOK)
        self.study.memory["encoder"] = LetterEncoder()
        (self.study.interviews / "D.txt").write_text(TALK, encoding="utf-8")
        tag.tag(self.study)
        self.verdicts: dict[tuple[int, int, str], bool] = {}
        self.before: list[dict[tuple[int, int, str], bool]] = []
        self.seq = 0

    def teardown(self) -> None:
        """Give the folder back."""
        self.study.close()
        self.folder.cleanup()

    def say(self, action: str, segment: int, code: str) -> None:
        """Decide as a person would, in the study and in the record."""
        state = standing.present(self.study)
        segments = state.scored["D"].segments
        own = [s for s in segments if state.documents["D"].turns[s.turn].role == "interviewee"]
        place = own[segment % len(own)]
        self.seq += 1
        done = decide.decide(
            self.study,
            "王",
            "test",
            [
                {
                    "seq": self.seq,
                    "action": action,
                    "document": "D",
                    "start": place.start,
                    "end": place.end,
                    "code": code,
                }
            ],
        )
        if not done.refused:
            self.before.append(dict(self.verdicts))
            self.verdicts[(place.start, place.end, code)] = action in ("accept", "add")

    @rule(segment=st.integers(0, 20), at=st.integers(0, 9), add=st.booleans())
    def give(self, segment: int, at: int, *, add: bool) -> None:
        """Accept or add a code of the codebook."""
        codes = list(standing.present(self.study).codebook.by_id)
        if codes:
            self.say("add" if add else "accept", segment, codes[at % len(codes)])

    @rule(segment=st.integers(0, 20), at=st.integers(0, 9), remove=st.booleans())
    def refuse(self, segment: int, at: int, *, remove: bool) -> None:
        """Reject or remove a code of the codebook."""
        codes = list(standing.present(self.study).codebook.by_id)
        if codes:
            self.say("remove" if remove else "reject", segment, codes[at % len(codes)])

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        """Undo the last decision."""
        last = self.seq
        self.seq += 1
        action = {"seq": self.seq, "action": "undo", "undoes_seq": last}
        decide.decide(self.study, "王", "test", [action])
        self.verdicts = self.before.pop()
        self.before.clear()

    @rule(at=st.integers(0, 9), terms=st.lists(st.sampled_from(WORDS), max_size=4))
    def edit_terms(self, at: int, terms: list[str]) -> None:
        """Change a code's terms in the app."""
        self.edit(at, {"terms": list(dict.fromkeys(terms))})

    @rule(at=st.integers(0, 9), words=st.sampled_from(WORDS))
    def edit_definition(self, at: int, words: str) -> None:
        """Change what a code means."""
        self.edit(at, {"definition": f"说到{words}"})

    def edit(self, at: int, fields: dict[str, object]) -> None:
        """Save a code's new fields."""
        book, text = standing.read_codebook(self.study)
        if book.codes:
            fresh = edit.set_fields(text, book.codes[at % len(book.codes)].id, fields)
            codebook.save(self.study, fresh, base=text)

    @rule(at=st.integers(0, 9), name=st.sampled_from(NAMES))
    def rename(self, at: int, name: str) -> None:
        """Give a code another id."""
        book, _ = standing.read_codebook(self.study)
        if not book.codes or name in book.by_id or any(key[2] == name for key in self.verdicts):
            return
        old = book.codes[at % len(book.codes)].id
        codebook.rename(self.study, old, name, coder="王")
        self.carry(old, name)

    @rule(at=st.integers(0, 9), to=st.integers(0, 9))
    def merge(self, at: int, to: int) -> None:
        """Let one code go into another."""
        book, _ = standing.read_codebook(self.study)
        if len(book.codes) < 2:
            return
        one, two = book.codes[at % len(book.codes)].id, book.codes[to % len(book.codes)].id
        if one != two:
            codebook.merge(self.study, one, two, coder="王")
            self.carry(one, two)

    def carry(self, old: str, new: str) -> None:
        """Keep the record in step; of two verdicts a yes wins."""
        self.before.clear()
        for start, end, code in [key for key in self.verdicts if key[2] == old]:
            said = self.verdicts.pop((start, end, code))
            known = self.verdicts.get((start, end, new), False)
            self.verdicts[(start, end, new)] = said or known

    @rule(at=st.integers(0, 9))
    def retire_or_restore(self, at: int) -> None:
        """Take a code out of use, or back."""
        book, _ = standing.read_codebook(self.study)
        if book.codes:
            code = book.codes[at % len(book.codes)]
            act = codebook.restore if code.retired else codebook.retire
            act(self.study, code.id, coder="王")

    @rule(at=st.integers(0, 9))
    def delete_from_file(self, at: int) -> None:
        """Delete a code from the file by hand."""
        book, text = standing.read_codebook(self.study)
        if len(book.codes) > 1:
            fresh = edit.remove_code(text, book.codes[at % len(book.codes)].id)
            self.study.codebook_file.write_text(fresh, encoding="utf-8")

    @rule(name=st.sampled_from(NAMES), word=st.sampled_from(WORDS))
    def put_into_file(self, name: str, word: str) -> None:
        """Write a code into the file by hand: a new one, or one that had vanished."""
        book, text = standing.read_codebook(self.study)
        if name not in book.by_id:
            fresh = edit.add_code(text, name, {"label": name, "terms": [word]})
            self.study.codebook_file.write_text(fresh, encoding="utf-8")

    @rule()
    def run_again(self) -> None:
        """Run the tagger; a second time there is nothing to do."""
        tag.tag(self.study)
        assert tag.tag(self.study).computed.nothing

    @invariant()
    def every_yes_stands_or_is_parked(self) -> None:
        """Nothing that a person gave has disappeared."""
        result = standing.present(self.study).standing
        there = {(c.start, c.end, c.code) for c in (*result.codings, *result.parked) if c.coder}
        assert {key for key, yes in self.verdicts.items() if yes} == there

    @invariant()
    def no_no_has_come_back(self) -> None:
        """No suggestion stands where a person said no."""
        result = standing.present(self.study).standing
        suggested = {(c.start, c.end, c.code) for c in result.codings if not c.coder}
        assert not suggested & {key for key, yes in self.verdicts.items() if not yes}


Life.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestLife = Life.TestCase

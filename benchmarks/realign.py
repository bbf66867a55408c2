"""Codings on transcripts that are then edited: where do they end, against where they should.

60 codings of 2–200 characters, 5 and 20 edits by chance (typing errors mended, words put in, taken
out and replaced, sentences cut, rewritten, put in, said twice, moved, line breaks and punctuation
changed), in Chinese and English. Every character carries its origin through the edits, so that the
right place is known without any comparison of texts.

    python benchmarks/realign.py [--rounds 200] [--seed 1]
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from coder.text.anchor import Anchor, Status, realign

ROOT = Path(__file__).resolve().parents[1]
CODINGS = 60
ENGLISH = (
    "the of and to a in that it is was for on you he be with as by at have are this not but had his "
    "they from she which or we an there her were one do been all their has would will what if can "
    "when so no said who more about up them some could into then its only our two may other time out "
    "people way first very even back good much where after work well years never because through own "
    "mean right still down too know just little long made before must how any see give great think "
    "here year old take place same life few come against small day house world over find part under "
    "always man something last night left end put home while told found word help number water power "
    "bridge budget equipment training team station inspection report committee database expert shelter "
    "sensor contract evaluation factory village road harbour archive schedule permit winter paper door"
).split()

# A character and where it came from; -1 for a new one, -2 - n for one said again.
Letter = tuple[str, int]


@dataclass(frozen=True)
class Case:
    """A text, its codings, the text after the edits, and where each coding may rightly be."""

    old: str
    new: str
    ranges: list[tuple[int, int]]
    truths: list[set[tuple[int, int]]]


def main() -> None:
    """Print a line of figures a setting, as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", type=int, default=0, help="print this many that went wrong")
    given = options.parse_args()
    for language in ("zh", "en"):
        for edits in (5, 20):
            print(json.dumps(measure(language, edits, given.rounds, given.seed, given.show)))
    print(json.dumps(long_text()))


def measure(language: str, edits: int, rounds: int, seed: int, show: int = 0) -> dict[str, object]:
    chance = random.Random(f"{language}/{edits}/{seed}")
    counts: Counter[str] = Counter()
    began = 0.0
    for _ in range(rounds):
        case = make(language, edits, chance)
        start = time.perf_counter()
        found = realign(case.old, case.new, case.ranges)
        began += time.perf_counter() - start
        for one, span, truth in zip(found, case.ranges, case.truths, strict=True):
            verdict = judge(one, truth)
            counts[verdict] += 1
            counts[one.status] += 1
            if show and verdict != "right":
                show -= 1
                report(case, one, span, truth, verdict)
    whole = rounds * CODINGS
    return {
        "language": language,
        "edits": edits,
        "codings": whole,
        "right_percent": round(100 * counts["right"] / whole, 3),
        "silently_elsewhere": counts["silent"],
        "slid": counts["slid"],
        "wrong_guess": counts["guess"],
        "lost": counts["lost"],
        **{f"{status}_percent": round(100 * counts[status] / whole, 2) for status in Status},
        "milliseconds_a_text": round(1000 * began / rounds, 1),
    }


def judge(found: Anchor, truths: set[tuple[int, int]]) -> str:
    """Whether a coding is where it should be, within one character.

    Else silent (placed, on none of its words), slid (placed, on more or less of its words), guess
    (queued, with another place) or lost (called gone).
    """
    if found.status is Status.GONE:
        return "right" if (0, 0) in truths else "lost"
    for start, end in truths:
        if end and abs(start - found.start) <= 1 and abs(end - found.end) <= 1:
            return "right"
    if found.status is Status.DOUBTFUL:
        return "guess"
    shared = any(start < found.end and found.start < end for start, end in truths)
    return "slid" if shared else "silent"


def make(language: str, edits: int, chance: random.Random) -> Case:
    said, fillers = chinese(chance) if language == "zh" else english(chance)
    chance.shuffle(said)
    # What is put in later was not said before: else it could not be told from a move.
    reserve, said = said[:30], said[30:]
    old = talk(said, fillers, language, chance)
    ranges = [coding(old, chance) for _ in range(CODINGS)]
    letters = [(sign, at) for at, sign in enumerate(old)]
    for _ in range(edits):
        letters = edit(letters, reserve, language, chance)
    new = "".join(sign for sign, _ in letters)
    return Case(old, new, ranges, [truths(letters, *one) for one in ranges])


def chinese(_: random.Random) -> tuple[list[str], tuple[str, ...]]:
    """Sentences of the sample study, and answers that are given again and again."""
    said = [
        sentence
        for path in sorted((ROOT / "interviews").glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.match(r"[^:：]{1,8}：", line)
        for sentence in re.findall(r"[^。！？]+[。！？]", line.split("：", 1)[1])
    ]
    return said, ("对。", "嗯，是的。", "这个不好说。")


def english(chance: random.Random) -> tuple[list[str], tuple[str, ...]]:
    """Sentences of words by chance, the frequent ones more often."""
    weights = [1 / (rank + 3) for rank in range(len(ENGLISH))]
    said = []
    for _ in range(400):
        words = chance.choices(ENGLISH, weights, k=chance.randint(4, 22))
        said.append(" ".join(words).capitalize() + chance.choice((". ", ". ", "? ")))
    return said, ("Yes. ", "I see. ", "Right, yes. ")


def talk(said: list[str], fillers: tuple[str, ...], language: str, chance: random.Random) -> str:
    speakers = ("访谈员：", "受访者：") if language == "zh" else ("Interviewer: ", "Respondent: ")
    turns = []
    rest = iter(said)
    for at in range(40):
        turns.append(speakers[at % 2])
        turns += [
            chance.choice(fillers) if chance.random() < 0.15 else next(rest, "。")
            for _ in range(chance.randint(1, 6))
        ]
        turns.append("\n")
    return "".join(turns)


def coding(text: str, chance: random.Random) -> tuple[int, int]:
    """Half of them whole sentences, half any stretch; on words at both ends."""
    while True:
        size = chance.choice((chance.randint(2, 20), chance.randint(2, 200)))
        start = chance.randrange(len(text) - size)
        end = start + size
        if chance.random() < 0.5:
            start = max(text.rfind(sign, 0, start) for sign in "。.\n：") + 1
            stop = re.compile(r"[。.\n]").search(text, start)
            end = stop.end() if stop else len(text)
        while start < end and not text[start].isalnum():
            start += 1
        if 2 <= end - start <= 200:
            return start, end


def truths(letters: list[Letter], start: int, end: int) -> set[tuple[int, int]]:
    """Where the letters of a coding are, from the first to the last.

    Of one that was parted each part with four tenths of it will do too, and of a sentence that
    was said again either of the two: nobody can know which was first. Signs and what replaced
    words at the ends may be counted in or not.
    """
    first = [at for at, (_, origin) in enumerate(letters) if start <= origin < end]
    again = [at for at, (_, origin) in enumerate(letters) if start <= -2 - origin < end]
    right = whereabouts(letters, first, end - start)
    return right if not again else right | whereabouts(letters, again, end - start) - {(0, 0)}


def whereabouts(letters: list[Letter], here: list[int], size: int) -> set[tuple[int, int]]:
    places = [at for at in here if letters[at][0].isalnum()] or here
    if not places:
        return {(0, 0)}
    parts = [[places[0]]]
    for before, at in pairwise(places):
        if abs(letters[at][1]) < abs(letters[before][1]) or at - before > 12:
            parts.append([])
        parts[-1].append(at)
    large = [places, *(part for part in parts if 5 * len(part) >= 2 * len(places))]
    right = {(a, b) for part in large for a in starts(letters, part) for b in ends(letters, part)}
    # Of a few characters that are left of many nothing need be found.
    return right | {(0, 0)} if 2 * len(places) < size else right


def starts(letters: list[Letter], part: list[int]) -> set[int]:
    at = part[0]
    found = {at}
    while at and (letters[at - 1][1] < 0 or not letters[at - 1][0].isalnum()):
        at -= 1
        if letters[at - 1][1] >= 0 or not at:
            found.add(at)
    return found


def ends(letters: list[Letter], part: list[int]) -> set[int]:
    at = part[-1] + 1
    found = {at}
    while at < len(letters) and (letters[at][1] < 0 or not letters[at][0].isalnum()):
        at += 1
        if at == len(letters) or letters[at][1] >= 0:
            found.add(at)
    return found


def edit(
    letters: list[Letter], sentences: list[str], language: str, chance: random.Random
) -> list[Letter]:
    """One change that people make to transcripts."""
    words = [
        ENGLISH,
        list("的了是不在有人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"),
    ]
    vocabulary = words[language == "zh"]
    act = chance.choice(
        "mend mend mend put_word cut_word cut_word replace sentence_cut sentence_put "
        "sentence_again sentence_new sentence_move join comma".split()
    )
    at = chance.randrange(len(letters) - 12)
    fresh = "".join(chance.choice(vocabulary) for _ in range(chance.randint(1, 3)))
    if act.startswith("sentence"):
        return edit_sentence(letters, sentences, act, at, chance)
    if act in ("comma", "join"):
        wanted = "\n" if act == "join" else "，,。."
        signs = [at for at, (sign, _) in enumerate(letters) if sign in wanted]
        at = chance.choice(signs) if signs else 0
        return put(letters, at, at + 1, "" if act == "join" else chance.choice("，；、"))
    size, text = {
        "mend": (chance.randint(1, 3), fresh[:3]),
        "put_word": (0, fresh),
        "cut_word": (chance.randint(1, 8), ""),
        "replace": (chance.randint(2, 12), fresh),
    }[act]
    return put(letters, at, at + size, text)


def edit_sentence(
    letters: list[Letter], sentences: list[str], act: str, at: int, chance: random.Random
) -> list[Letter]:
    first, last = sentence(letters, at)
    if act == "sentence_cut":
        return put(letters, first, last, "")
    if act == "sentence_new":
        return put(letters, first, last, chance.choice(sentences))
    if act == "sentence_put":
        return put(letters, first, first, chance.choice(sentences))
    if act == "sentence_again":
        again = [(sign, -2 - origin if origin >= 0 else -1) for sign, origin in letters[first:last]]
        return letters[:last] + again + letters[last:]
    moved = letters[first:last]
    rest = letters[:first] + letters[last:]
    to, _ = sentence(rest, chance.randrange(len(rest)))
    return rest[:to] + moved + rest[to:]


def put(letters: list[Letter], start: int, end: int, text: str) -> list[Letter]:
    return letters[:start] + [(sign, -1) for sign in text] + letters[end:]


def sentence(letters: list[Letter], at: int) -> tuple[int, int]:
    first = at
    while first and letters[first - 1][0] not in "。.！？\n":
        first -= 1
    last = at
    while last < len(letters) - 1 and letters[last][0] not in "。.！？\n":
        last += 1
    return first, last + 1


def report(
    case: Case, found: Anchor, span: tuple[int, int], truth: set[tuple[int, int]], verdict: str
) -> None:
    start, end = span
    print(f"-- {verdict} {found.status} {span} -> {found.start, found.end}, right {sorted(truth)}")
    print("   old  ", repr(case.old[start - 20 : start] + "[" + case.old[start:end] + "]"))
    print("   found", repr(case.new[found.start : found.end]))
    first, last = max(truth)
    print("   right", repr(case.new[first:last]))


def long_text() -> dict[str, object]:
    """4,000 lines, an edit in each, 4,000 codings."""
    old = "".join(f"第{n}句话，讲的是经费不够。\n" for n in range(4000))
    new = old.replace("经费", "人手")
    ranges = [(m.start(), m.end()) for m in re.finditer(r"第\d+句话", old)]
    start = time.perf_counter()
    found = realign(old, new, ranges)
    seconds = time.perf_counter() - start
    right = sum(one.status is Status.KEPT for one in found)
    return {"edited_lines": 4000, "kept": right, "seconds": round(seconds, 3)}


if __name__ == "__main__":
    main()

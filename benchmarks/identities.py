"""What is found of 308 planted names, numbers and places, and how much that is none.

The texts in `planted_identities.json` are fictional interviews written for this measurement by a
hand that did not know how things are found. An item counts as found where all of it would be hidden
as proposed, as shown where a person would at least see it; what is proposed and touches no item is
wrong. Nothing is on a list, nobody is known by a label. Then all of it is hidden in a study, with a
coding on every sentence: each must be on the words it was on.

    python benchmarks/identities.py [FILE.json]
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from coder.coding.hiding import Mask
from coder.model import Action, Decision
from coder.store.log import append
from coder.store.study import new_study
from coder.store.vault import open_vault
from coder.text.identify.find import find
from coder.text.segment import segment
from coder.verbs.hide import hide
from coder.verbs.identify import choices, identify, named
from coder.verbs.import_ import import_transcripts
from coder.verbs.incoming import take_in
from coder.verbs.sealing import known
from coder.verbs.standing import present

PLANTED = ROOT / "benchmarks" / "planted_identities.json"


def covered(text: str, spans: list[tuple[int, int]]) -> bytearray:
    """A byte a character, 1 where one of *spans* is."""
    marks = bytearray(len(text))
    for start, end in spans:
        marks[start:end] = b"\1" * (end - start)
    return marks


def place_of(text: str, item: dict[str, Any]) -> tuple[int, int]:
    """Where the n-th occurrence of the item is."""
    at = -1
    for _ in range(item["nth"]):
        at = text.index(item["text"], at + 1)
    return at, at + len(item["text"])


def measure(texts: list[dict[str, Any]]) -> None:
    """Recall and precision by kind."""
    found, shown, there, wrong = Counter(), Counter(), Counter(), Counter()
    began, letters = time.perf_counter(), 0
    for one in texts:
        text = one["text"]
        letters += len(text)
        hits = find(text)
        sure = covered(text, [(h.start, h.end) for h in hits if h.sure])
        seen = covered(text, [(h.start, h.end) for h in hits])
        places = [place_of(text, item) for item in one["items"]]
        true = covered(text, places)
        for (start, end), item in zip(places, one["items"], strict=True):
            there[item["kind"]] += 1
            found[item["kind"]] += all(sure[start:end])
            shown[item["kind"]] += all(seen[start:end])
        wrong.update(h.kind.value for h in hits if h.sure and not any(true[h.start : h.end]))
    seconds = time.perf_counter() - began
    print(f"{'kind':14}{'items':>6}{'found':>8}{'shown':>8}")
    for kind, count in sorted(there.items()):
        print(f"{kind:14}{count:6}{found[kind] / count:8.3f}{shown[kind] / count:8.3f}")
    every, right = sum(there.values()), sum(found.values())
    print(f"{'all':14}{every:6}{right / every:8.3f}{sum(shown.values()) / every:8.3f}")
    print(f"precision {right / (right + sum(wrong.values())):.3f}; wrong: {dict(wrong)}")
    print(f"{letters / seconds:,.0f} characters a second")


def follow(texts: list[dict[str, Any]]) -> None:
    """Codings on every sentence before and after all is hidden."""
    with tempfile.TemporaryDirectory() as folder:
        study = new_study(Path(folder) / "study", "codes: [{id: c, label: c}]\n")
        for one in texts:
            take_in(study, f"{one['id']}.txt", one["text"].encode())
        import_transcripts(study)
        before = present(study).documents
        spots = [
            (document, part.start, part.end)
            for document in before.values()
            for part in segment(document)
        ]
        made = [
            Decision(
                action=Action.ADD,
                coder="a",
                document=d.id,
                digest=d.digest,
                start=s,
                end=e,
                code="c",
            )
            for d, s, e in spots
        ]
        append(study, made)
        vault = open_vault(study.folder, "measured here")
        said = known(vault)
        chosen = named(choices(identify(study, said.lists), said), said, before.values())
        mask = Mask({one.text: one.pseudonym for one in chosen if one.hide})
        report = hide(study, vault, chosen)
        after = present(study)
        right = sum(
            after.documents[one.document].text[one.start : one.end]
            == mask.text(before[d.id].text[s:e])
            for one, (d, s, e) in zip(after.placed.decisions, spots, strict=True)
        )
        print(
            f"hidden: {report.words} words at {report.places} places; codings on the same words, "
            f"names replaced: {right} of {len(spots)}"
        )
        study.close()


def main() -> None:
    """Print both."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else PLANTED
    said = json.loads(file.read_text(encoding="utf-8"))
    texts = said["texts"] if isinstance(said, dict) else said
    measure(texts)
    follow(texts)


if __name__ == "__main__":
    main()

"""A process that is killed while it decides loses nothing that it had confirmed."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coder.store import log
from coder.store.study import integrity, new_study, open_study

DECIDER = """
import sys
from pathlib import Path
from coder.model import Action, Decision
from coder.store.log import Entry, append_once
from coder.store.study import open_study

study = open_study(Path(sys.argv[1]))
for seq in range(1, 100_000):
    decision = Decision(action=Action.ADD, coder="w", document="D", end=2, memo=str(seq))
    append_once(study, sys.argv[2], [Entry(decision, seq)])
    print(seq, flush=True)
"""


@pytest.mark.slow
def test_fifty_kills_lose_nothing_confirmed(tmp_path: Path):
    """Killed 50 times at random moments: all that was printed is on disk, once, in order."""
    study = new_study(tmp_path / "s", "codes: []\n")
    moments = random.Random(7)
    confirmed = {}
    for round_ in range(50):
        confirmed[f"client{round_}"] = _decide_until_killed(
            study.folder, f"client{round_}", after_lines=moments.randrange(1, 40)
        )

    written = {client: [] for client in confirmed}
    with study.reading() as connection:
        rows = connection.exec_driver_sql("SELECT client, seq FROM decision ORDER BY id")
        for client, seq in rows:
            written[client].append(seq)

    for client, last in confirmed.items():
        assert last > 0
        assert written[client] == list(range(1, len(written[client]) + 1))
        assert len(written[client]) >= last
    assert integrity(open_study(study.folder)) == ""
    assert len(log.decisions(study)) == sum(len(seqs) for seqs in written.values())


def _decide_until_killed(folder: Path, client: str, *, after_lines: int) -> int:
    """Run the decider, kill it in the middle of its work; returns the last number it printed."""
    process = subprocess.Popen(
        [sys.executable, "-c", DECIDER, str(folder), client],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    for _ in range(after_lines):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read().split("\n")
    process.wait()
    # A last line without its newline was not said in full, so it was not confirmed.
    complete = [line for line in rest[:-1] if line]
    return int(complete[-1]) if complete else after_lines

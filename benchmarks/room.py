"""The coding room in Chromium, in a study of 100 documents and 10,000 segments.

    python benchmarks/room.py [--presses 150] [--tagging]

Says, for a document of 400 segments and for one of 4,000, in milliseconds (median, 95th
percentile):

- `key to paint`: from the key press until the frame that shows it has been painted;
- `key to disk`: from the key press until the server has said that the decision is on disk;
- `key to reasons`: from the key that goes to the next suggestion until its reasons are shown;
- `first highlights`: from the document's data in the page until its colours are painted;
- `cold page`: from asking a server that has just started for the page until its colours.

`--tagging` measures the smaller document once more while all 10,000 segments are tagged again in a
process of its own, as the app does, over and over with a codebook in which every code has changed.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

GROUPS = ("bureau", "street_office", "agency", "enterprise")
LENGTHS = {"M": 400, "L": 4000}
SMALL, OF = 98, 57  # the others, and how many interviewee sentences each has
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
# Marks when a key was pressed, when the screen after it was painted, and when it was on disk.
WATCH = """
window.marks = { paint: [], disk: [], why: [] };
window.addEventListener('keydown', (event) => {
  const began = event.timeStamp;
  const { room } = document.querySelector('.cr-root');
  const asked = event.key === 'n', before = room.outbox.seq;
  requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => window.marks.paint.push(performance.now() - began);
    after.port2.postMessage(0);
  });
  if (asked) {
    const look = () => {
      const { panel, standing } = room, segment = room.segment();
      const open = standing.open(segment);
      const there = open.length && open.every((one) => panel.why.has(panel.whyKey(segment, one.code)));
      if (there && room.side.querySelector('.cr-why')) window.marks.why.push(performance.now() - began);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  } else setTimeout(() => {
    const { seq } = room.outbox;
    if (seq === before) return; // there was nothing to decide
    const settled = () => {
      if (room.outbox.pending.some((one) => one.seq <= seq)) return;
      room.outbox.listeners.delete(settled);
      window.marks.disk.push(performance.now() - began);
    };
    room.outbox.listeners.add(settled);
    settled();
  }, 0);
}, true);
"""


def main() -> None:
    """Make the study, measure, print JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--presses", type=int, default=150)
    options.add_argument("--tagging", action="store_true")
    chosen = options.parse_args()
    presses = chosen.presses
    with tempfile.TemporaryDirectory() as folder:
        study = made_study(Path(folder))
        found = {name: measured(study, name, presses) for name in LENGTHS}
        if chosen.tagging:
            with tagging(study) as runs:
                found["M, while tagging"] = measured(study, "M", presses) | {"runs": runs}
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


def made_study(folder: Path) -> Path:
    """A tagged study; its sentences are the sample's, put together anew."""
    (folder / "interviews").mkdir()
    shutil.copy(ROOT / "codebook.yaml", folder)
    chance = random.Random(7)
    text = "".join(path.read_text("utf-8") for path in sorted((ROOT / "interviews").glob("*.txt")))
    said = [one for one in re.findall(r"[^\s：。！？]{6,60}[。！？]", text) if "“" not in one]
    lengths = LENGTHS | {f"S{number:02d}": OF for number in range(SMALL)}
    for number, (name, length) in enumerate(lengths.items()):
        lines = ["---", f"group: {GROUPS[number % 4]}", "---"]
        for turn in range(0, length, 5):
            answer = "".join(chance.choice(said)[:-1] + f"，第{turn + at}件。" for at in range(5))
            lines += [f"访谈员：第{turn // 5}个问题呢？", f"受访者：{answer}"]
        (folder / "interviews" / f"{name}.txt").write_text("\n".join(lines), "utf-8")
    subprocess.run(
        [sys.executable, "-m", "coder", "tag", "--study", str(folder)],
        check=True, cwd=ROOT, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return folder


def measured(study: Path, document: str, presses: int) -> dict[str, object]:
    """Every figure for one document, on a server of its own."""
    with served(study) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.add_init_script(WATCH)  # before the page's own: it lets no key through
        began = time.perf_counter()
        page.goto(f"{url}/room?document={document}")
        page.wait_for_selector(".cr[data-first-paint]", timeout=60_000)
        cold = 1000 * (time.perf_counter() - began)
        first = float(page.locator(".cr").get_attribute("data-first-paint") or "nan")
        page.wait_for_timeout(3000)
        walk(page, presses)
        marks = page.evaluate("window.marks")
        browser.close()
    return {
        "key to paint": spread(marks["paint"]),
        "key to disk": spread(marks["disk"]),
        "key to reasons": spread(marks["why"]),
        "first highlights": round(first),
        "cold page": round(cold),
    }


def walk(page: Page, presses: int) -> None:
    """Decide at 8 keys a second, then go from suggestion to suggestion."""
    for number in range(presses):
        page.keyboard.press("rax"[number % 3])
        page.wait_for_timeout(125)
    for number in range(presses // 2):
        if not page.evaluate("document.querySelector('.cr-root').room.queue().length"):
            break
        page.keyboard.press("n")
        page.wait_for_function("(n) => window.marks.why.length > n", arg=number, timeout=20_000)
        page.wait_for_timeout(60)


@contextmanager
def tagging(study: Path) -> Iterator[list[float]]:
    """Tags the whole study again and again, every code changed; the seconds that each run took."""
    runs: list[float] = []
    stop = threading.Event()
    text = (study / "codebook.yaml").read_text("utf-8")
    command = [sys.executable, "-m", "coder", "tag", "--study", str(study)]

    def work() -> None:
        while not stop.is_set():
            began = time.perf_counter()
            changed = re.sub(r"(?m)^(    examples:)$", rf"\1\n      - 第{len(runs)}次。", text)
            (study / "codebook.yaml").write_text(changed, "utf-8")
            subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
            runs.append(round(time.perf_counter() - began, 1))

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield runs
    finally:
        stop.set()
        worker.join()


@contextmanager
def served(study: Path) -> Iterator[str]:
    """The app on *study*, just started."""
    from coder.store.study import open_study, put_setting

    opened = open_study(study)
    put_setting(opened, "coder", "林")
    opened.close()
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    command = [sys.executable, "-m", "coder", "app", "--no-browser", "--port", str(port)]
    quiet = subprocess.DEVNULL
    app = subprocess.Popen([*command, "--study", str(study)], cwd=ROOT, stdout=quiet, stderr=quiet)
    try:
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                    break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        app.terminate()
        app.wait()


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile, in milliseconds."""
    ordered = sorted(values)
    return {
        "median": round(statistics.median(ordered), 1),
        "p95": round(ordered[max(0, -(-95 * len(ordered) // 100) - 1)], 1),
        "n": len(ordered),
    }


if __name__ == "__main__":
    main()

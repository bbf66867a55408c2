"""100,000 quotes as XLSX: ours against XlsxWriter and openpyxl, formatted alike as far as they can.

python benchmarks/exporting.py [rows]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import xlsxwriter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from coder.write.provenance import Provenance
from coder.write.rows import write_rows

WORDS = "经费 预算 不够 街道 标准 没有 检查 的 我们 安全 砍 专家 那天 下雨".split()


def quotes(count: int) -> pd.DataFrame:
    """The columns of `export quotes`, with sentences of about 27 characters."""
    chance = random.Random(7)

    def said(words: int) -> list[str]:
        return ["".join(chance.choices(WORDS, k=words)) for _ in range(count)]

    numbers = range(count)
    return pd.DataFrame(
        {
            "code": chance.choices(["funding_shortage", "weak_oversight"], k=count),
            "label": chance.choices(["资金不足", "监管不到位"], k=count),
            "kind": "difficulty",
            "document": [f"D{at % 500}" for at in numbers],
            "group": "应急管理部门",
            "role": "科长",
            "turn": numbers,
            "speaker": "受访者",
            "start_ms": pd.array([None] * count, "Int64"),
            "start": numbers,
            "end": numbers,
            "before": said(30),
            "text": said(14),
            "after": said(30),
            "coder": "",
            "source": "tagger",
            "confidence": [chance.random() for _ in numbers],
            "memo": "",
        }
    )


def plain_rows(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    """The rows as other libraries take them."""
    return list(frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None))


def ours(frame: pd.DataFrame, path: Path) -> None:
    write_rows(frame, path, stamp=Provenance(verb="export", options={"what": "quotes"}))


def by_xlsxwriter(frame: pd.DataFrame, path: Path) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        wrap = book.add_format({"valign": "top", "text_wrap": True})
        sheet.write_row(0, 0, frame.columns)
        for at, row in enumerate(plain_rows(frame), start=1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(at, column, value, wrap)
                elif value is not None:
                    sheet.write_number(at, column, value, wrap)


def by_openpyxl(frame: pd.DataFrame, path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(frame.columns))
    for row in plain_rows(frame):
        sheet.append(row)
    book.save(path)


def seconds(write: Callable[[pd.DataFrame, Path], None], frame: pd.DataFrame) -> float:
    """Processor seconds: other programs on the machine do not count."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        write(frame, Path(folder) / "q.xlsx")
        return time.process_time() - began


def main() -> None:
    """Print the times and the ratios to openpyxl."""
    frame = quotes(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
    took = {
        "ours": seconds(ours, frame),
        "XlsxWriter, constant memory": seconds(by_xlsxwriter, frame),
        "openpyxl, write only, unformatted": seconds(by_openpyxl, frame),
    }
    slowest = took["openpyxl, write only, unformatted"]
    for name, one in took.items():
        print(f"{one:6.2f} s  {slowest / one:5.1f} × openpyxl  {name} ({len(frame):,} rows)")


if __name__ == "__main__":
    main()

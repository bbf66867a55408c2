"""Search over 100,000 sentences: making ready once, then each query; against plain `in` and `re`.

python benchmarks/searching.py
"""

from __future__ import annotations

import random
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from coder.analysis.search import corpus, search
from coder.model import Document
from coder.text.query import parse

SENTENCES, DOCUMENTS = 100_000, 500
QUERIES = (
    "经费",
    "經費 NEAR/6 不够",
    "的",
    "“没有标准”",
    "(经费 OR 预算) 近/10 (不够 OR 砍) NOT 街道",
    "policy",
)
WORDS = "经费 预算 不够 街道 标准 没有 检查 的 我们 安全 砍 专家 那天 下雨 policies 就是 企业 報告 機構".split()


def texts(chance: random.Random) -> list[Document]:
    """Documents of about 27 characters a sentence."""
    each = SENTENCES // DOCUMENTS
    made = []
    for number in range(DOCUMENTS):
        said = ["".join(chance.choices(WORDS, k=12)) + "。" for _ in range(each)]
        made.append(Document(str(number), "".join(said)))
    return made


def main() -> None:
    """Print the times, and the ratio to looking through the sentences one by one."""
    documents = texts(random.Random(7))
    units = [[m.span() for m in re.finditer("[^。]+。", one.text)] for one in documents]
    began = time.perf_counter()
    ready = corpus(documents, units)
    ready.counted, ready.by_base  # noqa: B018 -- worked out when first asked for
    print(
        f"{len(ready.start):,} sentences, {len(ready.text):,} characters made ready in {time.perf_counter() - began:.2f} s"
    )
    flat = [one.text[a:b] for one, some in zip(documents, units, strict=True) for a, b in some]
    began = time.perf_counter()
    count = sum("经费" in text for text in flat)
    plain = time.perf_counter() - began
    for query in QUERIES:
        tree = parse(query)
        began = time.perf_counter()
        found = search(tree, ready)
        took = time.perf_counter() - began
        print(
            f"{took * 1000:7.1f} ms ({took / plain:5.1f} × one `in` over all) {len(found):6,}  {query}"
        )
    assert len(search(parse("“经费”"), ready)) == count


if __name__ == "__main__":
    main()

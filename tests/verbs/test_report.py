"""Reports: what they say, in every form and both languages, of ordinary and of odd studies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pytest

from coder.errors import CoderError
from coder.store.study import Study, new_study
from coder.verbs.decide import decide
from coder.verbs.facts import gather
from coder.verbs.rebuild import rebuild
from coder.verbs.relations import link
from coder.verbs.report import report, write
from coder.verbs.report_draft import PARTS, Options
from coder.verbs.standing import present
from coder.verbs.tag import tag
from coder.write.report.blocks import Grid, Paragraph, Picture, Quote
from coder.write.report.files import WRITERS
from tests.fakes import LetterEncoder

BOOK = """\
title: {zh: 经费 & 人手, en: Money & staff}
kinds:
  difficulty: {zh: 困境, en: Difficulty}
  cause: {zh: 成因, en: Cause}
groups:
  g: {zh: 机构, en: Agency}
codes:
  - id: money
    label: {zh: 资金不足_50%, en: Funding_50%}
    kind: difficulty
    definition: {zh: 钱不够。, en: Too little money.}
    terms: [经费, 经费不够, 经费少]
  - id: people
    label: {zh: 人手不足, en: Staff}
    kind: difficulty
    terms: [人手, 人手也紧]
  - id: rules
    label: {zh: 制度不明, en: Rules}
    kind: cause
    terms: [制度不明]
"""
ONE = "---\ngroup: g\nnote: 虚构访谈\n---\n问：怎么样？\n答：经费不够，因为别的。制度不明。人手也紧。今天下雨。\n"
TWO = "---\nnote: 虚构\n---\n问：怎么样？\n答：经费少。\n"
MARKS = "=1+1<b>&\\$"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """A tagged study of two interviews, one of them without a group."""
    made = new_study(tmp_path / "s", BOOK)
    made.memory["encoder"] = LetterEncoder()
    (made.interviews / "D1.txt").write_text(ONE, encoding="utf-8")
    (made.interviews / "D2.txt").write_text(TWO, encoding="utf-8")
    tag(made)
    yield made
    made.close()


def say(study: Study, coder: str, action: str, text: str, code: str, seq: int) -> None:
    """One decision on a sentence of the first interview."""
    document = present(study).documents["D1"]
    start = document.text.index(text)
    where = {"document": "D1", "digest": document.digest, "start": start, "end": start + len(text)}
    done = decide(
        study, coder, f"test {coder}", [{"seq": seq, "action": action, "code": code} | where]
    )
    assert not done.refused


def texts(made) -> str:
    """All running text of a report."""
    return "\n".join(one.text for one in made.blocks if isinstance(one, Paragraph))


def test_sentences_are_the_numbers(study: Study):
    """How many interviews mention a code, of how many, in which groups; what nobody has reviewed."""
    say(study, "林", "accept", "人手也紧。", "people", 1)
    said = texts(report(study))

    assert "2篇访谈中有2篇（100.0%）提到" in said
    assert (
        "在2篇访谈中，有1篇（50.0%）提到，共1处：机构1/1篇、（未注明）0/1篇。全部经人给出或确认。"
        in said
    )
    assert "与它在同一话轮里谈到的成因，较多的是“制度不明”（1篇，1个话轮）。" in said
    assert "1位编码员（林）参与复核，作出的决定包括接受建议1次" in said
    assert "没有编码员间信度可以报告" in said
    assert "Too little money" not in said
    assert "Nobody" not in said
    assert "With one coder there is no intercoder agreement" in said
    assert "虚构" in "".join(report(study).lines)
    assert "谈不上饱和" in said
    assert "检验见表3" in said


def test_in_english(study: Study):
    """The same in English, with the methods in Chinese too."""
    said = texts(report(study, Options(language="en")))

    assert "in 2 of 2 interviews (100.0 %)" in said
    assert "编码依据一份含3个编码的码本" in said


def test_methods_say_what_the_tagger_learned(study: Study):
    """Without decisions one threshold and the codebook alone; after a run that learned, that too."""
    before = texts(report(study))
    say(study, "林", "reject", "经费不够，因为别的。", "money", 1)
    say(study, "林", "accept", "人手也紧。", "people", 2)
    tag(study)

    after = texts(report(study))

    assert "把握不低于0.5的列为建议" in before
    assert "修正" not in before
    assert "把握用编码员此前的决定修正过" in after


def test_agreement_where_two_looked(study: Study):
    """Two coders on the same sentence: both said yes to one code, one of them to another."""
    say(study, "林", "accept", "人手也紧。", "people", 1)
    say(study, "王", "accept", "人手也紧。", "people", 1)
    say(study, "王", "add", "人手也紧。", "money", 2)

    (found,) = gather(study).coders.agreements

    assert (found.coders, found.segments) == (("林", "王"), 1)
    assert found.agreement == pytest.approx(2 / 3)
    assert found.kappa == pytest.approx(0.4)


def test_numbered_in_order(study: Study):
    """Tables and figures count from 1, each on its own; each has a caption; quotes have sources."""
    blocks = list(report(study).blocks)

    tables = [one for one in blocks if isinstance(one, Grid)]
    figures = [one for one in blocks if isinstance(one, Picture)]
    assert [one.label for one in tables] == [f"表{n}" for n in range(1, len(tables) + 1)]
    assert [one.label for one in figures] == [f"图{n}" for n in range(1, len(figures) + 1)]
    assert all(one.caption for one in (*tables, *figures))
    assert all(one.source.startswith("D") for one in blocks if isinstance(one, Quote))
    assert len({one.sheet for one in tables}) == len(tables)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("suffix", list(WRITERS))
def test_every_form(study: Study, tmp_path: Path, suffix: str, language: str):
    """Written, read again by what reads it, and made again byte for byte."""
    book = study.codebook_file.read_text(encoding="utf-8").replace("钱不够。", f"'{MARKS}'")
    study.codebook_file.write_text(book, encoding="utf-8")
    out = tmp_path / f"结果 r{suffix}"
    options = Options(language=language, parts=[p for p in PARTS if p != "figures"])
    write(study, out, options)

    assert LOOKS[suffix](out, language)
    assert rebuild(study, out).same


def looks_docx(out: Path, language: str) -> bool:
    """Headings in Word's styles, 宋体 beside Times New Roman, three rules, heads that repeat."""
    made = docx.Document(str(out))
    first = made.tables[0]
    edges = [row._tr.xml.count("w:tcBorders>") for row in first.rows]
    with ZipFile(out) as file:
        inside = file.read("word/document.xml").decode()
        foot = file.read("word/footer1.xml").decode() + file.read("word/footer2.xml").decode()
    assert [p.style.name for p in made.paragraphs if p.style.name == "Heading 1"]
    assert edges[0]
    assert edges[-1]
    assert 'w:eastAsia="宋体"' in inside
    assert "w:tblHeader" in inside
    assert inside.count("w:tcBorders>") % 2 == 0
    # Borders stand where the standard has them, or Word would refuse the file.
    assert not re.search(r"<w:vAlign[^>]*/><w:tcBorders", inside)
    return ("语料" if language == "zh" else "corpus") in foot


def looks_xlsx(out: Path, language: str) -> bool:
    """One sheet a table, numbers as numbers, and no text is a formula."""
    book = openpyxl.load_workbook(out)
    sheet = book["困境" if language == "zh" else "Difficulty"]
    kinds = {cell.data_type for one in book for row in one.iter_rows() for cell in row}
    assert isinstance(sheet["C4"].value, int)
    return "f" not in kinds and len(book.sheetnames) == 7 + 1


def looks_html(out: Path, language: str) -> bool:
    """One page, nothing fetched, marks as text."""
    text = out.read_text(encoding="utf-8")
    assert not re.search(r'(src|href)="http', text)
    assert "=1+1&lt;b&gt;&amp;\\$" in text or language == "en"
    return text.count("<table>") == text.count("</table>") == 7


def looks_markdown(out: Path, _language: str) -> bool:
    """Every row of a table has as many cells as its head."""
    lines = out.read_text(encoding="utf-8").splitlines()
    tables = re.findall(r"(?:^\|.*\n)+", "\n".join(lines) + "\n", re.MULTILINE)
    return all(
        len({row.replace("\\|", "").count("|") for row in t.splitlines()}) == 1 for t in tables
    )


def looks_tex(out: Path, _language: str) -> bool:
    """Every environment that begins ends, and marks are escaped."""
    text = out.read_text(encoding="utf-8")
    begun, ended = (sorted(re.findall(rf"\\{word}{{(\w+)}}", text)) for word in ("begin", "end"))
    assert "50%" not in text.replace(r"50\%", "")
    return begun == ended


LOOKS = {
    ".docx": looks_docx,
    ".xlsx": looks_xlsx,
    ".html": looks_html,
    ".md": looks_markdown,
    ".tex": looks_tex,
}


def test_figures_beside_and_inside(study: Study, tmp_path: Path):
    """Markdown has them in a folder of the file's name, HTML within."""
    write(study, tmp_path / "a.md", Options(parts=("results", "figures"), each=0))
    write(study, tmp_path / "a.html", Options(parts=("results", "figures"), each=0))

    text = (tmp_path / "a.md").read_text(encoding="utf-8")
    named = re.findall(r"!\[.*?\]\((.*?)\)", text)
    assert named
    assert all((tmp_path / name).read_bytes().startswith(b"\x89PNG") for name in named)
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert page.count("<svg") == page.count("<figure>") == len(named)


def test_confirmed_links_by_respondents(study: Study):
    """Where people said that a difficulty and a cause go together, the report counts who said so."""
    say(study, "林", "accept", "制度不明。", "rules", 1)
    say(study, "林", "accept", "人手也紧。", "people", 2)
    before = [one.caption for one in report(study).grids()]
    standing = {one.code: one for one in present(study).standing.codings if one.document == "D1"}
    link(study, "林", standing["people"], standing["rules"])

    (grid,) = (one for one in report(study).grids() if "联系" in one.caption)

    assert not any("联系" in caption for caption in before)
    assert ("人手不足", "1", "1") in grid.rows


def test_interviews_have_the_references_that_count(study: Study):
    """All that stands, of one kind, or what people gave: the last column follows."""
    say(study, "林", "accept", "人手也紧。", "people", 1)

    def last(**options) -> list[str]:
        *_, grid = report(study, Options(parts=("interviews",), **options)).grids()
        return [row[-1] for row in grid.rows]

    assert last() == ["3", "1"]
    assert last(kinds=("cause",)) == ["1", "0"]
    assert last(who="reviewed") == ["1", "0"]


@pytest.mark.parametrize("who", ["all", "reviewed"])
def test_odd_studies(tmp_path: Path, who: str):
    """One interview, no group, a code never used, a codebook without kinds, nothing reviewed."""
    book = "codes:\n  - {id: a, label: 甲, terms: [经费]}\n  - {id: b, label: 乙}\n"
    made = new_study(tmp_path / "s", book)
    made.memory["encoder"] = LetterEncoder()
    (made.interviews / "D.txt").write_text("问：好？\n答：经费不够。\n", encoding="utf-8")
    with pytest.raises(CoderError) as caught:
        report(made)
    assert caught.value.code == "not_tagged"
    tag(made)

    said = texts(report(made, Options(who=who)))
    for suffix in WRITERS:
        write(made, tmp_path / f"r{suffix}", Options(who=who, language="en"))

    heads = [one.heads[0] for one in report(made, Options(who=who)).grids()]
    assert all(("合计 (n=1)", 2) in head for head in heads if head[0][0] == "")
    assert "没有出现" in said
    assert "还没有人复核" in said
    assert "没有编码员间信度" not in said
    with pytest.raises(CoderError, match="至少两位编码员，现在只有 0 位"):
        report(made, Options(who="consensus"))
    made.close()


def test_parts_that_there_are_not(study: Study):
    """A part by a wrong name is refused with the right ones."""
    with pytest.raises(CoderError) as caught:
        report(study, Options(parts=("resuts",)))

    assert "results" in caught.value.say("en")

"""Transcripts as speech-to-text tools and annotation programs write them, in files made here."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest

from coder.errors import CoderError
from coder.model import Role
from coder.read.parsed import Parsed
from tests.read.strategies import said, taken

ASKS, SAYS = Role.INTERVIEWER, Role.INTERVIEWEE
WANTED = [("李明", "够吗？"), ("王芳", "不够：10:30 才下班。"), ("李明", "还有？")]
STARTS = [1000, 5000, 9000]

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><particDesc><listPerson>
<person xml:id="A" role="interviewer"><persName>Li, Anna</persName></person>
<person xml:id="B"><persName>Tom</persName></person></listPerson></particDesc></profileDesc></teiHeader>
<text><timeline unit="s" origin="#T0"><when xml:id="T0" absolute="00:00:01"/>
<when xml:id="T1" interval="2.5" since="#T0"/></timeline><body>
<u who="#A" start="#T0">Enough<note>N.B.</note>? <vocal><desc>laughs</desc></vocal></u>
<u who="#B" start="#T1">No.</u></body></text></TEI>"""
_SLOTS = "".join(
    f'<TIME_SLOT TIME_SLOT_ID="t{number}" TIME_VALUE="{number}000"/>' for number in (1, 2, 3)
)


def _aligned(name: str, start: int, words: str) -> str:
    return (
        f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="{name}" TIME_SLOT_REF1="t{start}" '
        f'TIME_SLOT_REF2="t{start + 1}"><ANNOTATION_VALUE>{words}</ANNOTATION_VALUE>'
        "</ALIGNABLE_ANNOTATION></ANNOTATION>"
    )


def _referring(name: str, other: str, words: str) -> str:
    return (
        f'<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="{name}" ANNOTATION_REF="{other}">'
        f"<ANNOTATION_VALUE>{words}</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>"
    )


EAF = (
    f"<ANNOTATION_DOCUMENT><TIME_ORDER>{_SLOTS}</TIME_ORDER>"
    f'<TIER TIER_ID="a" PARTICIPANT="访谈员">{_aligned("a1", 1, "够吗？")}</TIER>'
    f'<TIER TIER_ID="en@a" PARENT_REF="a">{_referring("a2", "a1", "Enough?")}</TIER>'
    f'<TIER TIER_ID="ref@b">{_aligned("b1", 2, "B.001")}</TIER>'
    f'<TIER TIER_ID="tx@b" PARTICIPANT="王芳" PARENT_REF="ref@b">{_referring("b2", "b1", "不够。")}</TIER>'
    "</ANNOTATION_DOCUMENT>"
)
CHAT = (
    "@UTF8\n@Begin\n@Participants:\tINV Tom Investigator, PAR Anna Participant\n"
    "*INV:\thow (.) are\n\tyou ? \x1510_620\x15\n%mor:\tadv|how\n*PAR:\tfine . \x15700_900\x15\n"
    "*INV:\tand ?\n@End\n"
)
OTR = (
    '<p><span class="timestamp" data-timestamp="1">0:01</span>李明：够吗？</p>'
    '<p><span class="timestamp" data-timestamp="5.0">0:05</span><b>王芳</b>：不够：10:30 才下班。</p>'
    '<p><span class="timestamp" data-timestamp="0:00:09">0:09</span>李明：还有？<br /></p>'
)
RISE = "<TEI><text><body><sp><speaker>{}</speaker><p>够吗？</p></sp><sp><speaker>{}</speaker><p>不够。</p></sp></body></text></TEI>"


def starts(parsed: Parsed) -> list[int | None]:
    """When each turn begins, in milliseconds."""
    return [turn.start_ms for turn in parsed.document.turns]


def roles(parsed: Parsed) -> list[Role]:
    """Who asks and who answers, turn by turn."""
    return [turn.role for turn in parsed.document.turns]


def dropped(parsed: Parsed) -> list[tuple[str, str]]:
    """(reason, words) of what is in no turn."""
    return [(one.reason, one.text) for one in parsed.dropped]


def _each(form: str) -> str:
    """The three turns, each in *form*."""
    clocks = ("00:00:01", "00:00:05", "00:00:09")
    return "\n".join(
        form.format(name=name, time=time, words=words)
        for (name, words), time in zip(WANTED, clocks, strict=True)
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("腾讯会议.txt", _each("{name}  {time}\n{words}\n")),
        ("腾讯括号.txt", _each("{name}({time}): {words}")),
        ("腾讯全角.txt", _each("{name}（{time}）：{words}")),
        ("腾讯方括号.txt", _each("[{time}] {name}：{words}\n")),
        ("讯飞.txt", "访谈\n" + _each("{name} {time}\n{words}\n") + "\n以上内容由AI生成，仅供参考"),
        (
            "飞书.txt",
            "访谈\n2026-01-02 10:00:00 CST|34分钟 20秒\n\n关键词:\n经费、人手\n\n文字记录:\n"
            + _each("{name} {time}.000 \n{words}\n"),
        ),
        (
            "otter.txt",
            "Talk\nTue, Jan 2, 2024 10:00AM  34:20\n\nSUMMARY KEYWORDS\nmoney\nSPEAKERS\n李明, 王芳\n\n"
            + _each("{name}  {time}  \n{words}\n")
            + "\nTranscribed by https://otter.ai",
        ),
        ("rev.txt", _each("{name} ({time}):\n{words}\n")),
        ("meet.txt", "Attendees\n李明, 王芳\n\nTranscript\n\n" + _each("{name} ({time})\n{words}\n")),
        ("descript.txt", _each("[{time}] {name}: {words}\n")),
        ("trint.txt", _each("[{time}] {name}:\n{words}\n")),
        ("maxqda.txt", _each("{time}.0{name}: {words}")),
        ("sonix.txt", _each("{name} [{time}]:\n{words}\n")),
        (
            "noscribe.txt",
            "访谈\n\nTranscribed with noScribe vers. 0.7\nAudio file: a.mp3\n(Language: Chinese)\n\n"
            + _each("{name}: [{time}] {words}\n"),
        ),
        ("easytranscript.txt", _each("#{time}-0# {name}: {words}")),
        ("x.md", _each("**{name}** ({time}): {words}\n")),
        ("a.otr", json.dumps({"text": OTR, "media": "a.mp3", "media-time": 1})),
        ("改名的.txt", "WEBVTT\n\n" + _each("{time}.000 --> {time}.900\n<v {name}>{words}</v>\n")),
        ("旧版teams.txt", _each("{time}.0 --> {time}.9\n{name}\n{words}\n")),
        ("audacity.txt", "1.0\t2.0\t[[李明]]够吗？\n5.0\t6.0\t[[王芳]]不够：10:30 才下班。\n9.0\t9.5\t[[李明]]还有？"),
        ("nvivo.txt", "Timespan,Content,Speaker\n#0:01.0#,够吗？,李明\n5,不够：10:30 才下班。,王芳\n0009,还有？,李明"),
    ],
)  # fmt: skip
def test_forms_with_times(tmp_path: Path, name: str, content: str) -> None:
    """Who, when and what, also of one who speaks only once; the roles are one question at most."""
    parsed = taken(tmp_path, name, content)

    assert said(parsed) == WANTED
    assert starts(parsed) == STARTS
    assert roles(parsed) == [ASKS, SAYS, ASKS]
    assert [one.code for one in parsed.problems if one.code.startswith("roles")] == [
        "roles_guessed"
    ]


def test_end_stamps(tmp_path: Path) -> None:
    """f4 writes when a turn ended, in RTF with western letters: that is no time of its start."""
    content = (
        b"{\\rtf1\\ansi\\ansicpg1252 I: Wie geht es? #00:00:03-0#\\par "
        b"B: Sch\\'f6n. #00:00:09-8#\\par I: Und? #00:00:12-2#\\par }"
    )

    parsed = taken(tmp_path, "f4.rtf", content)

    assert said(parsed) == [("I", "Wie geht es?"), ("B", "Schön."), ("I", "Und?")]
    assert starts(parsed) == [None, None, None]
    assert roles(parsed) == [ASKS, SAYS, ASKS]


def test_tencent_json(tmp_path: Path) -> None:
    """Paragraphs of sentences of words, times in milliseconds."""
    paragraphs = [
        {
            "start_time": start,
            "end_time": start + 500,
            "sentences": [{"words": [{"text": letter} for letter in words]}],
            "speaker_info": {"username": name},
        }
        for (name, words), start in zip(WANTED, STARTS, strict=True)
    ]

    parsed = taken(tmp_path, "x.json", json.dumps({"minutes": {"paragraphs": paragraphs}}))

    assert said(parsed) == WANTED
    assert starts(parsed) == STARTS


def test_whisper_cpp_json(tmp_path: Path) -> None:
    """Another program's JSON of the same model."""
    content = {"transcription": [{"offsets": {"from": 1000, "to": 2000}, "text": " 够吗？"}]}

    parsed = taken(tmp_path, "x.json", json.dumps(content))

    assert said(parsed) == [("", "够吗？")]
    assert starts(parsed) == [1000]


def test_names_with_commas_and_colons(tmp_path: Path) -> None:
    """Teams writes names as the directory has them; two voices may share a cue."""
    content = (
        "WEBVTT\n\n0b-1/9-0\n00:01.000 --> 00:03.000\n<v Müller, Anna (Extern)>Hallo?</v>\n\n"
        "0b-1/9-1\n00:04.000 --> 00:05.000\n<v Li: Ming>Ja.</v>\n<v Müller, Anna (Extern)>Und?</v>\n"
    )

    assert said(taken(tmp_path, "x.vtt", content)) == [
        ("Müller, Anna (Extern)", "Hallo?"),
        ("Li: Ming", "Ja."),
        ("Müller, Anna (Extern)", "Und?"),
    ]


def test_tei(tmp_path: Path) -> None:
    """Names and the role from the list of persons, times from the time line, no notes."""
    parsed = taken(tmp_path, "x.xml", TEI)

    assert said(parsed) == [("Li, Anna", "Enough? (laughs)"), ("Tom", "No.")]
    assert starts(parsed) == [1000, 3500]
    assert roles(parsed) == [ASKS, SAYS]
    assert parsed.problems == ()


def test_tei_speeches(tmp_path: Path) -> None:
    """The form of plays, which some archives use."""
    assert said(taken(tmp_path, "x.xml", RISE.format("访谈员", "受访者"))) == [
        ("访谈员", "够吗？"),
        ("受访者", "不够。"),
    ]


def test_elan(tmp_path: Path) -> None:
    """What was said by time; the words below a tier of numbers; other tiers are named."""
    parsed = taken(tmp_path, "x.eaf", EAF)

    assert said(parsed) == [("访谈员", "够吗？"), ("王芳", "不够。")]
    assert starts(parsed) == [1000, 2000]
    assert dropped(parsed) == [("tier", "en@a: 1 × Enough?"), ("tier", "ref@b: 1 × B.001")]


def test_chat(tmp_path: Path) -> None:
    """Main lines with their continuation and times; the investigator asks."""
    parsed = taken(tmp_path, "x.cha", CHAT)

    assert said(parsed) == [("INV", "how (.) are you ?"), ("PAR", "fine ."), ("INV", "and ?")]
    assert starts(parsed) == [10, 700, None]
    assert roles(parsed) == [ASKS, SAYS, ASKS]
    assert ("tier", "%mor: adv|how") in dropped(parsed)


def test_html(tmp_path: Path) -> None:
    """By the page's own encoding; scripts are not text, a title and pictures are named."""
    content = (
        "<html><head><meta charset='gb2312'><title>访谈一</title><script>var a</script></head><body>"
        "<p><b>访谈员</b>：够吗？</p><p><b>受访者</b>：不够，<br>人手<i>也</i>紧。</p><img></body></html>"
    )

    parsed = taken(tmp_path, "x.html", content.encode("gb18030"))

    assert said(parsed) == [("访谈员", "够吗？"), ("受访者", "不够，\n人手也紧。")]
    assert dropped(parsed) == [("page_title", "访谈一"), ("picture", "× 1")]


def test_html_table(tmp_path: Path) -> None:
    """A row a turn."""
    rows = "".join(
        f"<tr><td>{name}<td>0:0{start // 1000}<td>{words}"
        for (name, words), start in zip(WANTED, STARTS, strict=True)
    )

    parsed = taken(tmp_path, "x.htm", f"<table><tr><th>说话人<th>时间<th>内容{rows}</table>")

    assert said(parsed) == WANTED
    assert starts(parsed) == STARTS


def _teams_docx(*, old: bool) -> bytes:
    made, whole = docx.Document(), io.BytesIO()
    for line in ("Talk-20260102", "2. Januar 2026, 10:00AM", "Müller, Anna started transcription"):
        made.add_paragraph(line)
    for name, time, words in (("Müller, Anna", 1, "Hallo?"), ("Li Ming", 5, "Ja."), ("Müller, Anna", 9, "Und?")):  # fmt: skip
        paragraph = made.add_paragraph()
        if old:
            paragraph.add_run(f"0:0:{time}.0 --> 0:0:{time}.9\n{name}\n{words}")
        else:
            paragraph.add_run(name).bold = True
            paragraph.add_run(f"   0:0{time}\n{words}")
    made.save(whole)
    return whole.getvalue()


@pytest.mark.parametrize("old", [False, True])
def test_teams_docx(tmp_path: Path, *, old: bool) -> None:
    """A bold name with its time, and the older blocks of time, name and words."""
    parsed = taken(tmp_path, "x.docx", _teams_docx(old=old))

    assert said(parsed) == [
        ("Müller, Anna", "Hallo?"),
        ("Li Ming", "Ja."),
        ("Müller, Anna", "Und?"),
    ]
    assert starts(parsed) == STARTS


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("坏.xml", "<TEI>", "not_xml"),
        ("别的.xml", "<a/>", "not_xml"),
        ("坏.eaf", "<TEI/>", "not_xml"),
        ("空.eaf", "<ANNOTATION_DOCUMENT/>", "no_words"),
        ("坏.cha", "@Begin\n@End\n", "not_chat"),
        ("坏.otr", '{"text": 3}', "not_subtitles"),
        ("空.html", "<script>x</script>", "no_words"),
        ("深.json", "[" * 100_000, "not_subtitles"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, content: str, code: str) -> None:
    """One sentence in each language that names the file."""
    with pytest.raises(CoderError) as caught:
        taken(tmp_path, name, content)

    assert caught.value.code == code
    assert all(name in caught.value.say(language) for language in ("zh", "en"))


def test_html_headings(tmp_path: Path) -> None:
    """A heading between turns is nobody's words."""
    content = "<h1>访谈</h1><p>问：够吗？</p><p>答：不够。</p><h2>压力</h2><p>问：累吗？</p><p>答：还行。</p>"

    parsed = taken(tmp_path, "x.html", content)

    assert said(parsed) == [("问", "够吗？"), ("答", "不够。"), ("问", "累吗？"), ("答", "还行。")]
    assert [(one.reason, one.text) for one in parsed.dropped] == [
        ("before_first_turn", "访谈"),
        ("heading", "压力"),
    ]

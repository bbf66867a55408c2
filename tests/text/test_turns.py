"""Who speaks when: forms of labels, roles, and no character lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.model import Role
from coder.text.turns import find_turns, milliseconds

ASKS, SAYS = Role.INTERVIEWER, Role.INTERVIEWEE


def turns(text: str, **options: object) -> list[tuple[str, Role, str]]:
    """(speaker, role, words) of every turn."""
    found = find_turns(text, **options)  # type: ignore[arg-type]
    return [(one.speaker, one.role, text[one.start : one.end]) for one in found.turns]


@pytest.mark.parametrize(
    "text",
    [
        "访谈员：够吗？\n受访者：不够。",
        "访谈员: 够吗？\n受访者: 不够。",
        "访谈员：\n够吗？\n\n受访者：\n不够。",
        "【访谈员】够吗？\n【受访者】不够。",
        "[访谈员] 够吗？\n[受访者] 不够。",
        "**访谈员：** 够吗？\n\n**受访者：** 不够。",
        "访谈员（00:01）：够吗？\n受访者（00:05）：不够。",
        "访谈员(00:00:01): 够吗？\n受访者(00:00:05): 不够。",
        "访谈员 00:01\n够吗？\n\n受访者 00:05\n不够。",
        "00:01 访谈员：够吗？\n00:05 受访者：不够。",
        "　　访谈员：够吗？\n　　受访者：不够。",
    ],
)
def test_the_forms_of_labels(text: str) -> None:
    """Half and full width, brackets, bold, times before and after, on a line of their own."""
    assert turns(text) == [("访谈员", ASKS, "够吗？"), ("受访者", SAYS, "不够。")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("问", "答"),
        ("Q", "A"),
        ("Interviewer", "Participant"),
        ("采访者", "被访者"),
        ("主持人", "王科长"),
        ("I", "R"),
    ],
)
def test_words_for_roles(one: str, other: str) -> None:
    """The label that asks is known in both languages; who is left answers."""
    text = "".join(f"{one}：够吗？\n{other}：不够。\n" for _ in range(2))

    assert [role for _, role, _ in turns(text)] == [ASKS, SAYS] * 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("访谈者：", "受访者："),
        ("问：", "答："),
        ("Q：", "A："),
        ("【访谈者】", "【受访者】"),
        ("说话人1 00:03\n", "说话人2 00:05\n"),
        ("采访人：", "王老师："),
        ("I1：", "R1："),
        ("访谈员（女）：", "受访者（男）："),
        ("Interviewer: ", "Mary: "),
        ("I: ", "P: "),
        ("INT: ", "RESP: "),
        ("[Researcher] ", "[Participant 3] "),
        ("Speaker 1 (00:12): ", "Speaker 2 (00:15): "),
        ("Anna: ", "Ben: "),
    ],
)
def test_styles_in_the_wild(one: str, other: str) -> None:
    """Fourteen ways to write who speaks: the one who begins and asks is the interviewer."""
    text = "\n".join([f"{one}够吗？", f"{other}不够。", f"{one}为什么？", f"{other}没钱。"])

    found = turns(text)

    assert [role for _, role, _ in found] == [ASKS, SAYS, ASKS, SAYS]
    assert [words for _, _, words in found] == ["够吗？", "不够。", "为什么？", "没钱。"]


def test_unnamed_roles_are_guessed_and_said() -> None:
    """Who begins and asks is the interviewer; a warning tells it."""
    text = "说话人1：做几年了？\n说话人2：十年。\n说话人1：累吗？\n说话人2：累。\n"

    found = find_turns(text)

    assert [turn.role for turn in found.turns] == [ASKS, SAYS, ASKS, SAYS]
    assert [problem.code for problem in found.problems] == ["roles_guessed"]


def test_the_users_roles_win() -> None:
    """Over what the label says, and without a warning."""
    text = "甲：先说吧。\n乙：是吗？\n甲：是。\n乙：好？\n"

    roles = {"甲": ASKS, "乙": SAYS}
    assert [role for _, role, _ in turns(text, roles=roles)] == [ASKS, SAYS, ASKS, SAYS]
    assert find_turns(text, roles=roles).problems == ()


def test_the_front_matters_interviewer() -> None:
    """A name, or a surname with a title, asks."""
    text = "周老师：够吗？\n小何：不够。\n周老师：真的？\n小何：真的。\n"

    assert [role for _, role, _ in turns(text, interviewer="周明")] == [ASKS, SAYS, ASKS, SAYS]


def test_colons_in_speech_are_no_labels() -> None:
    """A time, a ratio, or one word before a colon begins no turn."""
    text = "访谈员：几点？\n受访者：我说三点：第一，钱。\n比例是 3:7，10:30 开会。\n注意：要早。\n"

    assert turns(text)[1:] == [
        ("受访者", SAYS, "我说三点：第一，钱。\n比例是 3:7，10:30 开会。\n注意：要早。")
    ]


def test_paragraphs_without_labels_go_on() -> None:
    """A turn of several paragraphs is one turn."""
    text = "访谈员：讲讲？\n受访者：第一段。\n\n第二段。\n访谈员：还有？\n受访者：没有。\n"

    assert turns(text)[1] == ("受访者", SAYS, "第一段。\n\n第二段。")


def test_without_speakers_everything_is_the_interviewees() -> None:
    """Each paragraph a turn, and a warning."""
    found = find_turns("第一段话，没有人名。\n\n第二段话。\n")

    assert [(turn.speaker, turn.role) for turn in found.turns] == [("", SAYS)] * 2
    assert [problem.code for problem in found.problems] == ["no_speakers"]


def test_heading_and_closing_note_are_dropped_by_name() -> None:
    """What stands before the first turn and what the speech-to-text tool adds is nobody's."""
    text = "录音_2023\n\n说话人1 00:05\n够吗？\n\n说话人2 00:31\n不够。\n\n以上内容由AI生成，仅供参考\n"

    found = find_turns(text)

    dropped = {reason: text[start:end].strip() for start, end, reason in found.dropped}
    assert dropped == {"before_first_turn": "录音_2023", "footer": "以上内容由AI生成，仅供参考"}
    assert [text[t.start : t.end] for t in found.turns] == ["够吗？", "不够。"]


@pytest.mark.parametrize(
    ("clock", "wanted"),
    [
        ("00:05", 5_000),
        ("1:02:03", 3_723_000),
        ("01:02:03.5", 3_723_500),
        ("00：31", 31_000),
        ("没有", None),
    ],
)
def test_clocks(clock: str, wanted: int | None) -> None:
    """Times as tools write them, in milliseconds."""
    assert milliseconds(clock) == wanted


LINES = st.sampled_from(
    [
        "访谈员：够吗？",
        "受访者：不够。𠮷😀",
        "说话人1 00:05",
        "说话人2 00:07",
        "【王】好。",
        "没有名字的一段。",
        "  ",
        "",
        "---",
        "# 标题",
        "00:12",
        "受访者：",
        "A: yes.",
        "B：no…",
        "**甲：** 粗体",
        "（笑）",
        "以上内容由AI生成",
        "1:2：3",
        "：",
        "a\tb\tc",
    ]
)


@given(st.lists(LINES, max_size=14), st.sampled_from(["\n", "\n\n"]))
def test_every_character_is_kept_or_named(lines: list[str], between: str) -> None:
    """Each non-white character is a turn's, its label's, or in one named drop; in order, once."""
    text = between.join(lines)

    found = find_turns(text)

    owner = [0] * len(text)
    for turn in found.turns:
        begin = turn.label_start
        assert 0 <= begin <= turn.start <= turn.end <= len(text)
        for at in range(begin, turn.end):
            owner[at] += 1
    for start, end, reason in found.dropped:
        assert reason
        for at in range(start, end):
            owner[at] += 1
    lost = {(at, text[at]) for at, count in enumerate(owner) if not count and text[at].strip()}
    twice = {(at, text[at]) for at, count in enumerate(owner) if count > 1 and text[at].strip()}
    assert (lost, twice) == (set(), set())
    assert [turn.start for turn in found.turns] == sorted(turn.start for turn in found.turns)


@pytest.mark.parametrize(
    "text",
    [
        "1、访谈员：够吗？\n2、受访者：不够。",
        "12  访谈员：够吗？\n13  受访者：不够。",
        "- 访谈员：够吗？\n- 受访者：不够。",
        "> **访谈员**：够吗？\n\n> **受访者**：不够。",
        "<访谈员>够吗？\n<受访者>不够。",
        "（访谈员）够吗？\n（受访者）不够。",
        "《访谈员》：够吗？\n《受访者》：不够。",
        "访谈员\u3000够吗？\n受访者\u3000不够。",
        "访谈员\u200b：\xa0够吗？\n\ufeff受访者\xa0：不够。",
        "访谈员︰够吗？\n受访者∶不够。",
        "访谈员：够吗？受访者：不够。\n",
        "2024-03-05 14:22:10 访谈员\n够吗？\n\n2024-03-05 14:23:10 受访者\n不够。",
        "访谈员 2024/3/5 14:22\n够吗？\n\n受访者 2024/3/5 14:23\n不够。",
        "[05/03/2024, 14:22:10] 访谈员: 够吗？\n[05/03/2024, 14:23:10] 受访者: 不够。",
        "05/03/2024, 14:22 - 访谈员: 够吗？\n05/03/2024, 14:23 - 受访者: 不够。",
        "访谈时间：2024年3月5日\n受访者编号：07\n访谈员：够吗？\n受访者：不够。",
    ],
)
def test_labels_as_people_write_them(text: str) -> None:
    """Numbers, bullets, quotations, other brackets, what cannot be seen, chats, two turns in a line."""
    found = [turn for turn in turns(text) if turn[0] in ("访谈员", "受访者")]

    assert found == [("访谈员", ASKS, "够吗？"), ("受访者", SAYS, "不够。")]


def test_a_comma_in_the_brackets_of_a_label() -> None:
    """Sex and age beside a name are part of it."""
    one, other = "李华（访谈者）", "张主任（受访者，男，45岁）"
    text = f"{one}：够吗？\n{other}：不够。\n{one}：还有？\n{other}：没有。"

    assert turns(text)[:2] == [(one, ASKS, "够吗？"), (other, SAYS, "不够。")]


def test_the_day_of_a_chat_is_no_moment_of_a_recording() -> None:
    """14:22 on a day is not 14 minutes into a recording."""
    text = "张三 2024-03-05 14:22:10\n够吗？\n\n李四 2024-03-05 14:23:10\n不够。"

    assert [turn.start_ms for turn in find_turns(text).turns] == [None, None]


@pytest.mark.parametrize("slip", ["；", " ", ";"])
def test_a_slip_of_the_finger_for_the_colon(slip: str) -> None:
    """A label in use is one with a semicolon or a blank behind it, too."""
    text = f"访谈员：够吗？\n受访者：不够。\n访谈员{slip}还有？\n受访者：没有。"

    assert turns(text)[2:] == [("访谈员", ASKS, "还有？"), ("受访者", SAYS, "没有。")]


@pytest.mark.parametrize(
    "line",
    ["【笑】也没什么。\n【笑】真的。", "（笑）对。\n（笑）对。", "2010年：修路。\n2012年：通水。", "1. 经费：不够。\n2. 人手：不够。"],
)  # fmt: skip
def test_what_only_looks_like_a_label(line: str) -> None:
    """Laughter, years and numbered points are part of the talk."""
    text = f"访谈员：够吗？\n受访者：不够。\n{line}\n访谈员：还有？\n受访者：没有。"

    assert turns(text)[1] == ("受访者", SAYS, f"不够。\n{line}")


def test_days_of_field_notes_are_no_speakers() -> None:
    """A heading with day and time, each once."""
    text = "2024-03-05 14:22 到村委会\n在门口等。\n\n2024-03-06 09:00 走访农户\n收成不好。"

    assert find_turns(text).form == "none"


def test_parts_of_a_guide_are_headings() -> None:
    """Between turns they are nobody's words; the points of an answer are its own."""
    text = (
        "一、基本情况\n问：您好？\n答：好。\n二、工作压力\n问：有哪些？\n答：三条。\n"
        "一、按时上报\n二、定期走访\n问：还有？\n答：没有。"
    )

    found = find_turns(text)

    assert [one[2] for one in turns(text)][1:4:2] == ["好。", "三条。\n一、按时上报\n二、定期走访"]
    reasons = [(text[start:end], reason) for start, end, reason in found.dropped]
    assert reasons == [("一、基本情况", "before_first_turn"), ("二、工作压力", "heading")]


def test_headings_that_a_word_processor_knows() -> None:
    """A line that is styled as a heading is nobody's words at the end of a turn."""
    text = "问：您好？\n答：好。\n压力从哪里来\n问：累吗？\n答：还行。"

    found = find_turns(text, headings={"压力从哪里来"})

    assert [text[one.start : one.end] for one in found.turns] == [
        "您好？",
        "好。",
        "累吗？",
        "还行。",
    ]


def test_questions_by_their_looks() -> None:
    """Where nobody is named, what is in bold asks and the rest answers; it is said."""
    text = "访谈一\n够吗？\n还有呢？\n不够。\n年年不够。\n累吗？\n还行。"

    found = find_turns(text, asked={"够吗？", "还有呢？", "累吗？"})

    said = [(one.speaker, one.role, text[one.start : one.end]) for one in found.turns]
    assert said == [
        ("问", ASKS, "够吗？\n还有呢？"),
        ("答", SAYS, "不够。\n年年不够。"),
        ("问", ASKS, "累吗？"),
        ("答", SAYS, "还行。"),
    ]
    assert [problem.code for problem in found.problems] == ["roles_bold"]
    assert [reason for _, _, reason in found.dropped] == ["before_first_turn"]

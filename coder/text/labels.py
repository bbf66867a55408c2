"""How speakers are written in transcripts: the styles of label lines, and the words for roles.

A style is a regular expression for one line with the groups `label` (the speaker
as written), `time` or `late` (a time stamp before or after it) and `said` (the text after it).
Detect the form, not the vendor: one tool writes several forms, several tools write the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from coder.model import Role

CLOCK = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:[.,]\d{1,3})?"
_SPAN = rf"{CLOCK}(?:\s*(?:-->|[-–~/])\s*{CLOCK})?"
_OPEN, _CLOSE = r"[\[【(（〔<]", r"[\]】)）〕>]"
# A day and the time of it, as chats have it: it says nothing about a recording.
_DAY = (
    r"(?:\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}),?[ \t]*"
    r"(?:(?:星期|周)[一二三四五六日天][ \t]*)?(?:[上下]午|凌晨|中午|晚上)?[ \t]*"
)
_DATED = rf"{_DAY}{CLOCK}(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?"
_BEFORE = (
    rf"(?:(?:{_OPEN}?(?P<day>{_DATED}){_CLOSE}?(?:\s*[-–](?=\s))?|"
    rf"{_OPEN}(?P<time>{_SPAN}){_CLOSE}|(?P<bare>{_SPAN})|"
    r"#(?P<hash>\d{2}:\d{2}:\d{2}(?:-\d)?)#)\s*)?"
)
_BARRED = r"\s:：，。！？；,!?;“”\"「」『』…*\[\]【】<>|#"
_NAME = rf"[^{_BARRED}](?:[^{_BARRED}]|[ \u3000\xa0]){{0,39}}?(?:[(（][^()（）:：\n]{{1,30}}[)）])?"
_COLON = r"(?:[:：︰﹕∶](?!\d)|(?<!\d)[:：︰﹕∶])"
_BLANK = r"[ \t\u3000\xa0]"
# Bounded, as two that may be empty side by side take the square of their length to fail.
_GAP, _ROOM, _SOME = r"\s{0,30}", rf"{_BLANK}{{0,30}}", rf"{_BLANK}{{1,30}}"
_BOLD = r"\*{0,3}"
_MARK = rf"(?:#{{1,6}}[ \t]+)?{_BOLD}"

_ZH_ASKING = (
    "访谈员|访谈者|访谈人|访谈人员|采访者|采访人|采访员|访问者|访问员|访问人|主持人|主持|记者|调查员|"
    "调查者|调研员|调研者|调研人员|研究者|研究员|研究人员|提问者|提问人|提问|问者|问|访|采访|笔者|督导"
)
_ZH_ANSWERING = (
    "受访者|受访人|受访员|受访对象|受访|被访者|被访人|被访谈者|被访谈人|被访对象|被采访者|被采访人|被调查者|"
    "访谈对象|采访对象|调研对象|回答者|回答人|回答|答者|答|嘉宾|被试|来访者|参与者|参加者|成员|学员"
)
CLEAR_ROLES = frozenset(
    word for word in f"{_ZH_ASKING}|{_ZH_ANSWERING}".split("|") if len(word) > 2
)
_EN_ASKING = (
    "interviewer|interviewers|int|intv|iver|i|q|question|questioner|researcher|research|"
    "moderator|mod|facilitator|host|reporter|investigator|inv|ir|interv|ra"
)
_EN_ANSWERING = (
    "interviewee|interviewees|respondent|resp|participant|part|a|answer|r|p|ie|informant|"
    "guest|subject|narrator|befr|befragte|befragter|pt"
)
_EN_LONG = "[Ii]nterviewer|[Ii]nterviewee|[Rr]espondent|[Pp]articipant|[Mm]oderator|[Rr]esearcher"
_NUMBER = r"[\s._-]*(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,2}|"
_NUMBER += r"(?<=[\s._\u4e00-\u9fff-])[A-Za-z甲乙丙丁])?\.?"
_BRACKETS = r"(?:\s*[(（][^()（）]{0,20}[)）])?"

# What numbers or marks a line before its label: 1、问：… · 12  访谈者：… · - 访谈者：… · > 访谈者：…
_COUNT = (
    r"(?P<count>[((（]?\d{1,4}\s*[.、．)）][ \t]*|[>\-•·●○▪◆■➢][ \t]+|"
    rf"\d{{1,4}}[ \t]+(?=(?:{_ZH_ASKING}|{_ZH_ANSWERING}|{_EN_LONG})))?"
)

STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        # 访谈员：… · [00:12] 张三：… · 李明(00:00:12): … · **Name** (T): … · S01: [00:12] … · 1、问：…
        "colon",
        re.compile(
            rf"{_COUNT}{_BEFORE}{_MARK}(?P<label>{_NAME}){_GAP}{_BOLD}{_GAP}"
            rf"(?:{_OPEN}(?P<late>{_SPAN}){_CLOSE}{_GAP})?{_BOLD}{_COLON}{_ROOM}{_BOLD}"
            rf"(?:{_GAP}{_OPEN}(?P<later>{_SPAN}){_CLOSE})?{_BOLD}{_ROOM}(?P<said>.*)"
        ),
    ),
    (
        # 【访谈者】… · [Researcher] … · [SPEAKER_00]: … · [Researcher] (00:12) …
        "bracket",
        re.compile(
            rf"{_COUNT}{_BEFORE}{_BOLD}[\[【〔](?P<label>{_NAME})[\]】〕]{_BOLD}{_GAP}"
            rf"(?:{_OPEN}(?P<late>{_SPAN}){_CLOSE}{_GAP})?[:：]?{_BOLD}{_ROOM}(?P<said>.*)"
        ),
    ),
    (
        # （问）… · <访谈员>… · 《访谈员》：…: only words for roles, as （笑） is written so too
        "paren",
        re.compile(
            rf"{_COUNT}{_BEFORE}{_BOLD}[(（<《](?P<label>{_NAME})[)）>》]{_BOLD}{_GAP}"
            rf"(?:{_OPEN}(?P<late>{_SPAN}){_CLOSE}{_GAP})?[:：]?{_BOLD}{_ROOM}(?P<said>.*)"
        ),
    ),
    (
        # 说话人1 00:23 and 名字 (10:02), the text in the next lines; in chats 名字 2024-03-05 14:22
        "own_line",
        re.compile(
            rf"{_MARK}(?P<label>{_NAME}){_BOLD}"
            rf"(?:{_SOME}(?P<day>{_DATED})|{_SOME}(?P<time>{_SPAN})|{_GAP}{_OPEN}(?P<late>{_SPAN}){_CLOSE})"
            rf"{_BOLD}{_ROOM}(?P<said>)"
        ),
    ),
    (
        # 李明(00:12) …
        "time_after",
        re.compile(
            rf"{_MARK}(?P<label>{_NAME}){_BOLD}{_GAP}{_OPEN}(?P<late>{_SPAN}){_CLOSE}{_BOLD}"
            rf"{_ROOM}(?P<said>.*)"
        ),
    ),
    (
        # 00:23 说话人1, the text in the next lines
        "time_first",
        re.compile(
            rf"(?:{_OPEN}(?P<time>{_SPAN}){_CLOSE}{_GAP}|(?P<day>{_DATED})\s+|(?P<bare>{_SPAN})\s+)"
            rf"{_MARK}(?P<label>{_NAME}){_BOLD}{_ROOM}(?P<said>)"
        ),
    ),
    (
        # 访谈员<tab>… · 问　… · Name — …
        "gap",
        re.compile(
            rf"{_BEFORE}{_MARK}(?P<label>{_NAME}){_BOLD}(?:\t+|\u3000+| {{2,}}|{_GAP}——{_GAP}|\s+[—–-]\s+)(?P<said>.*)"
        ),
    ),
    (
        # the label alone in its paragraph, the text in the next ones
        "own_paragraph",
        re.compile(rf"{_MARK}(?P<label>{_NAME}){_BOLD}{_ROOM}(?P<said>)"),
    ),
)


def exact(labels: Collection[str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Styles for *labels* that hold signs which no other style takes for part of a name."""
    odd = [label for label in labels if label and not re.fullmatch(_NAME, label)]
    if not odd:
        return ()
    label = f"(?P<label>{_any(odd)})"
    return (
        ("colon", re.compile(rf"{_BEFORE}{label}{_GAP}[:：]{_ROOM}(?P<said>.*)")),
        ("own_line", re.compile(rf"{label}{_SOME}(?P<time>{_SPAN}){_ROOM}(?P<said>)")),
    )


def spoken_names(labels: Collection[str]) -> tuple[str, re.Pattern[str]]:
    """The style for *labels* that are known (bold in a word processor), a blank behind them."""
    return "gap", re.compile(rf"(?P<label>{_any(labels)}){_SOME}(?!{CLOCK})(?P<said>\S.*)")


def slips(labels: Collection[str]) -> re.Pattern[str]:
    """Lines that begin with one of *labels* and a slip of the finger for the colon."""
    return re.compile(rf"(?P<label>{_any(labels)})(?:{_GAP}[;；]|{_SOME})(?P<said>.*)")


def amid(labels: Collection[str]) -> re.Pattern[str]:
    """One of *labels* with its colon behind the end of a sentence: a turn within a line."""
    return re.compile(rf"(?<=[。！？!?…；;”’」』）)]){_ROOM}(?:{_any(labels)}){_GAP}[:：](?!\d)")


def _any(labels: Collection[str]) -> str:
    return "|".join(re.escape(one) for one in sorted(labels, key=len, reverse=True))


# A line that is nothing but a time: whisper's console, and stamps on lines of their own.
STAMP = re.compile(rf"(?:{_OPEN}(?P<time>{_SPAN}){_CLOSE}|(?P<bare>{_SPAN}))")
CUE = re.compile(rf"\[(?P<time>{CLOCK}\s*-->\s*{CLOCK})\][ \t]+(?P<said>.*)")
# f4 and f5 put the end of the turn behind it.
END_STAMP = re.compile(r"[ \t]*#\d{2}:\d{2}:\d{2}-\d#[ \t]*")


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{words}){_NUMBER}{_BRACKETS}", re.IGNORECASE)


ROLE_WORDS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.INTERVIEWER, _whole(f"{_ZH_ASKING}|{_EN_ASKING}")),
    (Role.INTERVIEWEE, _whole(f"{_ZH_ANSWERING}|{_EN_ANSWERING}")),
)
# Traditional characters in words for roles are read as their simplified ones.
SIMPLE = str.maketrans(
    "訪談員採問記調對發話講說説參與賓來學試筆導", "访谈员采问记调对发话讲说说参与宾来学试笔导"
)
# Longer words also decide with a name behind them (访谈员小周) or in brackets (李明（受访者）).
ROLE_STEMS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        Role.INTERVIEWER,
        re.compile(
            r"访谈[员者]|采访[者人员]|访问[者员]|主持人|interviewer|moderator", re.IGNORECASE
        ),
    ),
    (
        Role.INTERVIEWEE,
        re.compile(r"受访[者人]|被[采访谈]{1,2}[者人]|interviewee|respondent", re.IGNORECASE),
    ),
)
TITLES = re.compile(r"(?:老师|博士|教授|访谈员?|记者|研究员|调查员|同学)")
# 他说：… tells of a talk, it does not begin a turn.
TELLING = re.compile(r".*(?:说|道|表示|认为|想|讲|问我|回答我|says|said)", re.IGNORECASE)
# 2010年：… and 第一：… tell of times and points.
WHEN = re.compile(r"\d{1,4}\s*[年月日点]|第[一二三四五六七八九十\d]+(?!组)")
ASKS = re.compile(r"[？?]|(?:吗|呢|么|什么|怎么样|如何|多少|几个|哪些|哪里|为什么)[。.\s]*$")
# Labels that name a voice and no role: speech-to-text tools, anonymised transcripts.
VOICES = re.compile(
    rf"(?:说话人|发言人|讲话人|发言者|说话者|讲者|speaker|spk|voice|unknown speaker)"
    rf"{_NUMBER}{_BRACKETS}|speaker[_ ]\d+|S\d{{1,2}}",
    re.IGNORECASE,
)
# What stands before a colon at the start of a line and speaks to nobody.
NO_SPEAKERS = frozenset(
    "note notes nb ps http https ftp www date time place location title file audio file subject "
    "keywords summary keywords speakers duration language email tel example e.g i.e transcript "
    "注 注意 备注 说明 附注 时间 日期 地点 访谈时间 访谈日期 访谈地点 访谈方式 访谈主题 访谈编号 采访时间 采访地点 "
    "录音时间 录音时长 时长 标题 题目 主题 编号 文件名 关键词 关键字 摘要 总结 纪要 整理人 整理时间 转录人 "
    "记录人 背景 性别 年龄 职业 学历 职务 单位 第一 第二 第三 第四 首先 其次 再次 最后 一是 二是 三是 "
    "记录 录音 录音编号 录音文件 转录 整理 校对 审核 姓名 受访者编号 被访者编号 访谈对象编号 文化程度 教育程度 婚姻状况 工龄 "
    "工作年限 民族 籍贯 联系方式 联系电话 访谈时长 访谈目的 访谈背景 访谈提纲 会议时间 会议地点 会议主题 创建时间 文字记录 "
    "比如 比如说 例如 譬如 结论 结果 原因 问题 总之 另外 还有 电话 邮箱 网址 来源 参会人 与会人 出席".split()
)
FOOTERS = re.compile(
    r"(?:以上)?内容(?:均)?由\s*AI\s*(?:自动)?生成.*|(?:以上内容)?由?AI生成.*仅供参考.*|.*(?:转写|转录)由.{1,20}(?:提供|生成).*|"
    r"Transcribed (?:by|with) .*|.{1,60} stopped transcription|"
    r"(?:Meeting|Transcription) ended after .{1,30}|"
    r"[（(【\[]?(?:本次)?(?:访谈|采访|录音|对话|转写)(?:到此)?(?:结束|完毕|完)[)）】\]]?[。.]?|"
    r"[（(【\[]?(?:全文完|完|end(?: of (?:interview|transcript|recording))?)[)）】\]]|"
    r"-*\s*end of (?:interview|transcript|recording)\s*-*\.?",
    re.IGNORECASE,
)
RULES = re.compile(r"(?:[-*_=~—]\s*){3,}")
HEADINGS = re.compile(r"#{1,6}[ \t]+\S.*")
# 一、基本情况 · 第二部分 工作压力: a part of the guide, where such lines come one by one between turns.
SECTIONS = re.compile(
    r"(?:第[一二三四五六七八九十]{1,2}(?:部分|章|节)|[一二三四五六七八九十]{1,2}[、.．])\s*[^。！？!?…，,；;：:]{2,24}"
)

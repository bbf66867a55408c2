"""The words of the command line: (Chinese, English)."""

from __future__ import annotations

from coder.errors import language

HELP: dict[str, tuple[str, str]] = {
    "about": (
        "访谈编码：从访谈稿到经过人工复核的主题频次表。全部在本机运行。",
        "Interview Coder: from transcripts to a reviewed theme frequency table. All on this machine.",
    ),
    "usage": ("{verb}：用法不对（{message}）。加 --help 看用法。", "{verb}: wrong usage ({message}). See --help."),
    "disk": ("{file} 读写失败（{reason}）：请检查它是否存在、能否读写后再试；此前保存的内容都在。", "{file} could not be read or written ({reason}): check that it is there and that you may use it, then try again; what was saved before is kept."),
    "unforeseen": ("程序内部出错（{reason}），这一步没有完成，此前保存的内容都在：请设环境变量 {debug}=1 再运行一次，把显示的内容报告给开发者。", "The program failed ({reason}) and this step was not finished; what was saved before is kept: run it again with the environment variable {debug}=1 and report what it shows."),
    "options": ("选项", "options"),
    "arguments": ("参数", "arguments"),
    "stopped": ("已停止；此前保存的内容都在。", "Stopped; what was saved before is kept."),
    "verb": ("命令", "verb"),
    "part": ("子命令", "part"),
    "lang": ("输出语言，zh 或 en", "language of the output, zh or en"),
    "json": ("以 JSON 输出结果", "print the result as JSON"),
    "study": ("研究项目文件夹，默认为当前文件夹", "the study's folder, by default the current one"),
    "new": ("新建一个空的研究项目，附带写好注释的码本", "make an empty study with a commented codebook"),
    "new.folder": ("新项目的文件夹", "folder of the new study"),
    "import": ("读入访谈稿，逐个文件报告读到、略去和存疑的内容", "read transcripts; report per file what was read, dropped and doubted"),
    "import.paths": ("要复制进 interviews/ 的文件；不写则读 interviews/ 里的全部", "files to copy into interviews/; none: read all that is there"),
    "import.replace": ("允许替换 interviews/ 里的同名文件", "let a file take the place of one with its name"),
    "import.roles": ("说话人=interviewer、说话人=interviewee 或 文档:说话人=身份", "SPEAKER=interviewer, SPEAKER=interviewee or DOCUMENT:SPEAKER=ROLE"),
    "import.role": ("记住某个说话人的身份，如 说话人1=interviewer 或 D01:老周=interviewee", "remember a speaker's role, as Speaker1=interviewer or D01:Zhou=interviewee"),
    "tag": ("读入新增或改动的内容，更新自动标注，报告变化", "import what is new or changed, bring suggestions up to date, say what changed"),
    "tag.unit": ("片段单位：sentence 句、turn 话轮、paragraph 段；会记住", "unit of segments: sentence, turn or paragraph; remembered"),
    "tag.threshold": ("成为建议所需的把握，0–1；会记住", "confidence that makes a suggestion, 0–1; remembered"),
    "import-codings": ("把别处做好的编码作为某位编码员的决定导入", "take codings made elsewhere as a coder's decisions"),
    "codings.file": ("CSV：document,sentence,code 或 document,start,end,code", "CSV: document,sentence,code or document,start,end,code"),
    "codings.coder": ("编码员姓名", "the coder's name"),
    "codings.partial": ("放不进去的行略过，其余照常导入", "skip the rows that cannot be placed, take the rest"),
    "check": ("检查研究项目是否完好，指出问题和改法", "verify the study's integrity; name what is wrong and the mend"),
    "app": ("在 127.0.0.1 启动浏览器界面", "start the browser app on 127.0.0.1"),
    "app.port": ("端口，默认 8501；被占用时自动换下一个", "port, 8501 by default; the next free one where it is taken"),
    "app.browser": ("不自动打开浏览器", "do not open the browser"),
    "codebook": ("码本：检查、比较、预估影响、改名、合并", "the codebook: check, diff, impact, rename, merge"),
    "codebook.check": ("检查码本，列出全部问题及行列号", "check the codebook; every fault with line and column"),
    "codebook.diff": ("与上次标注时的码本相比，含义改了什么、只是文字改了什么", "against the codebook of the last run: what changed in meaning, what only in wording"),
    "codebook.impact": ("如果改用 FILE 作码本，会多出、减少哪些建议，与哪些人工决定冲突", "what suggestions FILE as the codebook would gain and lose, which decisions it contradicts"),
    "codebook.rename": ("给编码改 id，已有编码随之改变", "give a code another id; codings go along"),
    "codebook.merge": ("把一个编码并入另一个，已有编码随之并入", "let a code go into another; codings go along"),
    "codebook.code": ("编码的 id", "id of the code"),
    "codebook.to": ("新的 id", "its new id"),
    "codebook.into": ("并入的编码的 id", "id of the code that it goes into"),
    "codebook.coder": ("记下是谁改的", "who does it, for the record"),
    "codebook.file": ("码本文件", "codebook file"),
    "codebook.since": ("与哪个版本比较（版本号的前几位）", "the version to compare with (its first characters)"),
    "table": ("主题频次表：材料来源（documents）与参考点（references）", "theme frequency table: documents and references"),
    "table.rows": ("行：code、kind、parent 或 aspect", "rows: code, kind, parent or aspect"),
    "table.columns": ("列：group、document 或任一属性名", "columns: group, document or any attribute"),
    "table.count": ("documents、references、characters、share（占比），可重复；默认前两项并列", "documents, references, characters, share; may be repeated; the first two by default"),
    "table.kind": ("只看某类编码，可重复，如 difficulty", "only codes of this kind; may be repeated"),
    "table.who": ("谁的编码算数：all 全部成立的，reviewed 仅人工复核的", "whose codings count: all that stands, or reviewed by people only"),
    "table.out": ("输出文件，按后缀决定格式：.csv .xlsx .docx .md .tex；不写就显示在屏幕上", "file to write, its form by the suffix: .csv .xlsx .docx .md .tex; none: shown on the screen"),
    "export.out": ("输出文件，按后缀决定格式：.csv .xlsx .json，codebook 也可 .yaml", "file to write, its form by the suffix: .csv .xlsx .json, of the codebook .yaml too"),
    "export": ("把片段、话轮、编码、引文、码本或决定导出成文件", "write segments, turns, codings, quotes, the codebook or decisions to a file"),
    "export.what": ("导出什么，各列见下", "what to export; its columns are below"),
    "quotes": ("引文：按编码、组别、编码员、把握挑选，可让最典型或最多样的排在前面", "quotes by code, group, coder, confidence; the most typical or varied first"),
    "quotes.code": ("只要这个编码的，可重复", "only of this code; may be repeated"),
    "quotes.kind": ("只要这类编码的，可重复", "only of codes of this kind; may be repeated"),
    "quotes.group": ("只要这一组的，可重复", "only of this group; may be repeated"),
    "quotes.document": ("只要这篇访谈的，可重复", "only of this document; may be repeated"),
    "quotes.coder": ("只要这位编码员给的", "only those that this coder gave"),
    "quotes.least": ("机器建议的最低把握，0–1", "least confidence of the tagger's, 0–1"),
    "quotes.order": ("place 按原文次序；typical 最典型的在前；varied 兼顾多样；后两种略去几乎重复的", "place: as in the text; typical: the most typical first; varied: typical and unlike each other; the last two leave out near-duplicates"),
    "quotes.most": ("每个编码最多几条", "how many a code at most"),
    "quotes.out": ("输出文件：.csv .xlsx .json；不写就显示在屏幕上", "file to write: .csv .xlsx .json; none: shown on the screen"),
    "search": ("在全部访谈里检索：繁简不分，英文词形不分，可用 AND、OR、NOT、NEAR/k 和引号", "search all transcripts: either Chinese script, English inflections, AND, OR, NOT, NEAR/k, quotation marks"),
    "search.query": ("要找的词；几个词写在一起就是都要有，“经费 NEAR/8 街道”是相隔不超过 8 个字", "what to look for; several words must all be there; funding NEAR/8 street: at most 8 words between"),
    "search.scope": ("在哪个范围内都要有：sentence 句、turn 话轮", "where all must be there: a sentence or a turn"),
    "search.interviewee": ("只找受访者的话", "only the interviewee's words"),
    "evaluate": ("与标准编码相比：精确率、召回率、F1、kappa，附区间", "score what stands against gold codings: precision, recall, F1, kappa, with intervals"),
    "gold": ("标准编码 CSV，格式同 import-codings", "gold codings, in the form of import-codings"),
}  # fmt: skip

# What argparse says, as regular expressions, and the same in Chinese.
USAGE: dict[str, str] = {
    r"argument (\S+): invalid choice: (.+) \(choose from (.+)\)": "{0} 不能是 {1}，可以是 {2}",
    r"argument (\S+): invalid \w+ value: (.+)": "{0} 应是一个数，不能是 {1}",
    r"argument (\S+): expected one argument": "{0} 后面缺一个值",
    r"argument (\S+): not allowed with argument (\S+)": "{0} 与 {1} 不能同时用",
    r"argument (\S+): ignored explicit argument (.+)": "{0} 后面不能有值 {1}",
    r"the following arguments are required: (.+)": "缺少 {0}",
    r"unrecognized arguments: (.+)": "不认识 {0}",
    r"ambiguous option: (.+) could match (.+)": "{0} 不明确，可能是 {1}",
}


def say(key: str, **values: object) -> str:
    """The words for *key* in the user's language."""
    zh, en = HELP[key]
    return (en if language() == "en" else zh).format(**values)

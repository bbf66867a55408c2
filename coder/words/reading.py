"""How what was read is named, (Chinese, English): how speakers are written, what was left out."""

FORMS: dict[str, tuple[str, str]] = {
    "colon": ("名字后有冒号", "name and colon"),
    "bracket": ("名字在括号里", "name in brackets"),
    "own_line": ("名字和时间自成一行", "name and time on a line of their own"),
    "time_after": ("名字后有时间", "name, then time"),
    "time_first": ("时间在名字前", "time, then name"),
    "gap": ("名字后空一格", "name and a gap"),
    "own_paragraph": ("名字自成一段", "name in a paragraph of its own"),
    "bold": ("粗体的问句", "questions in bold"),
    "cues": ("问答交替", "question and answer marks"),
    "none": ("没有说话人", "no speakers"),
}

DOUBTS: dict[str, tuple[str, str]] = {
    "like_speaker": ("像是一个说话人，当作上一人的话", "looks like a speaker, taken as words"),
    "once": ("这个名字只出现一次", "a name that comes once"),
    "time_inside": ("话里夹着时间", "a time amid the words"),
    "repeated": (
        "同一行出现多次，或是水印",
        "a line that comes again and again, perhaps a watermark",
    ),
}

DROPPED: dict[str, tuple[str, str]] = {
    "before_first_turn": ("第一句话之前", "before the first turn"),
    "heading": ("标题", "heading"),
    "rule": ("分隔线", "rule"),
    "footer": ("落款", "closing note"),
    "empty_turn": ("没有内容的话轮", "turn without words"),
    "time": ("时间", "time"),
    "page_header": ("页眉", "page header"),
    "page_footer": ("页脚", "page footer"),
    "comment": ("批注", "comment"),
    "footnote": ("脚注", "footnote"),
    "text_box": ("文本框", "text box"),
    "picture": ("图片", "picture"),
    "page_title": ("网页标题", "title of the page"),
    "page_number": ("页码", "page number"),
    "watermark": ("水印", "watermark"),
    "tier": ("附属标注层", "tier of annotation"),
    "file_head": ("文件头", "head of the file"),
    "other_column": ("表格的其他列", "another column of the table"),
    "deleted": ("修订中删除的字", "deleted in a revision"),
}

"""What deciding and everything shared can say when something is wrong: (Chinese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "problems_found": ("发现 {count} 个问题。", "{count} problems were found."),
    "not_tagged": (
        "还没有自动标注：请先运行 python -m coder tag（或在“语料”页点“标注”）。",
        "Nothing has been tagged yet: run python -m coder tag (or press “Tag” on the corpus page) first.",
    ),
    "duplicate_document": (
        "编号“{document}”已被 {other} 使用，本文件没有读入：请在文件开头的 id 里换一个编号。",
        "The id “{document}” is taken by {other}, so this file was not taken: give it another id in its front matter.",
    ),
    "no_such_file": (
        "找不到文件 {file}：请检查路径。",
        "There is no file {file}: check the path.",
    ),
    "file_taken": (
        "interviews/ 里已有另一个 {file}，没有覆盖：请把要导入的文件改名，或加 --replace 替换旧文件。",
        "interviews/ already has another {file}, which was not overwritten: rename the new file, or give --replace.",
    ),
    "no_transcripts": (
        "interviews/ 里没有可读的访谈：请放入 {suffixes} 文件后再运行。",
        "There is no transcript in interviews/: put {suffixes} files there and run again.",
    ),
    "file_gone": (
        "文件已不在 interviews/ 里，该访谈退出语料；已有的人工决定都保留，放回文件即恢复。",
        "the file is no longer in interviews/, so the document left the corpus; its decisions are kept and return with the file.",
    ),
    "unknown_code": (
        "码本里没有编码“{code}”{hint}。",
        "The codebook has no code “{code}”{hint}.",
    ),
    "range_outside": (
        "选段 {start}–{end} 超出访谈“{document}”的文字（共 {length} 字）。",
        "The range {start}–{end} lies outside document “{document}” ({length} characters).",
    ),
    "text_differs": (
        "选段的文字与访谈“{document}”现在的文字不一致，这一步没有保存：请刷新页面后重选。",
        "The selected words differ from the present text of “{document}”, so this step was not taken: reload and select again.",
    ),
    "unknown_action": (
        "不认识的操作“{action}”。",
        "Unknown action “{action}”.",
    ),
    "codebook_changed": (
        "codebook.yaml 在你编辑期间被别处改动过，没有保存：请重新载入后再改，你的修改仍在页面上。",
        "codebook.yaml was changed elsewhere while you edited, so nothing was saved: reload and edit again; your changes are still on the page.",
    ),
    "nothing_to_undo": (
        "没有可以撤销的码本操作。",
        "There is no act on the codebook to undo.",
    ),
    "codings_header": (
        "{file} 第 1 行：表头应为 document,sentence,code 或 document,start,end,code，读到的是 {found}。",
        "{file} line 1: the header must be document,sentence,code or document,start,end,code, but is {found}.",
    ),
    "codings_not_placed": (
        "{file} 有 {count} 行放不到访谈里，整个文件都没有导入：请改正下列行，或加 --partial 只导入其余的行。",
        "{count} rows of {file} cannot be placed, and nothing was taken: mend the rows below, or give --partial to take the rest.",
    ),
    "gold_not_placed": (
        "{file} 的 {count} 行全都放不到访谈里，没有可以评分的内容：请确认它是这个项目的标准编码，并改正下列行。",
        "None of the {count} rows of {file} can be placed, so there is nothing to score: check that it belongs to this study, and mend the rows below.",
    ),
    "codings_empty": (
        "{file} 第 1 行表头下面没有内容：请每行写一句和它的编码，没有编码的留空。",
        "{file} has nothing below its header in line 1: write a sentence and its code a line, leaving the code empty where there is none.",
    ),
    "codings_csv": (
        "{file} 第 {line} 行不是合格的 CSV（{reason}），多半是引号没有配对：请改正，或用 Excel、WPS 重新另存为 CSV。",
        "{file}, line {line} is not valid CSV ({reason}), most likely a quotation mark without its pair: mend it, or save it again as CSV from your spreadsheet program.",
    ),
    "no_coder_named": (
        "要记下是谁决定的：请先写上你的姓名或代号。",
        "It is kept who decides: give your name or code first.",
    ),
    "no_coder": (
        "导入 {file} 要知道是谁的编码：请在 --coder 后写上编码员的姓名。",
        "To take {file} it must be known whose codings they are: give the coder's name after --coder.",
    ),
    "unknown_version": (
        "没有唯一一个以“{version}”开头的码本版本：请用 --since 写出其中一个的前几位：{known}。",
        "There is not exactly one codebook version that begins with “{version}”: give --since the first characters of one of {known}.",
    ),
    "file_name_bytes": (
        "文件名里有无法识别的字节（多半来自解压 GBK 编码的压缩包），没有读入：请给它改名后再试。",
        "The file's name holds bytes that are no text (most likely unpacked from a GBK archive), so it was not read: rename it and try again.",
    ),
    "row_no_document": (
        "没有编号为“{document}”的访谈",
        "there is no document “{document}”",
    ),
    "row_no_text": (
        "在访谈“{document}”里找不到这句话：“{text}”",
        "this sentence is not in document “{document}”: “{text}”",
    ),
    "row_bad_range": (
        "起止位置 {start}–{end} 不是访谈“{document}”里的一段文字",
        "{start}–{end} is no range of text in document “{document}”",
    ),
    "row_no_code": (
        "码本里没有编码“{code}”{hint}",
        "the codebook has no code “{code}”{hint}",
    ),
    "bad_setting": (
        "{name} 不能是 {value}：可以用 {allowed}。",
        "{name} cannot be {value}: use {allowed}.",
    ),
    "check_version": (
        "访谈“{document}”存下的文字与它的指纹不符：请从你备份的项目文件夹恢复，或移走该文件后重新导入。",
        "the stored text of “{document}” does not match its digest: restore a backup of the study folder, or take the file out and import it again.",
    ),
    "check_range": (
        "第 {id} 号决定的选段 {start}–{end} 超出访谈“{document}”的文字：它被搁置，不计入结果；可在“历史”页撤销。",
        "decision {id} points to {start}–{end}, outside the text of “{document}”: it is set aside and does not count; undo it on the history page.",
    ),
    "check_no_version": (
        "第 {id} 号决定所依据的访谈“{document}”的旧文字不在数据库里：它被搁置，请从备份恢复。",
        "the text of “{document}” that decision {id} was made on is not in the database: it is set aside; restore a backup.",
    ),
    "check_undo": (
        "第 {id} 号决定要撤销的第 {undoes} 号不存在：它不起作用，可以不管。",
        "decision {id} undoes {undoes}, which does not exist: it has no effect and may be left.",
    ),
    "check_parked": (
        "编码“{code}”不在码本里，它的 {count} 条人工编码已搁置、没有丢失：请在码本里恢复它，或合并到别的编码。",
        "code “{code}” is not in the codebook; its {count} human codings are parked, not lost: put it back, or merge it into another.",
    ),
    "check_displaced": (
        "访谈“{document}”改过文字，有 {count} 处人工编码等你确认位置：请在“语料”页处理，或运行 python -m coder changed 查看。",
        "the text of “{document}” was changed; {count} human codings wait for you to say where they belong: see the corpus page, or run python -m coder changed.",
    ),
}

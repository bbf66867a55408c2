"""What the room `read` can say when something is wrong: (Chinese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "no_speakers": (
        "没有找到说话人标签，每一段都当作受访者的一个话轮；如需区分，请在每段开头写上“访谈员：”“受访者：”。",
        "No speaker labels were found, so that each paragraph is taken as a turn of the interviewee; to tell speakers apart, begin each paragraph with “Interviewer:” or “Interviewee:”.",
    ),
    "roles_bold": (
        "没有写明谁在说话：粗体的段落当作访谈员的提问（问），其余当作受访者的回答（答）；不对就改身份。",
        "Nobody is named: the paragraphs in bold are taken for the interviewer's questions (问), the others for the answers (答); change the roles if that is wrong.",
    ),
    "roles_guessed": (
        "标签没有写明角色，按谁先开口、谁多提问推测：访谈员是{interviewer}，受访者是{interviewee}。若不对，请在语料页改正角色，或在文件开头写 interviewer: 名字。",
        "The labels do not say who asks; from who begins and who asks most, the interviewer is taken to be {interviewer} and the interviewee {interviewee}. If that is wrong, change the roles on the corpus page, or write interviewer: NAME in the front matter.",
    ),
    "roles_unsure": (
        "看不出谁是访谈员：{interviewee}都当作受访者。若不对，请在语料页改正角色，或在文件开头写 interviewer: 名字。",
        "It cannot be seen who asks: {interviewee} are all taken to be interviewees. If that is wrong, change the roles on the corpus page, or write interviewer: NAME in the front matter.",
    ),
    "text_dropped": (
        "有 {count} 行不属于任何人的话，已略去，例如第 {line} 行“{text}”。",
        "{count} lines are nobody's words and were dropped, for example line {line}: “{text}”.",
    ),
    "no_words": (
        "{file} 里没有任何文字：请检查是否导出或保存完整。",
        "{file} holds no words: check that it was exported or saved in full.",
    ),
    "empty_file": (
        "{file} 是空文件（0 字节）：请重新导出或换一个文件。",
        "{file} is empty (0 bytes): export it again or take another file.",
    ),
    "unsupported_format": (
        "{file} 的格式 {suffix} 读不了；可以读的有 {supported}，请另存为其中一种。",
        "{file} has the format {suffix}, which cannot be read; these can: {supported}. Save it as one of them.",
    ),
    "too_large": (
        "{file} 有 {size} MB，超过 {limit} MB 的上限：请拆成几个文件，或去掉其中的图片。",
        "{file} has {size} MB, more than the limit of {limit} MB: split it, or take its pictures out.",
    ),
    "text_too_long": (
        "{file} 的文字超过 {letters} 字或 {lines} 行的上限，没有读取：请拆成几个文件。",
        "{file} holds more than {letters} characters or {lines} lines and was not read: split it into several files.",
    ),
    "unreadable_file": (
        "{file} 打不开（{reason}）：请检查它是否存在、是否有读取权限、是否正被其他程序占用。",
        "{file} cannot be opened ({reason}): check that it exists, that you may read it and that no other program holds it.",
    ),
    "not_docx": (
        "{file} 不是 Word 文档（{reason}）：请用 Word 或 WPS 打开后另存为 .docx。",
        "{file} is not a Word document ({reason}): open it in Word or WPS and save it as .docx.",
    ),
    "no_libreoffice": (
        "{file} 是旧版 Word 格式，需要本机装有 LibreOffice 才能读：请用 Word 或 WPS 打开后另存为 .docx。",
        "{file} is in Word's old format, which needs LibreOffice on this machine: open it in Word or WPS and save it as .docx.",
    ),
    "not_doc": (
        "{file} 没能由 LibreOffice 转换（{reason}）：请用 Word 或 WPS 打开后另存为 .docx。",
        "{file} could not be converted by LibreOffice ({reason}): open it in Word or WPS and save it as .docx.",
    ),
    "not_pdf": (
        "{file} 不是能读的 PDF（{reason}）：请用阅读器打开后另存或复制文字到 .docx。",
        "{file} is not a PDF that can be read ({reason}): open it in a reader and save it again, or copy its text into a .docx.",
    ),
    "pdf_locked": (
        "{file} 有打开密码：请先去掉密码再导入。",
        "{file} needs a password to open: take it off first.",
    ),
    "pdf_scanned": (
        "{file} 里没有文字，只有图像（扫描件）：请先做文字识别，或导入 Word 文档。",
        "{file} holds no text, only pictures (a scan): recognise its text first, or import a Word file.",
    ),
    "not_odt": (
        "{file} 不是 OpenDocument 文档（{reason}）：请用 LibreOffice 或 WPS 打开后另存为 .odt 或 .docx。",
        "{file} is not an OpenDocument text ({reason}): open it in LibreOffice and save it as .odt or .docx.",
    ),
    "not_rtf": (
        "{file} 不是 RTF 文件（{reason}）：请用 Word 或 WPS 打开后另存为 .docx。",
        "{file} is not an RTF file ({reason}): open it in Word or WPS and save it as .docx.",
    ),
    "not_subtitles": (
        "{file} 不是能读的字幕或转写文件（{reason}）：请从转写工具重新导出，或导出为 .txt。",
        "{file} is not a subtitle or transcript file that can be read ({reason}): export it again, or as .txt.",
    ),
    "not_html": (
        "{file} 不是能读的网页（{reason}）：请在浏览器里打开后复制文字到 .docx 或 .txt。",
        "{file} is not a web page that can be read ({reason}): open it in a browser and copy its text into a .docx or .txt file.",
    ),
    "not_xml": (
        "{file} 不是能读的 TEI 或 ELAN 文件（{reason}）：请从原来的软件重新导出，或导出为 .txt。",
        "{file} is not a TEI or ELAN file that can be read ({reason}): export it again, or as .txt.",
    ),
    "not_chat": (
        "{file} 里没有 CHAT 的话语行（以 * 开头）：请从 CLAN 重新导出，或另存为 .txt。",
        "{file} has no lines of speech in CHAT's form (they begin with *): export it again from CLAN, or save it as .txt.",
    ),
    "docx_too_large": (
        "{file} 解压后有 {size} MB，超过 {limit} MB 的上限，没有读取：请把文字复制到一个新文档里。",
        "{file} unpacks to {size} MB, more than the limit of {limit} MB, and was not read: copy its text into a new document.",
    ),
    "not_text": (
        "{file} 不是文本文件（里面是二进制内容）：请确认扩展名没有改错，或另存为 UTF-8 文本。",
        "{file} is not a text file (its content is binary): check that its suffix is right, or save it as UTF-8 text.",
    ),
    "encoding_guessed": (
        "文件不是 UTF-8，按 {encoding} 读出，开头是“{text}”；若有乱码，请在导入时另选编码。",
        "The file is not UTF-8 and was read as {encoding}; it begins “{text}”. If that looks wrong, choose another encoding when you import it.",
    ),
    "encoding_doubtful": (
        "文件不是 UTF-8，编码难以判断，暂按 {encoding} 读出，开头是“{text}”；若有乱码，请在导入时另选编码。",
        "The file is not UTF-8 and its encoding is doubtful; it was read as {encoding} and begins “{text}”. If that looks wrong, choose another encoding when you import it.",
    ),
    "bytes_damaged": (
        "文件里有 {count} 处字节损坏，读成了“�”，最先在第 {line} 行：请对照原文件改正，或从原来的软件重新导出。",
        "{count} bytes of the file are damaged and were read as “�”, the first in line {line}: mend them, or export the file again.",
    ),
    "bad_encoding": (
        "没有叫“{name}”的编码可选；可选的有 {allowed}。",
        "There is no encoding “{name}” to choose; there are {allowed}.",
    ),
    "wrong_encoding": (
        "{file} 不是 {encoding} 编码：请另选一种编码，或不选而由程序判断。",
        "{file} is not in {encoding}: choose another encoding, or none, so that it is found out.",
    ),
    "encoding_without_path": (
        "--encoding 只对写明的文件有效：请在后面写上是哪些文件。",
        "--encoding holds for the files that are named: write which ones.",
    ),
    "front_matter": (
        "{file} 第 {line} 行：开头的属性写法有误（{reason}）；应当每行写成“名称: 值”，前后各有一行 ---。",
        "{file}, line {line}: the front matter is broken ({reason}); each line should read “name: value”, between two lines of ---.",
    ),
    "front_matter_open": (
        "{file} 第 1 行的 --- 之后没有第二行 ---：请在属性之后补上一行 ---。",
        "{file} begins with --- and has no second line of ---: add one after the attributes.",
    ),
    "attributes_header": (
        "{file} 的第一行须有 document 或 file 一列，现在是：{found}。",
        "The first line of {file} needs a column document or file; it has: {found}.",
    ),
    "attributes_unused": (
        "“{name}”在 interviews/ 里没有对应的文件，这一行没有用上：请改成文件名或访谈编号，或者把文件放进来。",
        "“{name}” is no file in interviews/, so this row has no effect: correct it to a file's name or a document's id, or add the file.",
    ),
    "attributes_near": (
        "“{name}”在 interviews/ 里没有对应的文件，这一行没有用上；名字相近的有“{near}”：如果就是它，请改成一致的。",
        "“{name}” is no file in interviews/, so this row has no effect; there is “{near}”: if it is meant, write it the same way.",
    ),
    "attributes_nameless": (
        "这一行的 file 和 document 都空着，没有用上：请写上文件名或访谈编号。",
        "This row has neither file nor document, so it has no effect: write a file's name or a document's id.",
    ),
    "attributes_twice": (
        "{file} 第 {line} 行重复了“{name}”（第 {first} 行已有）：请只留一行。",
        "{file}, line {line} repeats “{name}” (already in line {first}): keep one of them.",
    ),
    "attributes_cells": (
        "{file} 第 {line} 行有 {found} 格，表头只有 {wanted} 格：请检查多余的逗号。",
        "{file}, line {line} has {found} cells, its header has {wanted}: look for a comma too many.",
    ),
    "attributes_csv": (
        "{file} 第 {line} 行不是合格的 CSV（{reason}）：请用 Excel 或 WPS 重新另存为 CSV。",
        "{file}, line {line} is not valid CSV ({reason}): save it again as CSV from your spreadsheet program.",
    ),
}

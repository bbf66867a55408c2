"""What exchange with other programs can say: (Chinese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "exchange_damaged": (
        "{file} 打不开（{reason}）：压缩包已损坏或有密码，请在原来的软件里重新导出。",
        "{file} cannot be opened ({reason}): the archive is damaged or locked; export it again from the program it came from.",
    ),
    "exchange_no_project": (
        "{file} 里没有项目文件（.qde），什么都没有导入：请在原来的软件里选“导出为 REFI-QDA 项目（.qdpx）”。",
        "{file} holds no project (.qde), and nothing was taken: export it as a REFI-QDA project (.qdpx).",
    ),
    "exchange_too_large": (
        "{file} 解压后超过 {limit} MB 的上限，没有读取：请在原来的软件里分成几个项目导出。",
        "{file} unpacks to more than the limit of {limit} MB and was not read: export it as several projects.",
    ),
    "exchange_entities": (
        "{file} 里有 XML 实体定义，正常的项目文件没有这种内容，为安全起见没有读取：请确认文件来源，并重新导出。",
        "{file} defines XML entities, which no proper project does; for safety it was not read: check where it is from and export it again.",
    ),
    "exchange_not_xml": (
        "{file} 里的项目内容不完整或有错（{reason}），什么都没有导入：请重新导出。",
        "The project in {file} is cut short or faulty ({reason}), and nothing was taken: export it again.",
    ),
    "exchange_not_refi": (
        "{file} 不是 REFI-QDA 项目或码本（开头是 {found}）：请选 .qdpx 或 .qdc 文件。",
        "{file} is no REFI-QDA project or codebook (it begins with {found}): choose a .qdpx or .qdc file.",
    ),
    "exchange_not_taguette": (
        "{file} 不是 Taguette 项目（{reason}）：请在 Taguette 的“Project info”页点“Export project”，选 .sqlite3 文件。",
        "{file} is no Taguette project ({reason}): in Taguette press “Export project” and choose the .sqlite3 file.",
    ),
    "exchange_taguette_many": (
        "{file} 里有 {count} 个项目（{names}），不知道要哪一个：请在 Taguette 里只导出要用的项目。",
        "{file} holds {count} projects ({names}), and it is not clear which is meant: export just the one from Taguette.",
    ),
    "exchange_unknown_format": (
        "{file} 这种格式不能导入；可以导入的有：{known}。",
        "{file} is of a form that cannot be taken in; these can: {known}.",
    ),
    "codes_header": (
        "{file} 第一行要有 id、label、name、tag 或 path 中的一列，现在是：{found}。",
        "The first line of {file} needs a column id, label, name, tag or path; it has: {found}.",
    ),
    "codes_none": (
        "码本里还没有编码，{file} 没有写成：请先在“码本”页写一个编码。",
        "The codebook has no codes yet, so {file} was not written: add one on the codebook page first.",
    ),
    "codes_empty": (
        "{file} 里没有编码：表头下面每行写一个编码。",
        "{file} holds no codes: write one a line below the header.",
    ),
    "codes_table": (
        "{file} 读不了（{reason}）：请用 Excel 或 WPS 重新另存为 .xlsx 或 .csv。",
        "{file} cannot be read ({reason}): save it again as .xlsx or .csv.",
    ),
    "codes_columns": (
        "这些列不认识，没有导入：{names}",
        "these columns are not known and were not taken: {names}",
    ),
    "exchange_namespace": (
        "文件声明的不是标准的 REFI-QDA 命名空间，仍按标准读取",
        "the file's namespace is not that of REFI-QDA; it was read as if it were",
    ),
    "exchange_code_twice": (
        "编码“{name}”的标识与另一个编码相同，后一个没有导入",
        "code “{name}” has the identifier of another code; the second was not taken",
    ),
    "exchange_color": (
        "编码“{name}”的颜色 {color} 不是颜色值，编码已导入，颜色没有",
        "the colour {color} of code “{name}” is none; the code was taken, the colour was not",
    ),
    "exchange_code_sets": (
        "编码“{name}”同时在几个编码组里（{sets}），没有当作类别",
        "code “{name}” is in several sets of codes ({sets}), which were not taken as its kind",
    ),
    "exchange_source_missing": (
        "材料“{name}”的文字不在文件里（{path}），没有导入，其中编码 {codings} 处",
        "the text of “{name}” is not in the file ({path}) and was not taken, nor its codings ({codings})",
    ),
    "exchange_source_outside": (
        "材料“{name}”指向文件之外（{path}），没有去读，也没有导入，其中编码 {codings} 处",
        "“{name}” points out of the file ({path}) and was not followed nor taken, nor its codings ({codings})",
    ),
    "exchange_picture": (
        "图片“{name}”没有导入，上面有 {codings} 处编码（{path}）",
        "picture “{name}” was not taken, with {codings} codings on it ({path})",
    ),
    "exchange_media": (
        "录音或录像“{name}”没有导入，直接在上面的编码有 {codings} 处（{path}）",
        "recording “{name}” was not taken, with {codings} codings made on it ({path})",
    ),
    "exchange_pdf": (
        "PDF“{name}”版面上的 {codings} 处编码没有导入（{path}）；请另存为文本后重新编码",
        "{codings} codings on the pages of PDF “{name}” were not taken ({path}); code its text instead",
    ),
    "exchange_note_empty": (
        "备忘录“{name}”的文字不在文件里，没有导入",
        "the text of memo “{name}” is not in the file; it was not taken",
    ),
    "exchange_note_coded": (
        "备忘录“{name}”里有 {codings} 处编码，只导入了备忘录的文字",
        "memo “{name}” has {codings} codings in it; only its text was taken",
    ),
    "exchange_case": (
        "个案“{name}”没有对应的材料，没有导入",
        "case “{name}” belongs to no text and was not taken",
    ),
    "exchange_variable": (
        "“{name}”有一个值（{value}）不知道属于哪个变量，没有导入",
        "“{name}” has a value ({value}) of no known variable; it was not taken",
    ),
    "exchange_description": (
        "变量或集合“{name}”的说明没有导入",
        "the description of variable or set “{name}” was not taken",
    ),
    "exchange_source_sets": (
        "有的材料同时在几个集合里，组别记作“{name}”",
        "some texts are in several sets; their group is “{name}”",
    ),
    "exchange_rich": (
        "{count} 份材料只导入了文字，字体、颜色等格式没有导入",
        "of {count} texts only the words were taken, not fonts and colours",
    ),
    "exchange_dangling": (
        "“{name}”里有一处编码指向不存在的编码（{key}），没有导入",
        "a coding in “{name}” points to a code that is not there ({key}); it was not taken",
    ),
    "exchange_range": (
        "“{name}”里 {start}–{end} 不是文中的一段，编码 {code} 的这一处没有导入",
        "{start}–{end} is no range of “{name}”; this coding of {code} was not taken",
    ),
    "exchange_suggestions": (
        "{count} 处是本程序的机器建议（用户 tagger），没有当作人的编码导入；更新标注时会重新算出",
        "{count} codings are this program's own suggestions (user tagger) and were not taken for a person's; tagging computes them again",
    ),
    "exchange_untagged": (
        "“{name}”里有一处划线没有标签（“{text}”），没有导入",
        "a highlight in “{name}” has no tag (“{text}”); it was not taken",
    ),
    "exchange_graphs": (
        "{count} 张关系图没有导入：{names}",
        "{count} diagrams were not taken: {names}",
    ),
    "exchange_links": (
        "{count} 条材料或编码之间的链接没有导入",
        "{count} links between texts or codes were not taken",
    ),
    "exchange_strange": (
        "文件里有标准之外的内容，没有读：{names}",
        "the file holds parts that the standard does not know, which were not read: {names}",
    ),
    "exchange_no_words": (
        "材料“{name}”没有文字，没有导入",
        "“{name}” holds no words and was not taken",
    ),
    "exchange_not_exact": (
        "材料“{name}”读回来的文字与原文不同，{count} 处编码对不上位置，没有导入",
        "“{name}” is not read back exactly; {count} codings could not be placed and were not taken",
    ),
    "exchange_other_text": (
        "项目里已有访谈“{name}”，文字不同：保留现有文字，{placed} 处编码按原话找到位置，{count} 处没有找到",
        "the study has “{name}” with another text, which stays: {placed} codings were placed by their words, {count} were not",
    ),
    "exchange_code_differs": (
        "编码“{name}”已在码本里，写法不同（{fields}），保留现有的",
        "code “{name}” is in the codebook with other words ({fields}), which stay",
    ),
    "exchange_memo_differs": (
        "“{name}”的一处编码已有备注，与文件里的不同，保留现有的",
        "a coding in “{name}” has a memo already, which stays",
    ),
    "exchange_renamed": (
        "“{name}”在项目里叫“{used}”",
        "“{name}” is called “{used}” in the study",
    ),
    "export_dots": (
        "“{name}”里的“.”会被 Taguette 当作上下级，已写成“{used}”",
        "Taguette takes the “.” in “{name}” for a level; it was written as “{used}”",
    ),
    "export_cut": (
        "“{name}”超过 Taguette 的 {limit} 个字，已截短",
        "“{name}” is longer than the {limit} characters of Taguette and was cut",
    ),
    "export_tag_formula": (
        "“{name}”会被表格软件当作公式，已写成“{used}”",
        "a spreadsheet would take “{name}” for a formula; it was written as “{used}”",
    ),
}

"""What the room `write` can say when something is wrong: (Chinese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "bad_table": (
        "表的 {what} 不能是“{value}”；可以用：{known}。",
        "{what} of the table cannot be “{value}”; use one of: {known}.",
    ),
    "no_consensus": (
        "共识要有至少两位编码员，现在只有 {count} 位：请另一位编码员看过同样的片段，或换一种算法（全部成立的、仅人工复核的）。",
        "Consensus needs two coders at least, there are {count}: have another coder look at the same segments, or count otherwise.",
    ),
    "unknown_format": (
        "不会写 {file} 这种格式；可用的后缀：{known}。",
        "Cannot write {file}; suffixes that can be written: {known}.",
    ),
    "no_folder": (
        "要写入的文件夹 {folder} 不存在：请先建好它，或换一个位置。",
        "The folder {folder} does not exist: make it first, or choose another place.",
    ),
    "is_folder": (
        "{folder} 是一个文件夹，不能当作文件来写：请在后面加上文件名。",
        "{folder} is a folder and cannot be written as a file: add a file name.",
    ),
    "read_only_out": (
        "文件夹 {folder} 不许写入，{file} 没有写成：请换一个位置，或请管理员放开权限。",
        (
            "The folder {folder} may not be written to, so {file} was not written: choose another "
            "place, or have the permission changed."
        ),
    ),
    "file_open": (
        "{file} 写不进去：它可能正在 Excel 或 Word 里打开，请关闭后再试；原文件没有改动。",
        (
            "{file} cannot be written: it may be open in Excel or Word; close it and try again. "
            "The old file is unchanged."
        ),
    ),
    "disk_full_out": (
        "磁盘已满，{file} 没有写成；请腾出空间后再试，原文件没有改动。",
        (
            "The disk is full and {file} was not written; free some space and try again. "
            "The old file is unchanged."
        ),
    ),
    "not_written": (
        "{file} 没有写成（{reason}）：请换一个文件名或位置再试；原文件没有改动。",
        "{file} was not written ({reason}): try another name or place. The old file is unchanged.",
    ),
    "cell_too_long": (
        "{file} 没有写成：第 {row} 行的 {column} 太长，Excel 一格最多 32767 个字符；请改存为 .csv 或 .json。",
        (
            "{file} was not written: {column} in row {row} is longer than the 32,767 characters an "
            "Excel cell holds; write .csv or .json instead."
        ),
    ),
    "too_many_rows": (
        "{file} 没有写成：共 {rows} 行，Excel 最多 1048575 行；请改存为 .csv 或 .json。",
        (
            "{file} was not written: Excel holds 1,048,575 rows and there are {rows}; write .csv or "
            ".json instead."
        ),
    ),
    "no_chinese_font": (
        "这台电脑没有中文字体，图里的汉字画不出来：请装一种（Debian、Ubuntu：apt install fonts-noto-cjk），或改存为 .svg。",
        (
            "There is no Chinese font on this machine to draw the figure's words with: install one (Debian, Ubuntu: "
            "apt install fonts-noto-cjk), or write .svg."
        ),
    ),
    "no_provenance": (
        "{file} 里没有写明它是怎样生成的，无法重新生成来比较：请用本程序导出的原文件；.csv、.json 旁边要有同名的 .provenance.json。",
        (
            "{file} does not say what it was made from, so it cannot be made again: use a file as this program wrote it; "
            "beside .csv and .json lies a file whose name ends in .provenance.json."
        ),
    ),
    "cannot_rebuild": (
        "{file} 是用“{verb}”生成的，这一版程序不会：请用写出它的那一版或更新的程序。",
        "{file} was made by {verb}, which this version of the program does not know: use the version that wrote it, or a newer one.",
    ),
    "no_moment": (
        "没有“{moment}”这个时刻：请写一个决定的编号（如 120），或日期时间（如 2026-03-01 或 2026-03-01T10:30）。",
        "There is no moment {moment}: give the number of a decision (as 120), or a time (as 2026-03-01 or 2026-03-01T10:30).",
    ),
    "codebook_not_kept": (
        "当时的码本（版本 {version}）没有留下：只有标注过的码本才会存档；请先运行 tag 再导出，以后就能重新生成。",
        (
            "The codebook of then (version {version}) was not kept, as nothing was ever tagged with it: run tag before you "
            "export, and the export can be made again."
        ),
    ),
    "too_many_columns": (
        "表格共 {columns} 列，Word 的表格最多 63 列：请改存为 .xlsx 或 .csv，或减少列。",
        "The table has {columns} columns and Word holds 63: write .xlsx or .csv, or choose fewer.",
    ),
}

"""What the room `write` can say when something is wrong: (Chinese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {}
SENTENCES |= {
    "bad_table": (
        "频次表的 {what} 不能是“{value}”；可以用：{known}。",
        "{what} of the table cannot be “{value}”; use one of: {known}.",
    ),
    "unknown_format": (
        "不会写 {file} 这种格式；可用的后缀：{known}。",
        "Cannot write {file}; suffixes that can be written: {known}.",
    ),
    "no_folder": (
        "要写入的文件夹 {folder} 不存在：请先建好它，或换一个位置。",
        "The folder {folder} does not exist: make it first, or choose another place.",
    ),
    "file_open": (
        "{file} 写不进去：它可能正在 Excel 或 Word 里打开，请关闭后再试；原文件没有改动。",
        "{file} cannot be written: it may be open in Excel or Word; close it and try again. The old file is unchanged.",
    ),
    "disk_full_out": (
        "磁盘已满，{file} 没有写成；请腾出空间后再试，原文件没有改动。",
        "The disk is full and {file} was not written; free some space and try again. The old file is unchanged.",
    ),
}

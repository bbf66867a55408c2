"""What the room `store` can say when something is wrong: (Chinese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "no_study": (
        "{folder} 不是研究项目：找不到 codebook.yaml。请用 --study 指定项目文件夹，或先运行 python -m coder new {folder}。",
        "{folder} is not a study: there is no codebook.yaml. Name the study with --study, or run python -m coder new {folder} first.",
    ),
    "study_exists": (
        "{folder} 已经是一个研究项目，没有改动任何文件；请换一个文件夹名。",
        "{folder} is a study already and was left as it is; choose another folder.",
    ),
    "folder_not_empty": (
        "{folder} 里已有其他文件，没有改动；请给新项目选一个空文件夹。",
        "{folder} holds other files and was left as it is; choose an empty folder for the new study.",
    ),
    "store_readonly": (
        "{folder} 不能写入（只读）：请取消只读属性，或把整个项目文件夹复制到可以写的地方再打开；没有数据丢失。",
        "{folder} cannot be written to (read-only): make it writable, or copy the whole study to a place that is; nothing was lost.",
    ),
    "disk_full": (
        "保存 {file} 时磁盘已满：请腾出空间后再试；此前确认保存的内容都还在。",
        "The disk is full while saving {file}: free some space and try again; everything confirmed before is kept.",
    ),
    "store_locked": (
        "{file} 正被另一个程序占用，等了 {seconds} 秒仍未放开：请关闭正在使用它的程序（或网盘同步）后再试。",
        "{file} is held by another program and was not released in {seconds} seconds: close the program (or folder sync) that uses it and try again.",
    ),
    "store_damaged": (
        "{file} 已损坏，无法读取（{reason}）：请先把 .coder 文件夹复制一份留底，再从你备份的项目文件夹中恢复它。",
        "{file} is damaged and cannot be read ({reason}): keep a copy of the folder .coder, then restore it from a backup of the study.",
    ),
    "store_newer": (
        "{file} 是由更新版本的程序写成的（数据版本 {found}，本程序只认到 {known}）：请升级程序后再打开。",
        "{file} was written by a newer version (data version {found}, this program knows {known}): upgrade the program and open it again.",
    ),
    "backup_failed": (
        "没能在 {file} 留下数据库的备份（{reason}），所以没有改动任何内容：请腾出空间或检查该文件夹能否写入后再试。",
        "No backup of the database could be made in {file} ({reason}), so nothing was changed: free some space or check that the folder can be written to, then try again.",
    ),
    "no_document": (
        "项目里没有编号为“{document}”的访谈；现有：{known}。",
        "There is no document “{document}” in the study; there are: {known}.",
    ),
    "study_in_use": (
        "这个研究项目已经在另一个窗口打开（{address}）：请直接使用那个窗口，或先关闭它。",
        "This study is already open in another window ({address}): use that one, or close it first.",
    ),
    "store_unreachable": (
        "{file} 连接不上或没有答应（{reason}）：请检查网络、数据库是否在运行，以及环境变量 CODER_DATABASE 里的地址和账号；此前确认保存的内容都还在。",
        "{file} cannot be reached or refused ({reason}): check the network, that the database runs, and the address and account in the environment variable CODER_DATABASE; everything confirmed before is kept.",
    ),
    "not_a_folder": (
        "{folder} 不是文件夹，项目放不进去：请换一个位置，或把同名的文件移走。",
        "{folder} is not a folder, so no study can be in it: choose another place, or move the file of that name away.",
    ),
    "wrong_database_url": (
        "数据库地址 {url} 无法使用（{reason}）：请检查环境变量 CODER_DATABASE。",
        "The database address {url} cannot be used ({reason}): check the environment variable CODER_DATABASE.",
    ),
}

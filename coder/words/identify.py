"""What hiding names can say: failures, kinds of what identifies, and why it was found."""

SENTENCES: dict[str, tuple[str, str]] = {
    "passphrase_missing": (
        "打开去标识化的密钥需要口令：请在终端里运行并输入，或用环境变量 {variable} 给出。",
        "The key of the pseudonyms needs its passphrase: run this in a terminal and type it, or give it in the environment variable {variable}.",
    ),
    "passphrase_short": (
        "口令太短：至少 {shortest} 个字符。它丢了就再也打不开密钥，请记在安全的地方。",
        "The passphrase is too short: at least {shortest} characters. Without it the key can never be opened again; keep it somewhere safe.",
    ),
    "passphrase_wrong": (
        "口令不对，{file} 打不开：请重新输入。",
        "The passphrase is wrong, {file} stays closed: try again.",
    ),
    "passphrases_differ": (
        "两次输入的口令不一样：请重新输入。",
        "The two passphrases differ: try again.",
    ),
    "key_damaged": (
        "{file} 已损坏或不是去标识化的密钥：请放回备份的那一份。",
        "{file} is damaged or no key of pseudonyms: put your copy of it back.",
    ),
    "sealed_damaged": (
        "封存的 {file} 已损坏，或不是用这把密钥封存的：请放回备份的那一份。",
        "The sealed {file} is damaged, or was sealed with another key: put your copy of it back.",
    ),
    "nothing_to_hide": (
        "没有勾选要隐去的内容，什么也没有改。",
        "Nothing is chosen to be hidden; nothing was changed.",
    ),
    "nothing_to_reveal": (
        "没有可以还原的去标识化。",
        "There is no act of hiding to take back.",
    ),
    "bad_pseudonym": (
        "“{text}”没有写化名：请写一个，不能为空，不能换行。",
        "“{text}” has no pseudonym: write one, not empty and on one line.",
    ),
    "identity_changed_since": (
        "{document} 在去标识化之后又改过，不能整体还原：请先把它改回去标识化后的样子（历史页可恢复被替换的文件），再还原。",
        "{document} was edited after names in it were hidden, so that they cannot be shown again: first put it back as it was then (the history page has replaced files), then try again.",
    ),
    "identity_in_codebook": (
        "码本里有“{text}”，它是隐去的名字，也可能只是普通的词：请看一看，需要时手工改。",
        "The codebook says “{text}”, which is a name that was hidden and may be just a word here: look at it, and change it by hand where needed.",
    ),
    "hits_header": (
        "{file} 缺少 {missing} 这几列：请用 deidentify find --out 写出的表，只改 decision、kind、pseudonym 三列。",
        "{file} lacks the columns {missing}: use the table that deidentify find --out wrote, and change only decision, kind and pseudonym.",
    ),
    "hits_decision": (
        "{file}:{line}：decision 写的是“{found}”，只能是 hide 或 keep。",
        "{file}:{line}: decision says “{found}”; it must be hide or keep.",
    ),
    "hits_kind": (
        "{file}:{line}：kind 写的是“{found}”，只能是 {known}。",
        "{file}:{line}: kind says “{found}”; it must be one of {known}.",
    ),
    "hits_two_names": (
        "{file}:{line}：“{text}”有两个不同的化名“{first}”和“{second}”：同一个词请用同一个。",
        "{file}:{line}: “{text}” has two pseudonyms, “{first}” and “{second}”: one word takes one.",
    ),
    "hits_stale": (
        "{file} 是按较早的访谈稿写出的，现在对不上（第 {line} 行“{text}”）：请重新运行 deidentify find --out。",
        "{file} was written for an earlier state of the transcripts and no longer fits (line {line}, “{text}”): run deidentify find --out again.",
    ),
}

KINDS: dict[str, tuple[str, str]] = {
    "person": ("人名", "Person"),
    "phone": ("电话", "Phone"),
    "id_number": ("证件号", "ID number"),
    "email": ("邮箱", "E-mail"),
    "bank_card": ("银行卡", "Bank card"),
    "account": ("账号、车牌", "Account, plate"),
    "address": ("地址", "Address"),
    "organisation": ("机构", "Organisation"),
    "place": ("地名", "Place"),
}

WHY: dict[str, tuple[str, str]] = {
    "list": ("在你的名单里", "on your list"),
    "speaker": ("说话人的名字", "name of a speaker"),
    "check_digit": ("校验位正确", "check digit is right"),
    "check_fails": ("像号码，但校验位不对", "looks like one, but its check fails"),
    "old_identity": ("十五位旧证件号", "old number of 15 digits"),
    "pattern": ("写法相符", "written like one"),
    "spoken": ("用汉字念出的号码", "a number spelt in words"),
    "cue": ("前后的词表明", "the words around say so"),
    "dotted": ("带间隔号的姓名", "name with a dot"),
    "titled": ("姓氏加称谓", "surname and title"),
    "called": ("老、小、阿加姓或名", "familiar form of a name"),
    "dictionary": ("词典里的名字", "a name in the dictionary"),
    "surname": ("以姓氏开头", "begins with a surname"),
    "given_name": ("英文名", "a given name"),
    "address": ("路名、小区加门牌", "road or estate with a number"),
    "suffix": ("专名加通名", "a proper name and what it is"),
    "again": ("别处确认过的同一个词", "the same word is sure elsewhere"),
}

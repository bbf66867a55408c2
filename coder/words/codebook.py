"""What the room `codebook` can say when something is wrong: (Chinese, English)."""

_YAML: dict[str, tuple[str, str]] = {
    "yaml_tab": (
        "行首用了制表符（Tab），YAML 的缩进只能用空格：请把它换成空格，与同级的行对齐。",
        "The line is indented with a tab, YAML allows only spaces: replace it with spaces in line with its neighbours.",
    ),
    "yaml_quote_open": (
        "这里开始的引号没有结束：请在这段文字的末尾补上同样的引号。",
        "The quotation mark that opens here is never closed: add the same mark at the end of the text.",
    ),
    "yaml_bracket_open": (
        "这里开始的括号没有结束，或其中少了逗号：请补上 ] 或 }}，各项之间用半角逗号隔开。",
        "The bracket that opens here is not closed, or a comma is missing: add ] or }}, and part the items by commas.",
    ),
    "yaml_incomplete": (
        "到这里内容还不完整：多半是前面的括号没有结束，或逗号后面是空的，请补上。",
        "Something is missing here: most likely a bracket before it is not closed, or nothing follows a comma; complete it.",
    ),
    "yaml_no_colon": (
        "这一行缺少冒号：字段应写成“名称: 内容”（半角冒号，后面留一个空格）。",
        "This line has no colon: a field is written as “name: content”, with a space after the colon.",
    ),
    "yaml_colon": (
        "文字里出现了“冒号加空格”，YAML 会误认为是新字段：请把整段文字放进英文引号里。",
        "The text contains a colon and a space, which YAML takes for a new field: put the whole text in quotation marks.",
    ),
    "yaml_colon_form": (
        "字段名后要用半角冒号并留一个空格：请改成“名称: 内容”。",
        "A field's name needs a half-width colon and a space after it: write “name: content”.",
    ),
    "yaml_indent": (
        "这一行的缩进与上下文不符：请让它与同级的字段左对齐（只用空格）；若上一行有引号，也请检查引号是否配对。",
        "This line's indentation does not fit: align it with its sibling fields, with spaces only; if there are quotation marks before it, check that they pair.",
    ),
    "yaml_start_character": (
        "内容不能以“{character}”开头：请把这段内容放进英文引号里。",
        "A value cannot begin with “{character}”: put it in quotation marks.",
    ),
    "yaml_escape": (
        "双引号里的反斜杠写法“\\{character}”YAML 不认识：请改用单引号，例如 '\\d+'。",
        "YAML does not know “\\{character}” inside double quotes: use single quotes, for example '\\d+'.",
    ),
    "yaml_two_documents": (
        "一个码本文件里只能有一份内容：请删去这一行“---”，把后面的编码移到 codes 里。",
        "A codebook file holds one document: remove this “---” and move the codes below it into codes.",
    ),
    "yaml_alias": (
        "码本里不能用 YAML 的引用（*名称）：请把内容在这里完整写出。",
        "YAML aliases (*name) are not allowed in a codebook: write the content out here.",
    ),
    "yaml_depth": (
        "括号或缩进套得太深：编码的字段最多两三层，请检查这里是否多了括号。",
        "Brackets or indentation are nested too deep: a code has two or three levels, so look for stray brackets here.",
    ),
    "yaml_character": (
        "这里有一个不允许的字符（{character}）：请删去它，多半是复制粘贴带来的。",
        "There is a character that is not allowed here ({character}): delete it, it was probably pasted in.",
    ),
    "yaml_other": (
        "这里不是有效的 YAML（{reason}）：请与上下相同的写法对照修改。",
        "This is not valid YAML ({reason}): compare it with its neighbours and correct it.",
    ),
}

_FILE: dict[str, tuple[str, str]] = {
    "codebook_too_large": (
        "码本太大（{size} 个字符，最多 {largest}）：请确认选对了文件，访谈全文不应放在码本里。",
        "The codebook is too large ({size} characters, at most {largest}): check that it is the right file; interviews do not belong in it.",
    ),
    "codebook_encoding": (
        "文件不是 UTF-8 编码（看起来是 {looks}）：请用文本编辑器另存为 UTF-8 后再试，文件没有改动。",
        "The file is not UTF-8 (it looks like {looks}): save it as UTF-8 in a text editor and try again; it was left as it is.",
    ),
    "codebook_empty": (
        "码本是空的：请写上 codes: []，或在 codes: 下加入编码。",
        "The codebook is empty: write codes: [], or add codes below codes:.",
    ),
    "codebook_no_codes": (
        "找不到 codes：请把全部编码写成 codes: 下面的列表，每个编码以“- id: …”开头。",
        "There is no codes: write all codes as a list below codes:, each beginning with “- id: …”.",
    ),
    "codebook_codes_not_list": (
        "codes 应是一个列表：请让每个编码以“- id: …”开头。",
        "codes must be a list: begin each code with “- id: …”.",
    ),
    "codebook_not_code": (
        "这一项不是编码：请写成“- id: …”，并在下面写 label 等字段。",
        "This item is no code: write “- id: …” with label and other fields below it.",
    ),
    "codebook_not_labels": (
        "{field} 应是“编号: 名称”的对照表：请每行写一个，如 difficulty: {{zh: 困境, en: Difficulty}}。",
        "{field} must list names by id: write one a line, such as difficulty: {{zh: 困境, en: Difficulty}}.",
    ),
    "codebook_key_twice": (
        "字段 {field} 写了两次（第一次在第 {first} 行）：请合并成一个。",
        "The field {field} is given twice (first in line {first}): make it one.",
    ),
    "codebook_field_meant": (
        "没有“{field}”这个字段：是不是要写 {meant}？",
        "There is no field “{field}”: did you mean {meant}?",
    ),
    "codebook_field_unknown": (
        "不认识字段“{field}”，其内容保留在文件里但不会用到；可用的字段：{known}。",
        "The field “{field}” is not known: it stays in the file but is not used; the fields are {known}.",
    ),
}

_CODE: dict[str, tuple[str, str]] = {
    "codebook_no_id": (
        "这个编码没有 id：请加上一行，如 id: funding_shortage。",
        "This code has no id: add a line such as id: funding_shortage.",
    ),
    "codebook_no_label": (
        "编码 {id} 没有名称：请加上一行，如 label: 资金不足。",
        "Code {id} has no label: add a line such as label: Funding shortage.",
    ),
    "codebook_id_form": (
        "编号“{id}”不能用：编号里不能有空格、逗号、分号和引号，且不超过 100 个字，请改写，如用下划线连接。",
        "The id “{id}” cannot be used: no spaces, commas, semicolons or quotation marks, at most 100 characters; join words with underscores.",
    ),
    "codebook_id_twice": (
        "编号 {id} 已在第 {first} 行用过：请给其中一个改名，或把两个编码合成一个。",
        "The id {id} is used in line {first} already: rename one of the two, or make them one code.",
    ),
    "codebook_parent_meant": (
        "编码 {id} 的上级“{parent}”不存在：是不是 {meant}？",
        "The parent “{parent}” of code {id} does not exist: did you mean {meant}?",
    ),
    "codebook_parent_unknown": (
        "编码 {id} 的上级“{parent}”不存在：请写一个已有编码的 id，或删去 parent。",
        "The parent “{parent}” of code {id} does not exist: give the id of a code, or remove parent.",
    ),
    "codebook_cycle": (
        "上下级绕成了圈：{cycle}；请改掉其中一个 parent。",
        "The parents run in a circle: {cycle}; change one of them.",
    ),
    "codebook_not_text": (
        "编码 {id} 的 {field} 应是一段文字：请检查写法，必要时放进英文引号里。",
        "{field} of code {id} must be a text: check how it is written, and put it in quotation marks if need be.",
    ),
    "codebook_text_colon": (
        "编码 {id} 的 {field} 里有“冒号加空格”，被当成了字段：请把整段文字放进英文引号里。",
        "{field} of code {id} contains a colon and a space and was taken for a field: put the whole text in quotation marks.",
    ),
    "codebook_half_character": (
        "编码 {id} 的 {field} 里有残缺的字符：请删去后重新输入。",
        "{field} of code {id} contains half a character: delete it and type it again.",
    ),
    "codebook_not_list": (
        "编码 {id} 的 {field} 应是列表：请每行一项，以“- ”开头。",
        "{field} of code {id} must be a list: one item a line, beginning with “- ”.",
    ),
    "codebook_empty_item": (
        "编码 {id} 的 {field} 里有一个空项：请填上内容或删去这一项。",
        "{field} of code {id} has an empty item: fill it in or delete it.",
    ),
    "codebook_not_bool": (
        "编码 {id} 的 {field} 只能是 true 或 false：请改正。",
        "{field} of code {id} can only be true or false: correct it.",
    ),
    "codebook_origin": (
        "编码 {id} 的来源“{value}”不认识：请写 {known} 之一。",
        "The origin “{value}” of code {id} is not known: write one of {known}.",
    ),
    "codebook_color": (
        '编码 {id} 的颜色“{value}”不能用：请写成带引号的 "#RRGGBB"，如 "#D95F02"。',
        'The colour “{value}” of code {id} cannot be used: write it in quotation marks as "#RRGGBB", such as "#D95F02".',
    ),
    "codebook_color_quote": (
        '编码 {id} 的颜色 {value} 没有加引号，被当成了注释：请写成 "{value}"。',
        'The colour {value} of code {id} has no quotation marks and was taken for a comment: write "{value}".',
    ),
    "codebook_not_listed": (
        "编码 {id} 的 {field}“{value}”不在文件自己的列表里（{known}）：请改正，或把它加进列表。",
        "{field} “{value}” of code {id} is not in the file's own list ({known}): correct it, or add it to the list.",
    ),
    "codebook_term_short": (
        "编码 {id} 的词“{term}”只有一个字，会命中很多无关的句子：请换成更长的词。",
        "The term “{term}” of code {id} is one character long and will match many other sentences: use a longer one.",
    ),
    "codebook_term_twice": (
        "编码 {id} 的词“{term}”在第 {first} 行已经有了：可以删去一个。",
        "The term “{term}” of code {id} stands in line {first} already: one can go.",
    ),
    "codebook_term_shared": (
        "词“{term}”同时属于编码 {other}（第 {first} 行）和 {id}，命中时两个编码都会被建议：如非本意，请只留一处。",
        "The term “{term}” belongs to both {other} (line {first}) and {id}, so both will be suggested: keep it in one place if that is not meant.",
    ),
}

_PATTERN: dict[str, tuple[str, str]] = {
    "codebook_not_pattern": (
        "编码 {id} 的这条规则不能用：请写一个正则表达式，或 regex: …，或 tokens: […]。",
        "This pattern of code {id} cannot be used: write a regular expression, or regex: …, or tokens: […].",
    ),
    "regex_open_bracket": (
        "编码 {id} 的正则表达式“{pattern}”第 {position} 个字符处的左括号没有配对：请补上“)”，或写成“\\(”。",
        "In “{pattern}” of code {id} the bracket at character {position} is not closed: add “)”, or write “\\(”.",
    ),
    "regex_stray_bracket": (
        "编码 {id} 的正则表达式“{pattern}”第 {position} 个字符处多了一个右括号：请删去，或写成“\\)”。",
        "In “{pattern}” of code {id} the bracket at character {position} closes nothing: remove it, or write “\\)”.",
    ),
    "regex_open_set": (
        "编码 {id} 的正则表达式“{pattern}”第 {position} 个字符处的“[”没有配对：请补上“]”，或写成“\\[”。",
        "In “{pattern}” of code {id} the “[” at character {position} is not closed: add “]”, or write “\\[”.",
    ),
    "regex_nothing_to_repeat": (
        "编码 {id} 的正则表达式“{pattern}”第 {position} 个字符处的重复符号前面没有内容：任意文字请写“.*”。",
        "In “{pattern}” of code {id} the repetition at character {position} has nothing before it: for any text write “.*”.",
    ),
    "regex_multiple_repeat": (
        "编码 {id} 的正则表达式“{pattern}”第 {position} 个字符处连用了两个重复符号：请只留一个。",
        "In “{pattern}” of code {id} two repetitions stand together at character {position}: keep one.",
    ),
    "regex_bad_escape": (
        "编码 {id} 的正则表达式“{pattern}”第 {position} 个字符处的反斜杠写法无效：要匹配反斜杠本身请写“\\\\”。",
        "In “{pattern}” of code {id} the backslash at character {position} means nothing: for a backslash itself write “\\\\”.",
    ),
    "regex_bad_range": (
        "编码 {id} 的正则表达式“{pattern}”第 {position} 个字符处的范围前后颠倒：请把小的写在前面。",
        "In “{pattern}” of code {id} the range at character {position} runs backwards: put the smaller end first.",
    ),
    "regex_lookbehind": (
        "编码 {id} 的正则表达式“{pattern}”里的后顾 (?<=…) 长度必须固定：请去掉其中的 * + ? 或分成几条规则。",
        "In “{pattern}” of code {id} a look-behind (?<=…) must have a fixed length: remove * + ? from it, or make several patterns.",
    ),
    "regex_bad_count": (
        "编码 {id} 的正则表达式“{pattern}”第 {position} 个字符处的次数前大后小：请把小的写在前面。",
        "In “{pattern}” of code {id} the counts at character {position} run backwards: put the smaller one first.",
    ),
    "regex_other": (
        "编码 {id} 的正则表达式“{pattern}”在第 {position} 个字符处有误（{reason}）：请改正，或改用 terms。",
        "The regular expression “{pattern}” of code {id} is wrong at character {position} ({reason}): correct it, or use terms.",
    ),
    "regex_too_large": (
        "编码 {id} 的正则表达式“{pattern}”太复杂：请减少重复次数或括号层数。",
        "The regular expression “{pattern}” of code {id} is too large: use fewer repetitions or brackets.",
    ),
    "regex_matches_nothing": (
        "编码 {id} 的正则表达式“{pattern}”连空白也能匹配，会命中每个句子：请让它至少匹配一个字。",
        "The regular expression “{pattern}” of code {id} matches even nothing, so it fires everywhere: let it match at least one character.",
    ),
    "regex_slow": (
        "编码 {id} 的正则表达式“{pattern}”在重复里套了重复，遇到长句可能极慢：请去掉一层 + 或 *。",
        "The regular expression “{pattern}” of code {id} repeats a repetition and may be very slow on long sentences: remove one + or *.",
    ),
    "tokens_not_list": (
        "编码 {id} 的 tokens 应是词的列表：请写成 [{{LOWER: …}}, {{LOWER: …}}]。",
        "tokens of code {id} must be a list of tokens: write [{{LOWER: …}}, {{LOWER: …}}].",
    ),
    "token_not_mapping": (
        "编码 {id} 的词规则第 {number} 项应写在花括号里：如 {{TEXT: 资金}}。",
        "Token {number} of the pattern of code {id} must stand in braces: such as {{TEXT: money}}.",
    ),
    "token_unknown_key": (
        "编码 {id} 的词规则第 {number} 项里的“{key}”不是 spaCy 的属性：常用的有 {known}。",
        "“{key}” in token {number} of the pattern of code {id} is no attribute of spaCy: the usual ones are {known}.",
    ),
    "token_operator": (
        "编码 {id} 的词规则第 {number} 项的 OP 不能是“{value}”：请用 ! ? + * 或 {{2,3}} 这样的次数，并加引号。",
        "OP of token {number} of the pattern of code {id} cannot be “{value}”: use ! ? + * or a count such as {{2,3}}, in quotation marks.",
    ),
    "token_extension": (
        "编码 {id} 的词规则第 {number} 项用了自定义属性“_”，本程序没有：请删去。",
        "Token {number} of the pattern of code {id} uses an extension “_”, which does not exist here: remove it.",
    ),
    "token_never_matches": (
        "编码 {id} 的词规则第 {number} 项用了“{key}”，它需要词性或句法分析，本程序不做，因此永远不会命中：请改用 TEXT 或 LOWER。",
        "Token {number} of the pattern of code {id} uses “{key}”, which needs a trained model that is not used here, so it never matches: use TEXT or LOWER.",
    ),
    "token_value": (
        "编码 {id} 的词规则第 {number} 项的“{key}”不能是 {value}：这里要的是 {wanted}。",
        "“{key}” in token {number} of the pattern of code {id} cannot be {value}: it wants {wanted}.",
    ),
    "token_unknown_predicate": (
        "编码 {id} 的词规则第 {number} 项“{key}”里的“{predicate}”不认识：可用 IN、NOT_IN、REGEX、FUZZY 等。",
        "“{predicate}” under “{key}” in token {number} of the pattern of code {id} is not known: use IN, NOT_IN, REGEX, FUZZY and the like.",
    ),
}

_EDIT: dict[str, tuple[str, str]] = {
    "no_such_code": (
        "码本里没有编码 {id}：请检查编号，现有 {known}。",
        "There is no code {id} in the codebook: check the id; there are {known}.",
    ),
    "code_id_taken": (
        "编号 {id} 已经有编码在用：请换一个编号，或用合并。",
        "The id {id} is in use already: choose another, or merge the two codes.",
    ),
    "code_cycle": (
        "这样上下级会绕成圈：{cycle}；请选别的上级。",
        "The parents would run in a circle: {cycle}; choose another parent.",
    ),
    "code_with_itself": (
        "不能把编码 {id} 与它自己合并：请选另一个编码。",
        "Code {id} cannot be merged with itself: choose another code.",
    ),
    "code_field_unknown": (
        "编码没有“{field}”这个字段：可用的字段有 {known}。",
        "A code has no field “{field}”: the fields are {known}.",
    ),
    "code_field_value": (
        "编码 {id} 的 {field} 不能是这个值：请按码本格式说明填写。",
        "{field} of code {id} cannot have this value: see the description of the codebook's format.",
    ),
    "codebook_edit_refused": (
        "码本文件的写法特殊，程序无法只改这一处而不动别处，所以没有改动：请在文本编辑器里改编码 {id}。",
        "The codebook is written in a way that cannot be changed in one place alone, so it was left as it is: edit code {id} in a text editor.",
    ),
}

SENTENCES: dict[str, tuple[str, str]] = _YAML | _FILE | _CODE | _PATTERN | _EDIT

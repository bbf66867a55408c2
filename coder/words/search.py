"""What searching and choosing quotes can say when something is wrong: (Chinese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "query_empty": (
        "还没有写要找什么：请写一个词、一段话，或用引号括起来的原文。",
        "Nothing to look for: write a word, a piece of text, or a phrase in quotation marks.",
    ),
    "query_quote": (
        "“{query}”里的引号没有成对：请补上另一半，或去掉它。",
        "A quotation mark in {query} has no partner: add it, or leave it out.",
    ),
    "query_bracket": (
        "“{query}”里的括号没有成对：请补上另一半，或去掉它。",
        "A bracket in {query} has no partner: add it, or leave it out.",
    ),
    "query_operator": (
        "“{query}”里的 AND、OR、NOT、NEAR（且、或、非、近）旁边缺一个词：请补上，或给它加引号当作普通的词。",
        "A word is missing beside AND, OR, NOT or NEAR in {query}: add it, or put the operator into quotation marks.",
    ),
    "query_only_not": (
        "“{query}”只说了不要什么：请至少写一个要找的词。",
        "{query} only says what not to find: add at least one word to look for.",
    ),
    "query_near": (
        "“{query}”里 NEAR（近）的两边只能是词、引号里的原文，或用 OR（或）连起来的词。",
        "In {query} NEAR stands between words, phrases, or words joined by OR; mend what is beside it.",
    ),
    "unknown_choice": (
        "{what} 不能是“{value}”；可以用：{known}。",
        "{what} cannot be “{value}”; use one of: {known}.",
    ),
}

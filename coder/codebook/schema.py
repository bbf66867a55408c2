"""The JSON Schema (2020-12) of `codebook.yaml`, by which editors complete and check it.

It says what can be said of one place; what holds between places (an id given twice, a parent
that is missing, a circle) and what a pattern means is checked by `codebook.load`.
"""

from __future__ import annotations

from coder.codebook.entry import COLOR_FORM, ID_FORM, ORIGINS

Schema = dict[str, object]


def _said(zh: str, en: str, schema: Schema) -> Schema:
    return {"description": f"{zh}\n{en}", **schema}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _either(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


_TEXT: Schema = {"type": ["string", "number"]}
_NULL: Schema = {"type": "null"}
_MAYBE_TEXT: Schema = {"type": ["string", "number", "null"]}
_LIST = _either(_NULL, _ref("text"), {"type": "array", "items": _ref("text")})
_NAMES: Schema = {"type": ["object", "null"], "additionalProperties": _ref("bilingual")}

_DEFINITIONS: Schema = {
    "text": _TEXT | {"minLength": 1},
    "bilingual": _either(
        _MAYBE_TEXT,
        {
            "type": "object",
            "properties": {
                "zh": _said("中文", "in Chinese", _MAYBE_TEXT),
                "en": _said("英文", "in English", _MAYBE_TEXT),
            },
            "additionalProperties": False,
        },
    ),
    "tokens": {"type": "array", "minItems": 1, "items": {"type": "object"}},
    "named_pattern": _either(
        {"type": "string", "minLength": 1},
        {
            "type": "object",
            "properties": {
                "regex": _said(
                    "正则表达式，建议用单引号。",
                    "A regular expression, best in single quotes.",
                    {"type": "string", "minLength": 1},
                ),
                "tokens": _said("spaCy 词模式。", "A spaCy token pattern.", _ref("tokens")),
            },
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": False,
        },
    ),
    "pattern": _either(_ref("named_pattern"), _ref("tokens")),
}

_FIELDS: Schema = {
    "id": _said(
        "编号，全码本唯一；不含空格、逗号、分号、引号。",
        "The id, unique in the codebook; no spaces, commas, semicolons or quotation marks.",
        {"type": ["string", "number"], "pattern": f"^{ID_FORM}$"},
    ),
    "label": _said(
        "名称：一段文字，或 {zh: 中文, en: 英文}。",
        "The name: a text, or {zh: Chinese, en: English}.",
        _either(
            _ref("text"),
            {"type": "object", "minProperties": 1, "allOf": [_ref("bilingual")]},
        ),
    ),
    "kind": _said(
        "类型，如 difficulty、cause、countermeasure、context。",
        "The kind, such as difficulty, cause, countermeasure, context.",
        _MAYBE_TEXT,
    ),
    "parent": _said("上级编码的 id。", "The id of the code above this one.", _MAYBE_TEXT),
    "aspect": _said("方面，由研究自定。", "An aspect, as the study has them.", _MAYBE_TEXT),
    "origin": _said(
        "来源：study 研究结论，inferred 推断，own 自拟。",
        "Where the code comes from: the study, an inference, or your own.",
        {"enum": [*ORIGINS, None]},
    ),
    "definition": _said(
        "定义：什么时候用这个编码。", "When this code is given.", _ref("bilingual")
    ),
    "include": _said("归入的情况。", "What belongs to the code.", _LIST),
    "exclude": _said("不归入的情况。", "What does not belong to it.", _LIST),
    "examples": _said("例句。", "Sentences that get this code.", _LIST),
    "counter_examples": _said(
        "反例：看着像、其实不是。", "Sentences that look like it and do not get it.", _LIST
    ),
    "terms": _said(
        "关键词：出现就是一条证据，至少两个字。",
        "Words that speak for the code; two characters or more.",
        _LIST,
    ),
    "patterns": _said(
        "规则：正则表达式或 spaCy 词模式。",
        "Regular expressions or spaCy token patterns.",
        _either(_NULL, _ref("named_pattern"), {"type": "array", "items": _ref("pattern")}),
    ),
    "color": _said(
        '颜色，要加引号，如 "#D95F02"。',
        'The colour, in quotation marks, such as "#D95F02".',
        {"type": ["string", "null"], "pattern": f"^({COLOR_FORM})?$"},
    ),
    "retired": _said(
        "true 表示停用：不再给出，已有的编码保留。",
        "true: no longer given; the codings it has stand.",
        {"type": ["boolean", "null"]},
    ),
}

_CODES: Schema = _said(
    "全部编码，每个以“- id:”开头。",
    'All codes, each beginning with "- id:".',
    {
        "type": ["array", "null"],
        "items": {
            "type": "object",
            "properties": _FIELDS,
            "required": ["id", "label"],
            "additionalProperties": False,
        },
    },
)

SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "码本 / Codebook",
    "$defs": _DEFINITIONS,
    "anyOf": [
        {
            "type": "object",
            "properties": {
                "title": _said("研究的名称。", "The study's name.", _ref("bilingual")),
                "language": _said("访谈的语言。", "The language of the interviews.", _MAYBE_TEXT),
                "kinds": _said("类型的名称。", "Names of the kinds.", _NAMES),
                "aspects": _said("方面的名称。", "Names of the aspects.", _NAMES),
                "groups": _said("受访群体的名称。", "Names of the groups.", _NAMES),
                "codes": _CODES,
            },
            "required": ["codes"],
        },
        _CODES,
    ],
}

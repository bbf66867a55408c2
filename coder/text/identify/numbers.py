"""Numbers and addresses of machines: telephones, identity and bank cards, e-mail, accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from coder.text.identify.hits import Hit, Kind

# One character for one, so that a place in the folded text is the same place in the text.
_FOLD = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
        **dict.fromkeys("–—‐‑－", "-"),
        "\u3000": " ",
        "\u00a0": " ",
    }
)
_SPOKEN = "零〇一二三四五六七八九幺两"
_DIGITS = str.maketrans(_SPOKEN, "001234567891" + "2")
_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 "
    "71 81 82 83".split()
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)

_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]*\s?@\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}(?![A-Za-z0-9])",
    re.ASCII,
)
_IDENTITY = re.compile(r"(?<![\dA-Za-z])\d(?:[ -]?\d){16}[ -]?[\dXx](?![\dA-Za-z])")
_OLD_IDENTITY = re.compile(r"(?<![\dA-Za-z])\d(?: ?\d){14}(?![\dA-Za-z])")
_CREDIT = re.compile(r"(?<![0-9A-Za-z])[1-9ANY][0-9A-HJ-NP-RT-UW-Y]{17}(?![0-9A-Za-z])")
_CARD = re.compile(r"(?<![\dA-Za-z.])[3-69]\d{3}(?:[ -]?\d){11,15}(?![\dA-Za-z])")
_MOBILE = re.compile(
    r"(?<![\dA-Za-z.])(?:(?:\+|00)?\(?(?:\+|00)?86\)?[ -]?)?1[3-9]\d(?:[ .-]?\d){8}(?![\dA-Za-z])"
)
_LANDLINE = re.compile(
    r"(?<![\dA-Za-z.])(?:\+86[ -]?)?\(?0(?:10|2\d|[3-9]\d{2})(?:\)[ -]?|[ -]{1,2}|(?=\d{7,8}(?!\d)))"
    r"\d{3,4}[ -]?\d{4}(?:\s?(?:转|分机|-|ext\.?)\s?\d{1,6})?(?!\d)",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    r"(?<![\dA-Za-z.])[48]00[ -]?\d{3}[ -]?\d{4}(?!\d)|(?<![\dA-Za-z.])[48]00\d[ -]\d{3}[ -]\d{3}(?!\d)|(?<![\dA-Za-z.])[48]00-\d{4}-\d{3}(?!\d)"
)
_FOREIGN = re.compile(
    r"(?<![A-Za-z0-9+])\+(?!86)\d{1,3}(?:[ -]?\(?\d{1,4}\)?){2,5}(?!\d)"
    r"|(?<![A-Za-z0-9.])(?:1-)?\(?[2-9]\d{2}\)?[ .-]\d{3}[.-]\d{4}(?:\s?(?:x|ext\.?)\s?\d{1,6})?(?!\d)"
    r"|(?<![A-Za-z0-9.])(?<!\d )0\d{2,4} (?:\d{3,4} \d{3,4}|\d{6})(?!\d)",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"(?<![\d.-])[2-8]\d{2,3}[ -](?!(?:19|20)\d\d)\d{4}(?![\d-])")
_CALLED = re.compile(
    r"(?:电话|座机|手机|号码|传真|打|拨|分机|热线|tel|phone|call|number)(?:号|号码)?[^\d\n，。；,;]{0,6}"
    r"(?P<number>(?<![\d.])[1-9]\d{2,3}[ -]?\d{4}(?:\s?(?:转|分机|-)\s?\d{1,6})?(?!\d))",
    re.IGNORECASE,
)
_SAID = re.compile(rf"[{_SPOKEN}](?:[{_SPOKEN}]|[ 、-](?=[{_SPOKEN}])){{6,24}}")
_ACCOUNT = re.compile(
    r"(?:微信号?|wechat|QQ号?|qq|抖音号?|账号|帐号|用户名)(?:是|叫|为|:|就是|：| )*"
    r"(?P<account>[A-Za-z][\w-]{4,24}|[1-9]\d{4,11})(?![\w@-])",
    re.ASCII,
)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·• ]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]"
    r"(?![A-Za-z0-9])"
)
_CARD_WORDS = re.compile(r"(?:卡号|账号|帐号|银行卡|卡|账户|card|account)\D{0,12}$", re.IGNORECASE)
_IDENTITY_WORDS = re.compile(r"(?:身份证|证件|证号|identity)\D{0,12}$", re.IGNORECASE)


def find_numbers(text: str) -> list[Hit]:
    """Every number of a kind that identifies; those with a check digit only where it is right.

    Identity cards by GB 11643-1999, social credit codes by GB 32100-2015, bank cards by
    ISO/IEC 7812 (Luhn). A number that is called a card but fails its check is found, not sure.
    """
    folded = text.translate(_FOLD)
    found = [
        *(Hit(*m.span(), Kind.EMAIL, True, "pattern") for m in _EMAIL.finditer(folded)),
        *_identities(folded),
        *_cards(folded),
        *_phones(folded),
        *_accounts(folded),
    ]
    return sorted(found)


def is_identity(number: str) -> bool:
    """Whether *number* (18 characters) is that of a Chinese identity card: region, birth, check digit."""
    signs = number.upper()
    if len(signs) != 18 or signs[:2] not in _PROVINCES or not _is_date(signs[6:14]):
        return False
    total = sum(weight * int(sign) for weight, sign in zip(_WEIGHTS, signs, strict=False))
    return signs[17] == "10X98765432"[total % 11]


def is_credit_code(code: str) -> bool:
    """Whether *code* is a unified social credit code with the right check sign."""
    if len(code) != 18 or any(sign not in _CREDIT_SIGNS for sign in code):
        return False
    values = [_CREDIT_SIGNS.index(sign) for sign in code]
    total = sum(weight * value for weight, value in zip(_CREDIT_WEIGHTS, values, strict=False))
    return values[17] == (31 - total % 31) % 31


def is_card(digits: str) -> bool:
    """Whether *digits* pass the Luhn check."""
    doubled = (2 * int(digit) if at % 2 else int(digit) for at, digit in enumerate(digits[::-1]))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _identities(text: str) -> Iterator[Hit]:
    for match in _IDENTITY.finditer(text):
        number = re.sub(r"[ -]", "", match[0])
        if is_identity(number):
            yield Hit(*match.span(), Kind.ID_NUMBER, True, "check_digit")
        elif _IDENTITY_WORDS.search(text[: match.start()][-24:]):
            yield Hit(*match.span(), Kind.ID_NUMBER, False, "check_fails")
    for match in _OLD_IDENTITY.finditer(text):
        number = match[0].replace(" ", "")
        if number[:2] in _PROVINCES and _is_date(f"19{number[6:12]}"):
            yield Hit(*match.span(), Kind.ID_NUMBER, True, "old_identity")
    for match in _CREDIT.finditer(text):
        if is_credit_code(match[0]):
            yield Hit(*match.span(), Kind.ID_NUMBER, True, "check_digit")


def _cards(text: str) -> Iterator[Hit]:
    for match in _CARD.finditer(text):
        digits = re.sub(r"[ -]", "", match[0])
        if is_card(digits):
            yield Hit(*match.span(), Kind.BANK_CARD, True, "check_digit")
        elif _CARD_WORDS.search(text[: match.start()][-24:]):
            yield Hit(*match.span(), Kind.BANK_CARD, False, "check_fails")


def _phones(text: str) -> Iterator[Hit]:
    for pattern in (_MOBILE, _LANDLINE, _SERVICE, _FOREIGN, _LOCAL):
        for match in pattern.finditer(text):
            yield Hit(*match.span(), Kind.PHONE, True, "pattern")
    for match in _CALLED.finditer(text):
        yield Hit(*match.span("number"), Kind.PHONE, True, "cue")
    for match in _SAID.finditer(text):
        digits = re.sub(r"[ 、-]", "", match[0]).translate(_DIGITS)
        if re.fullmatch(r"1[3-9]\d{9}", digits) or re.fullmatch(r"0\d{9,11}", digits):
            yield Hit(*match.span(), Kind.PHONE, True, "spoken")
        elif is_identity(digits):
            yield Hit(*match.span(), Kind.ID_NUMBER, True, "spoken")


def _accounts(text: str) -> Iterator[Hit]:
    for match in _ACCOUNT.finditer(text):
        yield Hit(*match.span("account"), Kind.ACCOUNT, True, "cue")
    for match in _PLATE.finditer(text):
        yield Hit(*match.span(), Kind.ACCOUNT, True, "pattern")


def _is_date(digits: str) -> bool:
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year <= 2100
    except ValueError:
        return False

"""What tells who somebody is: found where it is, and no more than that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.text.identify.find import find
from coder.text.identify.hits import Kind, Lists
from coder.text.identify.numbers import is_card, is_credit_code, is_identity


def sure(text: str, lists: Lists | None = None) -> list[tuple[str, str]]:
    """What is proposed to be hidden: the words and their kind."""
    hits = find(text, lists or Lists())
    return [(text[hit.start : hit.end], hit.kind.value) for hit in hits if hit.sure]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("我的手机是13812345678，随时打。", "13812345678"),
        ("手机 138 1234 5678 是微信同号", "138 1234 5678"),
        ("打+86-138-1234-5678就行", "+86-138-1234-5678"),
        ("座机0571-87654321转203。", "0571-87654321转203"),
        ("传真(010)6554 3210", "(010)6554 3210"),
        ("热线400-123-4567", "400-123-4567"),
        ("拨8765-4321找他", "8765-4321"),
        ("全角的１３８１２３４５６７８也是", "１３８１２３４５６７８"),
        ("他念的是幺三八零零一二三四五六", "幺三八零零一二三四五六"),
        ("call me on +44 20 7946 0958 please", "+44 20 7946 0958"),
    ],
)
def test_telephones(text: str, number: str):
    """A number is found whole, in every way that it is written."""
    assert sure(text) == [(number, "phone")]


@pytest.mark.parametrize(
    "text",
    [
        "2019-2020年度的合同",
        "上午10:30开会，9点25分结束",
        "执行GB 30871-2022和AQ 3013-2008",
        "安监〔2019〕12号文，合同号HT20190012",
        "去年花了12345678元",
        "合同编号 110105194912310021 不是证件",
        "流水号6222021234567890124",
    ],
)
def test_numbers_that_name_nobody(text: str):
    """Years, times, standards, amounts, and numbers whose check digit is wrong stay."""
    assert sure(text) == []


def test_identity_numbers():
    """Those whose check digit is right, with x or blanks; old ones by their date."""
    text = "身份证11010519491231002X，另一个是110105 19491231 002x，老的是110105491231002。"

    assert sure(text) == [
        ("11010519491231002X", "id_number"),
        ("110105 19491231 002x", "id_number"),
        ("110105491231002", "id_number"),
    ]


def test_a_called_card_with_a_wrong_digit_is_shown():
    """What is called a card and fails its check is for a person to decide."""
    text = "卡号6222021234567890124，打错一位"

    (hit,) = find(text)
    assert (hit.kind, hit.sure, hit.why) == (Kind.BANK_CARD, False, "check_fails")


def test_mail_cards_and_accounts():
    """E-mail, bank cards by Luhn, what a messenger calls somebody, licence plates."""
    text = (
        "邮箱zhang.san@example.com.cn，卡号4111 1111 1111 1111，微信号lao_wang88，车牌浙A·12345。"
    )

    assert sure(text) == [
        ("zhang.san@example.com.cn", "email"),
        ("4111 1111 1111 1111", "bank_card"),
        ("lao_wang88", "account"),
        ("浙A·12345", "account"),
    ]


def test_checks_against_published_numbers():
    """The standards' own examples: GB 11643 annex, GB 32100 annex, ISO/IEC 7812 annex B."""
    assert is_identity("11010519491231002X")
    assert not is_identity("110105194912310021")
    assert not is_identity("11010519491331002X")
    assert is_credit_code("91350100M000100Y43")
    assert not is_credit_code("91350100M000100Y44")
    assert is_card("49927398716")
    assert not is_card("49927398717")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("我叫王建国，是科长。", ["王建国"]),
        ("找张伟民和欧阳慧敏去谈。", ["张伟民", "欧阳慧敏"]),
        ("是张科长和老李定的，小王、陈姐、刘总都在。", ["张科长", "老李", "小王", "陈姐", "刘总"]),
        ("买买提·艾力去了，后来是阿依古丽·热合曼带的队", ["买买提·艾力", "阿依古丽·热合曼"]),
        ("负责人：赵晓明，不在。后来赵晓明来了。", ["赵晓明", "赵晓明"]),
        (
            "Ask Sarah Mitchell. Mitchell knows Dr. Wei Chen.",
            ["Sarah Mitchell", "Mitchell", "Wei Chen"],
        ),
    ],
)
def test_people(text: str, names: list[str]):
    """Full names, surnames with titles, familiar forms, names with a dot, English names."""
    assert sure(text) == [(name, "person") for name in names]


def test_words_that_look_like_names():
    """Everyday words that begin with a surname are no names."""
    text = "高兴归高兴，马上到周末，安全方面的常规任务，经费余额不够，项目计划也没有方案，黄金时间施工，党委和街道都管。"

    assert sure(text) == []


def test_addresses_organisations_places():
    """An address is one thing; an organisation is found with the name before what it is."""
    text = "我在临江市应急管理局，家住海淀区中山路88号3栋502室，以前在华安安全技术有限公司，老家石桥镇周家村，去过杭州。"

    assert sure(text) == [
        ("临江市应急管理局", "organisation"),
        ("海淀区中山路88号3栋502室", "address"),
        ("华安安全技术有限公司", "organisation"),
        ("石桥镇周家村", "place"),
        ("杭州", "place"),
    ]


def test_bodies_without_a_name():
    """Kinds of organisations and areas tell nothing of who."""
    text = "我们公司是第三方机构，全市的企业都归街道管，区里的应急管理局管综合，各街道自己招标。"

    assert sure(text) == []


def test_english_places_and_organisations():
    """English addresses, organisations and places."""
    text = "I work for Northgate Consulting at 12 Baker Street, London, near Port Calder."

    assert sure(text) == [
        ("Northgate Consulting", "organisation"),
        ("12 Baker Street, London", "address"),
        ("Port Calder", "place"),
    ]


def test_the_users_lists():
    """What is on a list is found wherever it stands; what is never hidden is not found."""
    lists = Lists(people=("高兴",), organisations=("宏盾",), never=("老李",))

    assert sure("高兴说宏盾和老李都来了，高兴得很", lists) == [
        ("高兴", "person"),
        ("宏盾", "organisation"),
        ("高兴", "person"),
    ]


def test_speakers():
    """A label that is a name is a name, and so is the same word in the talk."""
    text = "小鱼儿：开始吧。\n答：小鱼儿说得对。"

    assert [(h.start, h.why) for h in find(text, speakers=["小鱼儿"])][:1] == [(0, "speaker")]
    assert sum(text[h.start : h.end] == "小鱼儿" for h in find(text, speakers=["小鱼儿"])) == 2


_PIECES = st.sampled_from(
    ["王建国", "张科长", "13812345678", "，", "。", "\n", " ", "在", "说", "中山路8号", "·", "华安公司",
     "4111111111111111", "a@b.cn", "Dr. Wei Chen", "某人", "\u3000", "😀", "11010519491231002X", "老", "李"]
)  # fmt: skip


@given(st.lists(st.one_of(_PIECES, st.text(max_size=6)), max_size=30).map("".join))
def test_hits_are_apart_and_inside(text: str):
    """Whatever the text: hits are in order, not empty, not overlapping, inside the text."""
    hits = find(text)

    places = [0, *(edge for hit in hits for edge in (hit.start, hit.end)), len(text)]
    assert places == sorted(places)
    assert all(hit.start < hit.end for hit in hits)

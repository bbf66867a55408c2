"""Pseudonyms say what kind of thing they stand for, and stand for one thing alone."""

from __future__ import annotations

from coder.model import Role
from coder.text.identify.hits import Kind
from coder.text.pseudonyms import pseudonyms


def test_what_they_look_like():
    """By kind, by title, by what a place or an organisation is; speakers by their role."""
    found = [
        ("王建国", Kind.PERSON),
        ("陈晓明", Kind.PERSON),
        ("张科长", Kind.PERSON),
        ("李科长", Kind.PERSON),
        ("刘总", Kind.PERSON),
        ("老李", Kind.PERSON),
        ("临江市应急管理局", Kind.ORGANISATION),
        ("长宁区", Kind.PLACE),
        ("杭州", Kind.PLACE),
        ("13812345678", Kind.PHONE),
        ("Sarah Mitchell", Kind.PERSON),
    ]
    speakers = {"王建国": Role.INTERVIEWEE, "陈晓明": Role.INTERVIEWER}

    assert list(pseudonyms(found, {}, speakers=speakers).values()) == [
        "受访者A", "访谈员A", "某科长A", "某科长B", "某总经理A", "某人A", "某应急管理局A", "某区A", "某市A",
        "某电话A", "Person A",
    ]  # fmt: skip


def test_known_ones_stay_and_none_is_taken_twice():
    """A word keeps its pseudonym; one in use, or that the texts say already, is given to nobody."""
    found = [("张三", Kind.PERSON), ("李四", Kind.PERSON)]

    given = pseudonyms(found, {"张三": "某人B"}, occurs="某人A也在场".__contains__)

    assert given == {"张三": "某人B", "李四": "某人C"}


def test_more_than_the_alphabet():
    """After Z comes AA."""
    found = [(f"甲{number}", Kind.PHONE) for number in range(28)]

    assert list(pseudonyms(found, {}).values())[25:] == ["某电话Z", "某电话AA", "某电话AB"]


def test_numbers_in_english_talk():
    """A number has no language of its own: it takes that of the talk."""
    found = [("13812345678", Kind.PHONE), ("a@b.com", Kind.EMAIL)]

    assert list(pseudonyms(found, {}, english={"a@b.com"}).values()) == ["某电话A", "E-mail A"]

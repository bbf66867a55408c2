"""Results in sentences, as a thesis has them: plain, and no more than the numbers say.

All are of what was said in these interviews; nothing is inferred to people who were not asked,
and codes that stand together are said to stand together, not to cause each other.
"""

from __future__ import annotations

from collections.abc import Sequence

from coder.analysis.facts import CodeFacts, Facts, Tie

FEW = 10  # interviews in a group below which groups are only described


def named(labels: Sequence[str], language: str) -> str:
    """Labels in quotation marks, as a list."""
    if language == "en":
        said = [f"“{label}”" for label in labels]
        return said[0] if len(said) == 1 else ", ".join(said[:-1]) + f" and {said[-1]}"
    return "".join(f"“{label}”" for label in labels)


def percent(part: int, whole: int, language: str) -> str:
    """A share with one decimal; nothing of nothing is a dash."""
    if not whole:
        return "–"
    return f"{part / whole:.1%}" if language == "zh" else f"{100 * part / whole:.1f} %"


def overview(facts: Facts, kind: str) -> list[str]:
    """The codes of *kind* in all interviews: how much, which most, which least, which never."""
    zh = facts.language == "zh"
    codes = facts.of_kind(kind)
    used = [code for code in codes if code.references]
    n, word = facts.documents, facts.kinds.get(kind, kind)
    if not used:
        return [
            f"码本中属于“{word}”的{len(codes)}个编码在这些访谈里都没有出现。"
            if zh
            else f"None of the {len(codes)} codes of the kind “{word}” occurs in these interviews."
        ]
    total = sum(code.references for code in used)
    most = [code for code in used if code.documents == used[0].documents]
    said = [
        f"码本中属于“{word}”的编码有{len(codes)}个，{_how_many(len(used), len(codes), zh=True)}在访谈中出现，共{total}处参考点。"
        if zh
        else f"The codebook has {len(codes)} codes of the kind “{word}”; {_how_many(len(used), len(codes), zh=False)} occur, in {total} references."
    ]
    said.append(_most(most, n, zh=zh))
    rest = used[len(most) :][:2]
    if rest:
        said.append(_next(rest, zh=zh))
    oftenest = max(used, key=lambda code: code.references)
    if oftenest not in most:
        said.append(
            f"按参考点计，“{oftenest.label}”最多，有{oftenest.references}处。"
            if zh
            else f"Counted by references, “{oftenest.label}” comes first with {oftenest.references}."
        )
    if len(used) > len(most) + len(rest):
        said.append(_least(used, zh=zh))
    if never := [code.label for code in codes if not code.references]:
        said.append(
            f"{named(never, 'zh')}没有出现。" if zh else f"{named(never, 'en')} did not occur."
        )
    return said


def by_group(facts: Facts, kind: str) -> list[str]:
    """What each group speaks of most, and how far that carries."""
    zh = facts.language == "zh"
    if len(facts.groups) < 2:
        return []
    codes = facts.of_kind(kind)
    said = []
    for at, group in enumerate(facts.groups):
        ranked = sorted(codes, key=lambda c: (-c.groups[at][1], -c.groups[at][3]))
        first = (
            [c for c in ranked if c.groups[at][1:] == ranked[0].groups[at][1:]] if ranked else []
        )
        if not first or not first[0].groups[at][1]:
            said.append(
                f"{group.label}的{group.documents}篇访谈没有提到"
                if zh
                else f"{group.label} (n = {group.documents}) mention none of them"
            )
            continue
        _, documents, n, references = first[0].groups[at]
        labels = named([code.label for code in first[:3]], facts.language)
        each = ("各" if len(first) > 1 else "") if zh else (" each" if len(first) > 1 else "")
        said.append(
            f"{group.label}（{n}篇）谈得最多的是{labels}（{each}{documents}篇、{references}处）"
            if zh
            else f"{group.label} (n = {n}) speak most of {labels} ({counted(documents, 'interview')}, {counted(references, 'reference')}{each})"
        )
    sizes = [group.documents for group in facts.groups]
    lines = ["分组看，" + "；".join(said) + "。" if zh else "By group: " + "; ".join(said) + "."]
    if min(sizes) < FEW:
        lines.append(_few(sizes, zh=zh))
    return lines


def one_code(facts: Facts, code: CodeFacts, *, groups: bool = True) -> str:
    """A code: interviews, references, by group where wanted, how much of it a person has seen."""
    n, language = facts.documents, facts.language
    machine = code.references - code.by_people
    share = percent(code.documents, n, language)
    if not code.references:
        return (
            f"{n}篇访谈中没有人提到。"
            if language == "zh"
            else f"None of the {n} interviews mentions it."
        )
    if language == "zh":
        listed = "、".join(f"{label}{k}/{m}篇" for label, k, m, _ in code.groups)
        text = f"在{n}篇访谈中，有{code.documents}篇（{share}）提到，共{code.references}处"
        text += f"：{listed}。" if groups else "。"
        return text + _sure_zh(code.by_people, machine)
    listed = ", ".join(f"{label} {k} of {m}" for label, k, m, _ in code.groups)
    text = f"Mentioned in {code.documents} of {n} interviews ({share}), in {counted(code.references, 'reference')}"
    text += f": {listed}." if groups else "."
    return f"{text} {_sure_en(code.by_people, machine)}"


def tied(facts: Facts, code: CodeFacts, kind: str, most: int = 3) -> str:
    """Which codes of *kind* are spoken of in the same turns as *code*; "" for none."""
    labels = {one.id: one.label for one in facts.codes if one.kind == kind}
    ties = [t for t in facts.ties if code.id in (t.first, t.second)]
    pairs = [(labels[other], t) for t in ties if (other := _other(t, code.id)) in labels]
    pairs.sort(key=lambda pair: (-pair[1].documents, -pair[1].turns))
    word = facts.kinds.get(kind, kind)
    if not pairs:
        return ""
    if facts.language == "zh":
        said = "、".join(
            f"“{label}”（{t.documents}篇，{t.turns}个话轮）" for label, t in pairs[:most]
        )
        return f"与它在同一话轮里谈到的{word}，较多的是{said}。"
    said = ", ".join(
        f"“{label}” ({counted(t.documents, 'interview')}, {counted(t.turns, 'turn')})"
        for label, t in pairs[:most]
    )
    return f"Of the kind “{word}”, spoken of in the same turns most often: {said}."


def cautions(facts: Facts) -> list[str]:
    """What the numbers of this report are not."""
    zh = facts.language == "zh"
    machine = facts.references - facts.by_people
    said = [
        (
            "本报告描述的是这些访谈里说了什么、多少人说；篇数和处数反映谈论的多少，不等于问题本身的轻重。",
            "This report describes what is said in these interviews, and by how many; counts tell how much is said of a thing, not how grave it is.",
        ),
        (
            "两个编码在同一话轮里出现，只说明受访者把它们放在一起谈；是否构成因果，要回到原话判断。",
            "Two codes in one turn tell that the interviewee speaks of them together; whether one is the cause of the other is to be judged from the words.",
        ),
    ]
    if machine:
        share = percent(machine, facts.references, facts.language)
        said.append(
            (
                f"计入的参考点中有{machine}处（{share}）是机器标注、尚未经人复核，数字会随复核而变。",
                f"{machine} of the references counted ({share}) are the tagger's and no person has looked at them yet; the numbers will change as they are reviewed.",
            )
        )
    if facts.fictional:
        said.append(
            (
                "访谈材料注明为虚构，本报告只用来说明软件的用法，不能当作研究发现引用。",
                "The interviews say that they are fictional: this report shows what the program does and is no finding to be cited.",
            )
        )
    return [one[0] if zh else one[1] for one in said]


def counted(n: int, word: str) -> str:
    """A number with its English noun."""
    return f"{n} {word}" if n == 1 else f"{n} {word}s"


def _how_many(used: int, every: int, *, zh: bool) -> str:
    if used == every:
        return "全部" if zh else "all of them"
    return f"其中{used}个" if zh else f"{used} of them"


def _most(most: Sequence[CodeFacts], n: int, *, zh: bool) -> str:
    first = most[0]
    share = percent(first.documents, n, "zh" if zh else "en")
    labels = named([code.label for code in most[:4]], "zh" if zh else "en")
    if len(most) == 1:
        return (
            f"提及面最广的是{labels}：{n}篇访谈中有{first.documents}篇（{share}）提到，共{first.references}处。"
            if zh
            else f"Most widely mentioned is {labels}: in {first.documents} of {n} interviews ({share}), in {counted(first.references, 'reference')}."
        )
    more = f"等{len(most)}个编码" if len(most) > 4 else ""
    other = f" ({len(most)} codes in all)" if len(most) > 4 else ""
    return (
        f"提及面最广的是{labels}{more}：{n}篇访谈中各有{first.documents}篇（{share}）提到。"
        if zh
        else f"Most widely mentioned are {labels}{other}, each in {first.documents} of {n} interviews ({share})."
    )


def _next(rest: Sequence[CodeFacts], *, zh: bool) -> str:
    if zh:
        said = "、".join(f"“{c.label}”（{c.documents}篇，{c.references}处）" for c in rest)
        return f"其次是{said}。"
    said = " and ".join(
        f"“{c.label}” ({counted(c.documents, 'interview')}, {counted(c.references, 'reference')})"
        for c in rest
    )
    return f"Next come {said}."


def _least(used: Sequence[CodeFacts], *, zh: bool) -> str:
    least = used[-1]
    last = [code for code in used if code.documents == least.documents]
    labels = named([code.label for code in last[:4]], "zh" if zh else "en")
    each = "各" if len(last) > 1 else ""
    return (
        f"提及最少的是{labels}，{each}有{least.documents}篇。"
        if zh
        else f"Least widely mentioned: {labels}, in {counted(least.documents, 'interview')}{' each' if len(last) > 1 else ''}."
    )


def _few(sizes: Sequence[int], *, zh: bool) -> str:
    span = str(min(sizes)) if min(sizes) == max(sizes) else f"{min(sizes)}–{max(sizes)}"
    return (
        f"各组只有{span}篇访谈，组间的差别只描述这些访谈，不能推及各组全体。"
        if zh
        else f"With {span} interviews a group, differences between groups describe these interviews and no more."
    )


def _sure_zh(people: int, machine: int) -> str:
    if not machine:
        return "全部经人给出或确认。"
    if not people:
        return "均为机器标注，尚未经人复核。"
    return f"其中{people}处经人给出或确认，{machine}处为机器标注、尚未复核。"


def _sure_en(people: int, machine: int) -> str:
    if not machine:
        return "All were given or confirmed by a person."
    if not people:
        return "All are the tagger's and not reviewed yet."
    return f"{people} were given or confirmed by a person, {machine} are the tagger's and not reviewed yet."


def _other(tie: Tie, code: str) -> str:
    return tie.second if tie.first == code else tie.first

"""What differs between two codebooks: in meaning, or only in wording."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace

from coder.model import Bilingual, Code, Codebook, Pattern

Chooser = Callable[[str, str], str]
MEANING = frozenset(
    "definition include exclude examples counter_examples terms patterns kind retired".split()
)
FIELDS = {
    "id": Bilingual("编号", "id"),
    "label": Bilingual("名称", "label"),
    "kind": Bilingual("类别", "kind"),
    "parent": Bilingual("上级", "parent"),
    "aspect": Bilingual("方面", "aspect"),
    "definition": Bilingual("定义", "definition"),
    "include": Bilingual("何时用", "include"),
    "exclude": Bilingual("何时不用", "exclude"),
    "examples": Bilingual("例句", "examples"),
    "counter_examples": Bilingual("反例", "counter-examples"),
    "terms": Bilingual("词语", "terms"),
    "patterns": Bilingual("句式", "patterns"),
    "origin": Bilingual("来源", "origin"),
    "color": Bilingual("颜色", "colour"),
    "retired": Bilingual("停用", "retired"),
}
_LISTS = ("include", "exclude", "examples", "counter_examples", "terms", "patterns")


@dataclass(frozen=True)
class ListChange:
    """What came into and went out of one list of a code; both empty where only the order did."""

    field: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodeChange:
    """A code that both codebooks have, said differently.

    Attributes:
        fields: the names of the fields that differ, in the order of `Code`.
        meaning: whether one of them decides what is coded.
        rescored: whether the tagger has to score it again.
    """

    id: str
    fields: tuple[str, ...]
    meaning: bool
    rescored: bool
    lists: tuple[ListChange, ...] = ()


@dataclass(frozen=True)
class CodebookDiff:
    """From an old codebook to a new one; all ids in the order of the file they are in.

    Attributes:
        rescored: ids that the tagger has to score (again): added, or changed in what it reads.
        reordered: whether codes that both have stand in another order.
        likely_renames: (removed id, added id) with the same content: an offer, not a fact.
        labels: what the codes that differ are called, by id.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[CodeChange, ...] = ()
    rescored: tuple[str, ...] = ()
    reordered: bool = False
    likely_renames: tuple[tuple[str, str], ...] = ()
    labels: Mapping[str, Bilingual] = field(default_factory=dict, compare=False, repr=False)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.reordered)

    def say(self, language: str = "zh") -> list[str]:
        """One line a difference, in *language* ("zh" or "en")."""
        say = _chooser(language)
        lines = [say("新增编码：", "code added: ") + self._named(id, say) for id in self.added]
        lines += [say("删去编码：", "code removed: ") + self._named(id, say) for id in self.removed]
        for old, new in self.likely_renames:
            lines.append(
                say(f"{old} 与 {new} 内容相同，像是改名", f"{old} and {new} say the same: renamed?")
            )
        for change in self.changed:
            lines += _say_change(change, self._named(change.id, say), say)
        if self.reordered:
            lines.append(say("编码的先后次序变了", "the order of the codes changed"))
        return lines

    def _named(self, id: str, say: Chooser) -> str:
        """A code's label with its id, in *say*'s language."""
        label = self.labels.get(id, Bilingual())
        called = say(label.zh or label.en, label.en or label.zh)
        return say(f"{called}（{id}）", f"{called} ({id})") if called else id


def diff(old: Codebook, new: Codebook) -> CodebookDiff:
    """What has to be said about *new* to someone who knows *old*."""
    added = [code for code in new.codes if code.id not in old.by_id]
    removed = [code for code in old.codes if code.id not in new.by_id]
    kept = [code for code in new.codes if code.id in old.by_id]
    changed = tuple(
        _change(old.by_id[code.id], code) for code in kept if old.by_id[code.id] != code
    )
    touched = {code.id for code in added} | {one.id for one in changed if one.rescored}
    return CodebookDiff(
        added=_ids(added),
        removed=_ids(removed),
        changed=changed,
        rescored=tuple(code.id for code in new.codes if code.id in touched),
        reordered=_ids(kept) != tuple(code.id for code in old.codes if code.id in new.by_id),
        likely_renames=tuple(_likely_renames(removed, added)),
        labels={code.id: code.label for code in (*old.codes, *new.codes)},
    )


def _ids(codes: Iterable[Code]) -> tuple[str, ...]:
    return tuple(code.id for code in codes)


def _change(old: Code, new: Code) -> CodeChange:
    names = tuple(
        one.name for one in fields(Code) if getattr(old, one.name) != getattr(new, one.name)
    )
    lists = tuple(
        _list_change(name, getattr(old, name), getattr(new, name))
        for name in names
        if name in _LISTS
    )
    meaning = not MEANING.isdisjoint(names)
    return CodeChange(new.id, names, meaning, old.tagging_key != new.tagging_key, lists)


def _list_change(
    name: str, old: tuple[str | Pattern, ...], new: tuple[str | Pattern, ...]
) -> ListChange:
    added = tuple(_shown(item) for item in new if item not in old)
    removed = tuple(_shown(item) for item in old if item not in new)
    return ListChange(name, added, removed)


def _shown(item: str | Pattern) -> str:
    return item if isinstance(item, str) else item.regex or item.tokens


def _likely_renames(removed: list[Code], added: list[Code]) -> Iterable[tuple[str, str]]:
    """Pairs that say the same but for id, parent and looks; each code in one pair at most."""
    left = {code.id: _content(code) for code in added}
    for code in removed:
        same = next((id for id, content in left.items() if content == _content(code)), None)
        if same is not None:
            del left[same]
            yield code.id, same


def _content(code: Code) -> Code:
    """The rules of a code; where it has none, its label stands for it."""
    bare = replace(code, id="", parent="", aspect="", origin="", color="", retired=False)
    rules = replace(bare, label=Bilingual())
    return bare if rules == Code("", Bilingual(), kind=code.kind) else rules


def _chooser(language: str) -> Chooser:
    return lambda zh, en: en if language == "en" else zh


def _say_change(change: CodeChange, named: str, say: Chooser) -> list[str]:
    sort = say("含义", "meaning") if change.meaning else say("文字", "wording")
    field_names = {name: say(FIELDS[name].zh, FIELDS[name].en) for name in change.fields}
    names = say("、", ", ").join(field_names.values())
    lines = [say(f"{named}：{sort}有改动（{names}）", f"{named}: {sort} changed ({names})")]
    for one in change.lists:
        lines += [f"  {field_names[one.field]} + {item}" for item in one.added]
        lines += [f"  {field_names[one.field]} - {item}" for item in one.removed]
    return lines

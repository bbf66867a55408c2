"""The XML of REFI-QDA: parsed without entities, read without trust in namespaces and cases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, ParseError

from coder.errors import CoderError

_NAMESPACE = re.compile(r"\{urn:QDA-XML:(project|codebook):[^}]*\}.*", re.IGNORECASE)


def parse(content: bytes, file: str) -> Element:
    """The root element, `Project` or `CodeBook`, of whichever version of the namespace.

    Raises:
        CoderError: exchange_entities, exchange_not_xml, exchange_not_refi.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise CoderError("exchange_entities", file=file) from error
    except (ParseError, ValueError, LookupError) as error:
        raise CoderError("exchange_not_xml", file=file, reason=error) from error
    if local(root) not in ("Project", "CodeBook"):
        raise CoderError("exchange_not_refi", file=file, found=local(root)[:40])
    return root


def foreign_namespace(root: Element) -> bool:
    """Whether the root is of a namespace that is none of the standard's versions."""
    return root.tag.startswith("{") and not _NAMESPACE.fullmatch(root.tag)


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The children of those names, in order; none of no element."""
    return (one for one in element if local(one) in names) if element is not None else iter(())


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    return next(children(element, name), None)


def said(element: Element | None, name: str) -> str:
    """The text of the first child of that name, "" without one."""
    found = child(element, name)
    return plain(found.text or "") if found is not None else ""


def plain(text: str) -> str:
    """*text* with LF line ends and without outer white space."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def guid(written: str | None) -> str:
    """A GUID as it is compared: without braces, in lower case."""
    return (written or "").strip().strip("{}").lower()


def targets(element: Element, *names: str) -> list[str]:
    """What the references among the children point to."""
    return [guid(one.get("targetGUID") or one.get("guid")) for one in children(element, *names)]


def number(element: Element, name: str) -> int:
    """A position, -1 where none is written."""
    try:
        return int(element.get(name, ""))
    except ValueError:
        return -1


def moment(written: str | None) -> str:
    """A time as UTC with Z, "" where it cannot be read."""
    try:
        time = datetime.fromisoformat((written or "").strip())
    except ValueError:
        return ""
    if time.tzinfo is not None:
        time = time.astimezone(UTC)
    return time.replace(tzinfo=None).isoformat() + "Z"

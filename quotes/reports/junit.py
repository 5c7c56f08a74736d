"""JUnit XML for CI servers, of checks, of findings and of verified quotations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree

from quotes.reports.escaping import xml_characters, xml_text

Outcome = Literal["failure", "error"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JunitCase:
    """A test case: its name, the suite it stands in (None: the only one, named as the command), and what went wrong.

    `outcome` is None for a case that passed; else `message` says in a line what is wrong, `type` is a word for its
    kind, and `details` may have several lines.
    """

    name: str
    suite: str | None = None
    outcome: Outcome | None = None
    message: str = ""
    type: str = ""
    details: str = ""


def junit_xml(command: str, cases: Sequence[JunitCase], properties: Mapping[str, str] | None = None) -> str:
    """Return JUnit XML with the cases of a command ("quotes lint") by their suites, and properties of the first one."""
    root = ElementTree.Element("testsuites", {"name": command} | _counts(cases))
    for name in dict.fromkeys(one.suite for one in cases) or [None]:
        own = [one for one in cases if one.suite == name]
        suite = ElementTree.SubElement(root, "testsuite", {"name": xml_characters(name or command)} | _counts(own))
        if properties:
            values = ElementTree.SubElement(suite, "properties")
            for key, value in properties.items():
                ElementTree.SubElement(values, "property", name=key, value=value)
            properties = None
        for case in own:
            _add(case, suite, command.replace(" ", "."))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, "unicode") + "\n"


def _counts(cases: Iterable[JunitCase]) -> dict[str, str]:
    outcomes = [one.outcome for one in cases]
    return {
        "tests": str(len(outcomes)),
        "failures": str(outcomes.count("failure")),
        "errors": str(outcomes.count("error")),
    }


def _add(case: JunitCase, suite: ElementTree.Element, classname: str) -> None:
    element = ElementTree.SubElement(suite, "testcase", name=xml_text(case.name), classname=classname)
    if case.outcome:
        attributes = {"message": xml_text(case.message), "type": case.type}
        wrong = ElementTree.SubElement(element, case.outcome, attributes)
        wrong.text = xml_characters(case.details) or None

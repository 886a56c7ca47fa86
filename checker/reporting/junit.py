"""The verdicts as JUnit XML, for programs that run checks and show which failed.

A statement against a criterion and an inconsistency fail; a gap does not, but
is said; what does not apply, or needs a person, is skipped with that word.
"""

from __future__ import annotations

from lxml import etree

from checker.findings import against
from checker.model import Assessment, Evidence, Inconsistency, Outcome, Verdict
from checker.reporting.wording import OUTCOMES, in_order, place
from checker.reporting.xml_text import allowed


def render(assessment: Assessment) -> str:
    """JUnit XML text: a suite for each document, and one for what stands between them."""
    root = etree.Element("testsuites", name="sensecheck")
    titles = {criterion.id: criterion.title for criterion in assessment.criteria}
    for document in in_order(assessment.documents):
        verdicts = [v for v in assessment.verdicts if v.document == document.id]
        suite = etree.SubElement(root, "testsuite", name=allowed(document.path))
        for verdict in sorted(verdicts, key=lambda v: v.criterion):
            name = f"{verdict.criterion} ({titles[verdict.criterion]})"
            case = _case(suite, document.id, name)
            _answer(case, verdict, assessment.known)
    if assessment.inconsistencies:
        suite = etree.SubElement(root, "testsuite", name="between the documents")
        for item in sorted(assessment.inconsistencies, key=lambda i: (i.type.value, i.id)):
            case = _case(suite, item.type.value, f"{' and '.join(item.documents)} ({item.id})")
            _disagreement(case, item, item.id in assessment.known)
    for suite in (*root, root):
        for count, name in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
            suite.set(count, str(sum(1 for _ in suite.iter(name))))
    etree.indent(root)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"
    )


def _case(suite: etree._Element, group: str, name: str) -> etree._Element:
    return etree.SubElement(suite, "testcase", classname=allowed(group), name=allowed(name))


def _answer(case: etree._Element, verdict: Verdict, before: frozenset[str]) -> None:
    word = OUTCOMES[verdict.outcome].word
    known = f"{verdict.document} {verdict.criterion}" in before
    if verdict.outcome is Outcome.CONTRADICTED and not known:
        _failure(case, word, verdict.reason, against(verdict, before))
    elif verdict.outcome is Outcome.NOT_APPLICABLE or verdict.needs_review or known:
        why = "known already" if known else "needs a person" if verdict.needs_review else word
        etree.SubElement(case, "skipped", message=why)
    elif verdict.outcome is not Outcome.MET:
        etree.SubElement(case, "system-out").text = allowed(f"{word}: {verdict.reason}")


def _disagreement(case: etree._Element, item: Inconsistency, known: bool) -> None:
    if known:
        etree.SubElement(case, "skipped", message="known already")
    else:
        _failure(case, item.severity.value, f"{item.summary} {item.suggestion}", item.evidence)


def _failure(case: etree._Element, kind: str, message: str, evidence: tuple[Evidence, ...]) -> None:
    failure = etree.SubElement(case, "failure", type=kind, message=allowed(message))
    failure.text = allowed(
        "\n".join(f"{e.document}, {place(e.location)}: “{e.quote}”" for e in evidence)
    )

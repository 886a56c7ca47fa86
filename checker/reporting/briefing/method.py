"""How the briefing was made, and what it cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Outcome, Severity
from checker.reporting.briefing.material import Material, be, heading, paragraph
from checker.reporting.paper import Block, Bullets, Run, strong, words
from checker.reporting.wording import SEVERITIES, plural


def method(material: Material) -> Iterator[Block]:
    """How the reading was done, its limits, and how to do it again."""
    manifest = material.assessment.manifest
    review = sum(v.needs_review for v in material.assessment.verdicts)
    asked = sum(v.outcome is not Outcome.NOT_APPLICABLE for v in material.assessment.verdicts)
    yield heading("Method and limits")
    yield paragraph(
        f"Sensecheck, a computer program, read the documents on one machine and sent nothing "
        f"away. It put {plural(len(material.criteria), 'question')} to each: those of the "
        "MsUnderstood programme (University of Bedfordshire) on peer-on-peer abuse, and others "
        "on wording, on law and guidance, and on how easy the text is to read. For each "
        "answer it looks at who is speaking: a view that is reported, quoted or rejected does "
        "not count as the document's own."
    )
    yield Bullets(
        (
            words(
                strong("It reads words, not practice. "),
                "A good sentence does not show that it is followed, and a missing one does "
                "not show that nothing is done.",
            ),
            words(
                strong("It makes mistakes. "),
                f"{review} of {plural(asked, 'answer')} {be(review)} marked for a person to "
                "check. The others are to be read in their place too.",
            ),
            words(
                strong("It knows only what it was given. "),
                "“Not addressed” means that the words were not found in these files.",
            ),
            words(
                strong("Weight. "),
                f"High: {SEVERITIES[Severity.HIGH].meaning}. Medium: "
                f"{SEVERITIES[Severity.MEDIUM].meaning}. Low: "
                f"{SEVERITIES[Severity.LOW].meaning}.",
            ),
        )
    )
    yield paragraph(
        f"To make this paper again: Sensecheck {manifest.version}, rules "
        f"{manifest.rules[:12]}, model {manifest.model_name} {manifest.model_sha256[:12]}, "
        f"and the files named under ",
        Run("Documents read", target="documents-read"),
        ".",
    )

"""The briefing: a board paper in the form of Appendix P of the MsUnderstood report.

Introduction, priorities, consistent messages, messages to clarify, next steps,
the five sense-check questions; then the method and all evidence.
"""

from __future__ import annotations

from checker.model import Assessment
from checker.passages import date_words
from checker.reporting.briefing.answers import appendix, sense_check
from checker.reporting.briefing.clarifying import to_clarify
from checker.reporting.briefing.common import consistent, priorities
from checker.reporting.briefing.introduction import introduction
from checker.reporting.briefing.material import Material
from checker.reporting.briefing.method import method
from checker.reporting.briefing.steps import next_steps
from checker.reporting.paper import Paper

_PARTS = (
    introduction,
    priorities,
    consistent,
    to_clarify,
    next_steps,
    sense_check,
    method,
    appendix,
)


def render(assessment: Assessment) -> Paper:
    """The briefing on an assessment, before it has a format."""
    material = Material(assessment)
    subject = "Coordinating strategic documents on peer-on-peer abuse"
    manifest = assessment.manifest
    return Paper(
        f"{subject}: {material.area}" if material.area else subject,
        f"Briefing, {date_words(manifest.created[:10])}",
        "What the area's documents agree on, where they differ, and lines to agree.",
        manifest.created,
        f"Sensecheck {manifest.version}",
        tuple(block for part in _PARTS for block in part(material)),
    )

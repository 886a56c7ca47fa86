"""The criteria as a REFI-QDA codebook (``.qdc``)."""

from __future__ import annotations

from lxml import etree

from checker.model import Assessment
from checker.reporting.refi.codes import put_codes

_EMPTY = '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Sensecheck"/>'


def render(assessment: Assessment) -> str:
    """The codebook as XML text."""
    root = etree.fromstring(_EMPTY)
    put_codes(root, assessment.criteria)
    etree.indent(root)
    text = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'

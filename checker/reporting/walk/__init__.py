"""A case walked through the documents, one module for each format."""

from checker.reporting.walk import html, json_report, text

__all__ = ["html", "json_report", "text"]

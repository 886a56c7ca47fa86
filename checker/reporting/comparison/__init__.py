"""What became of the findings between two versions, one module for each format."""

from checker.reporting.comparison import html, json_report, text

__all__ = ["html", "json_report", "text"]

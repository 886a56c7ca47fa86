"""The parts of build_areas.py: the sources' Markdown, the documents' looks, the Word file."""

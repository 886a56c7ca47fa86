"""REFI-QDA, the exchange format of programs for qualitative research (version 1.5, 2019).

:mod:`~checker.reporting.refi.codebook` writes the criteria as a codebook,
:mod:`~checker.reporting.refi.project` the documents with every coded passage.
"""

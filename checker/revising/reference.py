"""A set held against one of its documents: the area's thresholds document, a pan-area procedure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from checker.errors import SensecheckError
from checker.model import Assessment


def against(assessment: Assessment, reference: str) -> Assessment:
    """The assessment with those inconsistencies alone in which the reference is one side.

    :param reference: the name of the reference document's file.
    :raises SensecheckError: no document of the set has that name.
    """
    names = {PurePath(document.path).name: document.id for document in assessment.documents}
    if reference not in names:
        raise SensecheckError(
            "reference-unknown", name=reference, known=", ".join(sorted(names)) or "no document"
        )
    kept = (i for i in assessment.inconsistencies if names[reference] in i.documents)
    return replace(assessment, inconsistencies=tuple(kept))

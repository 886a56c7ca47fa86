"""Names of bodies: one key for what two documents shorten in two ways."""

from __future__ import annotations

import pytest

from checker.reconciling.names import Names, acronyms

TEXTS = {
    "a": "The Harmful Sexual Behaviour Consultation Panel (HSB Panel) meets monthly. "
    "Concerns go to "
    "the Multi-Agency Safeguarding Hub (MASH).",
    "b": "The Vulnerable, Exploited, Missing and Trafficked (VEMT) group meets weekly.",
}
NAMES = Names(TEXTS, ("Testham", "North Testham"))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Refer to the MASH.", ["mash"]),
        ("Ring the Multi-Agency Safeguarding Hub (MASH) today.", ["mash"]),
        ("The Testham MASH, which is open daily", ["mash"]),
        ("the HSB Panel", ["hsb panel"]),
        ("the Harmful Sexual Behaviour Panel", ["hsb panel"]),
        ("the Harmful Sexual Behaviour (HSB) Panel", ["hsb panel"]),
        ("Harmful Sexual Behaviour Consultation Panel", ["hsb panel"]),
        ("the MASE panel, the MASE meeting and MASE", ["mase", "mase", "mase"]),
        ("the MARAC Co-ordinator and the MARAC coordinator", ["marac coordinator"] * 2),
        ("The VEMT group and the VEMT Panel", ["vemt", "vemt"]),
        ("the Emergency Duty Team or Emergency Duty Service", ["edt", "edt"]),
        ("the North Testham Gangs Panel", ["gang panel"]),
        ("children's social care and the Youth Offending Team", ["yot"]),
        ("Careline or First Response", ["careline", "first response"]),
        ("lists the child for the Missing and Exploited Panel", ["missing and exploited panel"]),
        ("Every Gangs Panel Co-ordinator", ["gang panel coordinator"]),
        ("a multi-agency panel, the next strategy meeting, peer groups, the group", []),
        ("referred to the Changing Course group programme", []),
    ],
)
def test_mentions(text: str, keys: list[str]) -> None:
    assert [found.value for found in NAMES.mentions("b", text)] == keys


def test_a_mention_takes_in_the_written_out_name() -> None:
    text = "Ring the Multi-Agency Safeguarding Hub (MASH"
    (found,) = NAMES.mentions("a", text)
    assert text[found.start : found.end].startswith("Multi-Agency")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Multi-Agency Safeguarding Hub (MASH)", {"mash": "Multi-Agency Safeguarding Hub"}),
        (
            "the multi-agency risk assessment conference (MARAC) heard",
            {"marac": "multi-agency risk assessment conference"},
        ),
        (
            'The Young People\'s Violence Adviser ("YPVA")',
            {"ypva": "Young People's Violence Adviser"},
        ),
        ("Some people (MASH) here", {}),
        ("in 2014 (see section 4)", {}),
    ],
)
def test_acronyms(text: str, found: dict[str, str]) -> None:
    assert acronyms(text) == found


def test_names_are_shown_as_the_documents_write_them() -> None:
    assert NAMES.the("mash") == "the MASH"
    assert NAMES.the("hsb panel") == "the HSB Panel"
    assert NAMES.the("vemt") == "VEMT"
    assert NAMES.the("first response") == "first response"

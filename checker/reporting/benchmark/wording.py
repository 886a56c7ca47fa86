"""The words that every form of the benchmark uses."""

from __future__ import annotations

from checker.benchmarking import (
    Benchmark,
    Bundle,
    Cell,
    Difference,
    Eras,
    Family,
    Reach,
    Share,
    TypeRow,
)
from checker.model import Severity
from checker.reporting.wording import SEVERITIES, TYPES, listed, plural

REACHES: dict[Reach, tuple[str, str]] = {
    Reach.ALL: ("all", "every document that is asked meets it"),
    Reach.MOST: ("most", "more than half of its documents meet it"),
    Reach.SOME: ("some", "half of its documents or fewer meet it"),
    Reach.NONE: ("none", "none of its documents meets it"),
}
"""How far an area meets a criterion: the word, and what it means."""

HIDDEN = "fewer than 5, or hidden to protect such"

ANONYMOUS = (
    f"A dot stands for a number that is {HIDDEN}: no figure rests on fewer than five areas, nor "
    "can one that does be worked out from the others. Do not give away two such reports of nearly "
    "the same areas: what differs between them is what the few areas say.",
    "Where a number is that of all areas, it tells something of each.",
)
"""What has to be known about the report without names."""

READING = (
    "Areas stand in the order of the alphabet. This is no league table: a document that says "
    "little because it leaves a question to another is not worse, and areas differ in how many "
    "documents they handed in.",
    "An answer is about what is written, never about what is done.",
    "“Likely” gives the range (Wilson, 95%) in which the share would lie if these documents were "
    "a sample of many. Documents of one area, and documents that share text, resemble each other, "
    "so that the true range is wider. Below five documents only the counts are given.",
    "Drafts, documents under review and superseded ones are left out. Words are quoted only from "
    "documents that say of themselves that they were approved, agreed, published or the like.",
    "Text that several areas share counts once where the number of separate wordings is given: "
    "ten areas that copied one sentence are one solution, not ten. Where such a text is quoted, "
    "only areas that have it in a published document are named.",
    "A program gives the answers, and it errs: “to check” counts those that somebody has to read "
    "before relying on them.",
)
"""What a reader has to know before she relies on any figure."""


def share(of: Share) -> str:
    """A share in words: "12 of 33: 36%, likely 22% to 53%"; only the counts of few."""
    if of.few:
        return f"{of.count} of {of.total}"
    low, high = of.interval
    return f"{of.count} of {of.total}: {of.value:.0%}, likely {low:.0%} to {high:.0%}"


def short_share(of: Share) -> str:
    """The same without the range: "36% of 33", and of few "1 of 3"; a dash for none asked."""
    if not of.total:
        return "–"
    return f"{of.count} of {of.total}" if of.few else f"{of.value:.0%} of {of.total}"


def difference(of: Difference) -> str:
    """A difference in words: "+23 points, likely +6 to +39", or that the counts are too few."""
    if of.few:
        return "too few to tell"
    value, low, high = (round(share * 100) for share in (of.value, *of.interval))
    return f"{_signed(value)} points, likely {_signed(low)} to {_signed(high)}"


def _signed(number: int) -> str:
    """A number with its sign, as it is printed: "+7", "−7", "0"."""
    return f"{number:+d}".replace("-", "−") if number else "0"


def counted(of: Share) -> str:
    """Only the counts, whatever their size: "2 of 7"; a dash for none."""
    return f"{of.count} of {of.total}" if of.total else "–"


def copied(benchmark: Benchmark) -> str:
    """How much of the text stands in several areas: "1,203 of 8,421 passages"."""
    return f"{benchmark.copied.count:,} of {benchmark.copied.total:,} passages"


MANY = 8
"""Areas that are named one by one at most."""


def solvers(benchmark: Benchmark, criterion: str) -> str:
    """Where a criterion is met throughout, with the documents asked there; "" for nowhere."""
    found = benchmark.solved(criterion)
    if not found:
        return ""
    if len(found) > MANY:
        asked = sum(benchmark.cell(area, criterion).asked > 0 for area in benchmark.areas)
        return f"Every document meets it in {len(found)} of {asked} areas."
    named = [f"{area.name} ({benchmark.cell(area, criterion).asked})" for area in found]
    return f"Every document meets it (in brackets how many were asked) in {listed(named)}."


def holders(of: Family) -> str:
    """The areas that have a text; beside its words only those that have it openly."""
    if not of.text:
        return listed(of.areas)
    rest = len(of.areas) - len(of.openly)
    more = [f"{plural(rest, 'area')} whose documents are not published"] if rest else []
    return listed([*of.openly, *more])


def bundle(of: Bundle) -> str:
    """Who shares a text, whence it is quoted, and how many more the same areas share."""
    family = of.family
    said = f": {holders(family)}"
    if family.text:
        said += f". Quoted from {family.source}, {family.paper}."
    else:
        said += ". Not quoted, as none of the documents says that it is published."
    if of.count > 1:
        more = "passage is" if of.count == 2 else "passages are"
        said += f" {of.count - 1} more {more} shared by the same areas."
    return said


def verdict_on(of: Difference) -> str:
    """Whether a difference is more than chance: "more often", "less often", "not clear"."""
    if not of.sure:
        return "not clear"
    return "more often" if of.value > 0 else "less often"


ERAS = (
    "Different areas wrote in different years, so that a difference may also be one between areas. "
    "A difference is called clear only where chance hardly explains it even as the largest of all "
    "criteria; since documents that share text resemble each other, take it as a question to ask, "
    "and not as a finding."
)
"""What has to be known before later documents are held against earlier ones."""

RENEWED = (
    "Documents that were handed in with an older version, each held against its own: the area is "
    "the same, so that the change is that of the words."
)
"""What the table of renewed documents is."""


def eras_heads(of: Eras) -> tuple[str, str]:
    """The two halves: "Until 2017 (80 documents)", "Since 2018 (85 documents)"."""
    return (
        f"Until {of.last} ({plural(of.before, 'document')})",
        f"Since {of.last + 1} ({plural(of.since, 'document')})",
    )


def cell(of: Cell) -> str:
    """A cell of the heatmap: "3/5", and how many speak against it."""
    if not of.asked:
        return "–"
    return f"{of.met}/{of.asked}" + (f" ✗{of.against}" if of.against else "")


def cell_words(of: Cell) -> str:
    """The same in a sentence, for those who do not see it."""
    if not of.asked:
        return "not asked"
    against = f", {of.against} against" if of.against else ""
    return f"{of.met} of {of.asked} documents meet it{against}"


def severities(row: TypeRow) -> str:
    """The counts by severity, without zeros."""
    parts = [f"{row.by_severity[s]} {SEVERITIES[s].word}" for s in Severity if row.by_severity[s]]
    return ", ".join(parts)


def in_short(benchmark: Benchmark) -> list[str]:
    """The benchmark in a few sentences."""
    areas = len(benchmark.areas)
    said = [
        f"{plural(areas, 'area')} with {plural(benchmark.papers, 'document')}; "
        f"{plural(sum(a.drafts for a in benchmark.areas), 'draft or superseded document')} "
        "left out."
    ]
    asked = [row for row in benchmark.rows if not row.met.few]
    if shown := min(3, len(asked) // 2):  # so that no criterion is named as both
        rare = sorted(asked, key=lambda row: row.met.value)[:shown]
        most = sorted(asked, key=lambda row: -row.met.value)[:shown]
        said.append(
            "Least often met: "
            + listed([f"{r.criterion.title} ({short_share(r.met)} documents)" for r in rare])
            + "."
        )
        said.append(
            "Most often met: "
            + listed([f"{r.criterion.title} ({short_share(r.met)} documents)" for r in most])
            + "."
        )
    opposed = sorted(
        (row for row in benchmark.rows if row.against.count), key=lambda row: -row.against.count
    )
    if opposed:
        said.append(
            "Most areas have a document that speaks against: "
            + listed([f"{r.criterion.title} ({counted(r.against)} areas)" for r in opposed[:3]])
            + "."
        )
    if benchmark.types:
        commonest = [
            f"{TYPES[t.type][0].lower()} ({TYPES[t.type][1]}; {counted(t.areas)} areas)"
            for t in benchmark.types[:3]
        ]
        said.append(f"Documents of one area disagree most often on {listed(commonest)}.")
    if benchmark.eras is not None:
        clear = [c for c in benchmark.criteria if benchmark.eras.met[c.id].sure]
        heads = f"documents since {benchmark.eras.last + 1}"
        for word in ("more often", "less often"):
            some = [c.title for c in clear if verdict_on(benchmark.eras.met[c.id]) == word]
            if some:
                said.append(f"Met {word} by {heads} than by earlier ones: {listed(some)}.")
        if not clear:
            said.append(f"No criterion is met clearly more or less often by {heads}.")
    if benchmark.renewals:
        gained, lost = (
            Share(sum(of.count for of in some), sum(of.total for of in some))
            for some in (
                [row.gained for row in benchmark.renewed],
                [row.lost for row in benchmark.renewed],
            )
        )
        said.append(
            f"{plural(benchmark.renewals, 'document')} came with an older version: of the answers "
            f"that were not met, {counted(gained)} now are; of those that were, {counted(lost)} "
            "no longer are."
        )
    if benchmark.families:
        said.append(
            f"{copied(benchmark)} stand almost word for word in another area too; the most "
            f"widespread in {len(benchmark.families[0].areas)} areas."
        )
    return said

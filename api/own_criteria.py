"""An area's own criteria: written, tried on its documents, kept for its checks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from api import jobs, papers
from api.checked import AUTHOR_LIMIT, By
from api.refusals import Refusal
from api.settings import ServiceSettings
from api.store import Area, Job, JobKind, JobState, OwnCriterion, Trial
from api.store.tables import now
from api.store.words import one_line
from api.trials import TrialReport
from checker.errors import SensecheckError
from checker.judging import CriterionRules, RuleBook, criterion_from_text, load_rules

CONTENT_LIMIT = 60_000
"""Characters of a criterion's text."""

_QUOTED = 80
"""Characters of a line that is quoted as wrong."""


@cache
def shipped() -> RuleBook:
    """The criteria that every check asks."""
    return load_rules()


def parse(content: str) -> CriterionRules:
    """The criterion that a text is.

    :raises Refusal: it is none; the sentence quotes the line.
    """
    if not content.strip():
        raise Refusal("criterion-empty", "content")
    if len(content) > CONTENT_LIMIT:
        raise Refusal("criterion-long", "content", limit=CONTENT_LIMIT)
    try:
        criterion = criterion_from_text(content)
    except SensecheckError as error:
        if error.code != "rule-malformed":
            raise
        quote = " ".join(str(error.fields["quote"]).partition("\n")[0].split())
        line, cause = error.fields["line"], " ".join(str(error.fields["cause"]).split())
        if quote:
            cause = f"{cause} (“{quote[:_QUOTED]}”)"
        raise Refusal("criterion-line", "content", line=line, cause=cause) from None
    if criterion.id in {known.id for known in shipped().criteria}:
        raise Refusal("criterion-shipped", "content", id=criterion.id)
    return criterion


def read_again(criterion: OwnCriterion) -> CriterionRules | None:
    """What a criterion says; None where it no longer fits the form of this release."""
    try:
        return parse(criterion.content)
    except Refusal:
        return None


def listed(session: Session, area: Area) -> Sequence[OwnCriterion]:
    """The area's own criteria, those that are kept first, the oldest first."""
    query = select(OwnCriterion).where(OwnCriterion.area_id == area.id)
    found = session.scalars(query.order_by(OwnCriterion.created, OwnCriterion.id)).all()
    return sorted(found, key=lambda criterion: criterion.kept is None)


def kept(session: Session, area: Area) -> Sequence[OwnCriterion]:
    """Those that checks of the area ask."""
    return [criterion for criterion in listed(session, area) if criterion.kept is not None]


def find(session: Session, area: Area, criterion_id: str) -> OwnCriterion:
    """The criterion of that id (the store's, not the one in its text), if it is the area's.

    :raises Refusal: it is not.
    """
    criterion = session.get(OwnCriterion, criterion_id)
    if criterion is None or criterion.area_id != area.id:
        raise Refusal("criterion-unknown")
    return criterion


def rules_of(session: Session, area: Area, key: str) -> CriterionRules | None:
    """The shipped criterion of that id, or the area's own; None if there is none."""
    for criterion in shipped().criteria:
        if criterion.id == key:
            return criterion
    mine = of_key(session, area, key)
    return read_again(mine) if mine else None


def of_key(session: Session, area: Area, key: str) -> OwnCriterion | None:
    """The area's own criterion whose text gives it that id."""
    query = select(OwnCriterion).where(OwnCriterion.area_id == area.id, OwnCriterion.key == key)
    return session.scalars(query).first()


def add(
    session: Session, area: Area, content: str, by: By, limits: ServiceSettings
) -> tuple[OwnCriterion, bool]:
    """A new criterion, and True; the same text again adds nothing, and False.

    :raises Refusal: the text is no criterion, another has its id, there are too
        many, or a name is missing.
    """
    content = _plain(content)
    key = parse(content).id
    there = of_key(session, area, key)
    if there is not None and there.content == content:
        return there, False
    if there is not None:
        raise Refusal("criterion-taken", "content", id=key)
    author = one_line(by.author)
    if not author:
        raise Refusal("decision-author", "author")
    if len(author) > AUTHOR_LIMIT:
        raise Refusal("decision-long", "author", limit=AUTHOR_LIMIT)
    count = select(func.count()).where(OwnCriterion.area_id == area.id)
    if (session.scalar(count) or 0) >= limits.max_area_criteria:
        raise Refusal("criteria-many", "content", limit=limits.max_area_criteria)
    criterion = OwnCriterion(
        area_id=area.id, key=key, content=content, author=author, user_id=by.account
    )
    session.add(criterion)
    session.flush()
    return criterion, True


def change(session: Session, area: Area, criterion: OwnCriterion, content: str) -> None:
    """Put another text in its place; what became of trying the one before goes with it.

    :raises Refusal: it is kept, the text is no criterion, or another has its id.
    """
    content = _plain(content)
    if content == criterion.content:
        return
    _check_loose(criterion)
    key = parse(content).id
    if of_key(session, area, key) not in (None, criterion):
        raise Refusal("criterion-taken", "content", id=key)
    _forget_trials(session, criterion)
    criterion.key, criterion.content, criterion.changed = key, content, now()


def ask_trial(session: Session, area: Area, criterion: OwnCriterion) -> tuple[Trial, bool]:
    """Ask for it to be tried, and True; one that is under way is handed back, and False.

    :raises Refusal: documents of the area are still being read.
    """
    last = newest_trial(session, criterion)
    if last is not None and not last.job.standing.ended:
        return last, False
    versions = [paper.current for paper in papers.listed(session, area)]
    if not all(version.is_read for version in versions):
        raise Refusal("check-reading")
    readable = [version.id for version in versions if not version.problem]
    trial = Trial(job=jobs.ask(session, area, JobKind.TRY, readable), criterion_id=criterion.id)
    session.add(trial)
    session.flush()
    return trial, True


def stop_trial(session: Session, criterion: OwnCriterion) -> None:
    """Stop the trial that is under way, if one is."""
    last = newest_trial(session, criterion)
    if last is not None:
        jobs.cancel(session, last.job)


def newest_trial(session: Session, criterion: OwnCriterion) -> Trial | None:
    """The trial that was asked for last; None if it was never tried as it stands."""
    query = select(Trial).join(Job, Job.id == Trial.job_id)
    query = query.where(Trial.criterion_id == criterion.id).order_by(Job.created.desc())
    return session.scalars(query).first()


def report_of(trial: Trial | None) -> TrialReport | None:
    """What became of a trial; None where it did not come to its end."""
    if trial is None or trial.content is None or trial.job.standing is not JobState.DONE:
        return None
    return TrialReport.model_validate(trial.content)


def keep(session: Session, criterion: OwnCriterion) -> None:
    """Let the area's checks ask it from here on.

    :raises Refusal: it was not tried as it stands, or its own examples go wrong.
    """
    if criterion.kept is not None:
        return
    report = report_of(newest_trial(session, criterion))
    if report is None:
        raise Refusal("criterion-untried")
    if report.wrong:
        raise Refusal("criterion-examples")
    criterion.kept = now()


def let_go(criterion: OwnCriterion) -> None:
    """Let the area's checks ask it no more."""
    criterion.kept = None


def remove(session: Session, criterion: OwnCriterion) -> None:
    """Delete it; checks that asked it stay as they are.

    :raises Refusal: it is kept.
    """
    _check_loose(criterion)
    _forget_trials(session, criterion)
    session.delete(criterion)


def _check_loose(criterion: OwnCriterion) -> None:
    if criterion.kept is not None:
        raise Refusal("criterion-kept")


def _forget_trials(session: Session, criterion: OwnCriterion) -> None:
    """With their jobs, so that one that is under way has nothing to write to."""
    jobs_of = select(Trial.job_id).where(Trial.criterion_id == criterion.id)
    session.execute(delete(Job).where(Job.id.in_(jobs_of)))
    session.expire(criterion)


def _plain(content: str) -> str:
    """The text with the ends of lines that a file has; a browser sends others."""
    return content.replace("\r\n", "\n").rstrip() + "\n" if content.strip() else ""

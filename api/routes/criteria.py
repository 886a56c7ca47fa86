"""Pages on criteria: all of them, and those of the area's own, written, tried and kept."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response
from pydantic import Field
from sqlalchemy.orm import Session

from api import areas, own_criteria
from api.criterion_forms import CriterionForm
from api.own_criteria import shipped
from api.progress import Progress
from api.refusals import Refusal
from api.reports import File
from api.rights import Right, needs
from api.routes.findings import last_author
from api.routes.reports import attached
from api.service import Looking, Opened, Serving, Visit
from api.store import Area, OwnCriterion, Version
from checker.judging import criterion_template, what_counts
from checker.reading import slug
from checker.reporting import rules_text

router = APIRouter(prefix="/areas/{area_id}")

AS_TEXT = "text"
"""How a criterion is written that is not written in the form."""

TEMPLATE = "own/private-fostering"
"""The id that a text begins with."""


class Sent(CriterionForm):
    """What a form sends: a criterion's fields or its text, and a name."""

    severity: str = ""
    written: str = Field(default="", alias="as")
    content: str = ""
    author: str = ""

    @property
    def is_text(self) -> bool:
        """Whether it was written as text."""
        return self.written == AS_TEXT

    def sent_yaml(self, key: str = "") -> str:
        """The text of the criterion, as it was written or filled in.

        :param key: its id, where it has one already.
        :raises Refusal: a field is missing or too long.
        """
        return self.content if self.is_text else self.as_yaml(key)


Given = Annotated[Sent, Form()]


@router.get("/criteria")
@needs(Right.READ)
def every(looking: Looking) -> Response:
    """What documents are asked: the area's own criteria, and those of every area."""
    session, area = looking.session, looking.area
    own = own_criteria.listed(session, area)
    trials = {one.id: own_criteria.newest_trial(session, one) for one in own}
    return looking.render(
        "criteria.html.j2",
        own=own,
        says={one.id: own_criteria.read_again(one) for one in own},
        trials=trials,
        reports={key: own_criteria.report_of(trial) for key, trial in trials.items()},
        shipped=shipped().criteria,
    )


@router.get("/criteria/{pack}/{name}")
@needs(Right.READ)
def asked(looking: Looking, pack: str, name: str) -> Response:
    """What a criterion asks, why, examples, and every document's answer to it."""
    key = f"{pack}/{name}"
    rules = own_criteria.rules_of(looking.session, looking.area, key)
    answered = key in _asked(looking)
    if rules is None and not answered:
        raise Refusal("page-unknown")
    return looking.render(
        "criterion.html.j2",
        view=looking.checked.view if answered else None,
        criterion=looking.checked.criterion(key) if answered else rules and rules.described,
        counts=what_counts(rules) if rules else {},
        mine=own_criteria.of_key(looking.session, looking.area, key),
    )


@router.get("/own-criteria/new")
@needs(Right.REVIEW)
def new(looking: Looking) -> Response:
    """The form for a new criterion."""
    given = {**CriterionForm().model_dump(), "author": _author(looking)}
    return looking.render("own-form.html.j2", criterion=None, given=given)


@router.get("/own-criteria/new/text")
@needs(Right.REVIEW)
def new_text(looking: Looking) -> Response:
    """A new criterion as text, to write over."""
    given = {"content": criterion_template(TEMPLATE), "author": _author(looking)}
    return looking.render("own-text.html.j2", criterion=None, given=given)


@router.post("/own-criteria")
@needs(Right.REVIEW)
def add(service: Serving, area_id: str, given: Given) -> Response:
    """Add a criterion of the area's own, and try it."""
    try:
        with service.writing() as session:
            area = areas.find(session, area_id)
            by = service.by(given.author)
            criterion, _ = own_criteria.add(session, area, given.sent_yaml(), by, service.limits)
            _try(session, area, criterion)
    except Refusal as error:
        return _again(service, area_id, None, given, error)
    return RedirectResponse(f"/areas/{area_id}/own-criteria/{criterion.id}", 303)


@router.get("/own-criteria/{criterion_id}")
@needs(Right.READ)
def one(looking: Looking, criterion_id: str) -> Response:
    """A criterion of the area's own, with what became of trying it."""
    return looking.render("own-criterion.html.j2", **_shown(looking, criterion_id))


@router.get("/own-criteria/{criterion_id}/change")
@needs(Right.REVIEW)
def change_form(looking: Looking, criterion_id: str) -> Response:
    """The form to change a criterion; its text where the form cannot hold it."""
    criterion = own_criteria.find(looking.session, looking.area, criterion_id)
    form = CriterionForm.of(criterion.content)
    if form is None:
        return RedirectResponse(f"{_home(looking.area.id, criterion)}/text", 303)
    return looking.render("own-form.html.j2", criterion=criterion, given=form.model_dump())


@router.get("/own-criteria/{criterion_id}/text")
@needs(Right.REVIEW)
def change_text(looking: Looking, criterion_id: str) -> Response:
    """A criterion's text, to change."""
    criterion = own_criteria.find(looking.session, looking.area, criterion_id)
    given = {"content": criterion.content}
    return looking.render("own-text.html.j2", criterion=criterion, given=given)


@router.post("/own-criteria/{criterion_id}")
@needs(Right.REVIEW)
def change(service: Serving, area_id: str, criterion_id: str, given: Given) -> Response:
    """Change a criterion of the area's own, and try it again."""
    try:
        with service.changing(area_id, criterion_id) as (session, area, criterion):
            own_criteria.change(session, area, criterion, given.sent_yaml(criterion.key))
            _try(session, area, criterion)
    except Refusal as error:
        return _again(service, area_id, criterion_id, given, error)
    return RedirectResponse(_home(area_id, criterion), 303)


@router.post("/own-criteria/{criterion_id}/try")
@needs(Right.REVIEW)
def try_out(service: Serving, area_id: str, criterion_id: str) -> Response:
    """Try a criterion on the area's documents."""
    with service.changing(area_id, criterion_id) as (session, area, criterion):
        own_criteria.ask_trial(session, area, criterion)
    return RedirectResponse(_home(area_id, criterion), 303)


@router.post("/own-criteria/{criterion_id}/try/stop")
@needs(Right.REVIEW)
def stop_trying(service: Serving, area_id: str, criterion_id: str) -> Response:
    """Stop trying a criterion."""
    with service.changing(area_id, criterion_id) as (session, _, criterion):
        own_criteria.stop_trial(session, criterion)
    return RedirectResponse(_home(area_id, criterion), 303)


@router.post("/own-criteria/{criterion_id}/keep")
@needs(Right.OWN)
def keep(service: Serving, area_id: str, criterion_id: str) -> Response:
    """Let the area's checks ask a criterion from here on."""
    with service.changing(area_id, criterion_id) as (session, _, criterion):
        own_criteria.keep(session, criterion)
    return RedirectResponse(_home(area_id, criterion), 303)


@router.post("/own-criteria/{criterion_id}/let-go")
@needs(Right.OWN)
def let_go(service: Serving, area_id: str, criterion_id: str) -> Response:
    """Let the area's checks ask a criterion no more."""
    with service.changing(area_id, criterion_id) as (_, _, criterion):
        own_criteria.let_go(criterion)
    return RedirectResponse(_home(area_id, criterion), 303)


@router.get("/own-criteria/{criterion_id}/remove")
@needs(Right.REVIEW)
def confirm(looking: Looking, criterion_id: str) -> Response:
    """Ask whether a criterion is to be removed."""
    return looking.render("own-remove.html.j2", **_shown(looking, criterion_id))


@router.post("/own-criteria/{criterion_id}/remove")
@needs(Right.REVIEW)
def remove(service: Serving, area_id: str, criterion_id: str) -> Response:
    """Remove a criterion of the area's own."""
    with service.changing(area_id, criterion_id) as (session, _, criterion):
        own_criteria.remove(session, criterion)
    return RedirectResponse(f"/areas/{area_id}/criteria", 303)


@router.get("/own-criteria/{criterion_id}/file")
@needs(Right.READ)
def file(looking: Looking, criterion_id: str) -> Response:
    """A criterion as a file, for the command line or another area."""
    criterion = own_criteria.find(looking.session, looking.area, criterion_id)
    return attached(yaml_of(criterion), slug(criterion.key.rpartition("/")[2]))


def yaml_of(criterion: OwnCriterion) -> File:
    """The file of a criterion."""
    return File(".yaml", criterion.content.encode())


def _home(area_id: str, criterion: OwnCriterion) -> str:
    return f"/areas/{area_id}/own-criteria/{criterion.id}"


def _try(session: Session, area: Area, criterion: OwnCriterion) -> None:
    """Try it at once, unless documents are still being read: then it can be tried later."""
    try:
        own_criteria.ask_trial(session, area, criterion)
    except Refusal as error:
        if error.code != "check-reading":
            raise


def _again(
    service: Visit, area_id: str, criterion_id: str | None, given: Sent, error: Refusal
) -> Response:
    """The form with what is wrong in it."""
    if not error.field:
        raise error
    if not given.is_text and error.field == "content":
        error.field = "title"  # of which the form makes the id
    with service.store.reading() as session:
        looking = Opened(service, session, areas.find(session, area_id))
        criterion = own_criteria.find(session, looking.area, criterion_id) if criterion_id else None
        page = "own-text.html.j2" if given.is_text else "own-form.html.j2"
        return looking.again(page, error, criterion=criterion, given=given.model_dump())


def _shown(looking: Opened, criterion_id: str) -> dict[str, Any]:
    session = looking.session
    criterion = own_criteria.find(session, looking.area, criterion_id)
    trial = own_criteria.newest_trial(session, criterion)
    versions = [session.get(Version, key) for key in trial.job.versions] if trial else []
    return {
        "criterion": criterion,
        "says": own_criteria.read_again(criterion),
        "trial": trial,
        "report": own_criteria.report_of(trial),
        "progress": Progress.of(trial.job.progress) if trial else Progress(),
        "count": len([version for version in versions if version]),
        "confidences": rules_text.CONFIDENCES,
        "learnt_words": rules_text.learnt_words,
        "too_few": rules_text.TOO_FEW,
        "asked": criterion.key in _asked(looking),
    }


def _asked(looking: Opened) -> set[str]:
    """The criteria that the newest check asked, whose pages there are."""
    try:
        return {criterion.id for criterion in looking.checked.assessment.criteria}
    except Refusal:  # it was not checked yet
        return set()


def _author(looking: Opened) -> str:
    """Who decided last, for a form to begin with."""
    try:
        return last_author(looking)
    except Refusal:  # it was not checked yet
        return ""

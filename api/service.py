"""What every route is given: the service, who asks, and the area that is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from api import areas, checked, own_criteria, papers, people, second_reviews, sign_offs, trail
from api.benchmarks import Bench, Compared
from api.checked import By, Checked, Shelf
from api.guard import Access
from api.pages import Pages
from api.refusals import Refusal
from api.rights import OF_AN_AREA, Right, Visitor, needed
from api.settings import ServiceSettings
from api.store import Area, DecisionKind, OwnCriterion, Role, Second, SignedOff, Store
from checker.revising import Comparison


@dataclass(frozen=True, slots=True)
class Service:
    """What does not change from one request to the next."""

    store: Store
    limits: ServiceSettings
    pages: Pages
    access: Access
    shelf: Shelf = field(default_factory=Shelf)
    bench: Bench = field(default_factory=Bench)

    def forget(self) -> None:
        """Keep nothing at hand any more, after something was deleted."""
        self.shelf.clear()
        self.bench.clear()


@dataclass(frozen=True)
class Visit:
    """One request: who asks for what.

    ``ids`` are those in its address; ``action`` says what it does, for the trail.
    """

    service: Service
    visitor: Visitor
    ids: Mapping[str, str]
    action: str

    @property
    def store(self) -> Store:
        """The store."""
        return self.service.store

    @property
    def limits(self) -> ServiceSettings:
        """The limits of what people can upload."""
        return self.service.limits

    @contextmanager
    def writing(self, area_id: str | None = None, **about: str) -> Iterator[Session]:
        """A session that keeps what was done together with who did it.

        :param area_id: of the area that it is done in, where the address does not say it.
        :param about: what else tells what was done, beside the ids in the address.
        """
        with self.store.writing() as session:
            yield session
            ids = {key: value for key, value in self.ids.items() if key != "area_id"}
            within = area_id or self.ids.get("area_id")
            trail.record(session, self.visitor, self.action, within, {**ids, **about})

    @contextmanager
    def changing(
        self, area_id: str, criterion_id: str
    ) -> Iterator[tuple[Session, Area, OwnCriterion]]:
        """A session like :meth:`writing`'s, with a criterion of an area's own to change.

        :raises Refusal: there is none.
        """
        with self.writing() as session:
            area = areas.find(session, area_id)
            yield session, area, own_criteria.find(session, area, criterion_id)

    def make_area(self, name: str, login: str) -> Area:
        """A new area; where there are accounts, with its first owner.

        :raises Refusal: the name cannot be, or nobody has that login.
        """
        with self.store.writing() as session:
            area = areas.create(session, name)
            if not self.visitor.local:
                people.appoint(session, area, login, Role.OWNER)
            trail.record(session, self.visitor, self.action, area.id)
            return area

    def delete_area(self, area_id: str) -> None:
        """Delete an area for good; that it was done stays, without a word of the area.

        :raises Refusal: there is none.
        """
        areas.remove(self.store, area_id)
        self.service.forget()
        if not self.visitor.local:
            with self.store.writing() as session:
                trail.record(session, self.visitor, self.action)

    def delete_paper(self, area_id: str, paper_id: str) -> None:
        """Delete a document with all its versions and files.

        :raises Refusal: there is none.
        """
        papers.remove(self.store, area_id, paper_id)
        self.service.forget()
        with self.store.writing() as session:
            trail.record(session, self.visitor, self.action, area_id)

    def by(self, given: str = "") -> By:
        """In whose name something is done: the visitor's, or what was typed."""
        return By(self.visitor.name or given, self.visitor.account)

    def decide(
        self, area_id: str, point_id: str, kind: str, words: str, author: str, value: str = ""
    ) -> None:
        """Decide on a finding of an area's newest check, in the visitor's name or the one typed.

        :raises Refusal: it cannot be decided so, or the visitor reviews it blind.
        """
        with self.writing() as session:
            area = areas.find(session, area_id)
            self.sighted(session, area)
            if kind == DecisionKind.ASSIGNED and not self.visitor.local:
                self._check_assignee(session, area, value)
            found = self.checked(session, area)
            checked.decide(session, area, found, point_id, kind, words, self.by(author), value)

    def _check_assignee(self, session: Session, area: Area, name: str) -> None:
        if name and name not in people.reviewers(session, area):
            raise Refusal("assign-choice", "value")

    def give_answer(
        self,
        area_id: str,
        cell: tuple[str, str],
        outcome: str,
        words: str,
        author: str,
        against: str = "",
    ) -> None:
        """Say what a document answers to a criterion, in the visitor's name or the one typed.

        :raises Refusal: it cannot be said so, or the visitor reviews it blind.
        """
        with self.writing() as session:
            area = areas.find(session, area_id)
            self.sighted(session, area)
            found = self.checked(session, area)
            by = self.by(author)
            checked.give_answer(session, area, found, cell, outcome, words, by, against)

    def sign_off(self, area_id: str, author: str, role: str) -> SignedOff:
        """Sign an area off as it stands.

        :raises Refusal: it was never checked, the name or role is missing, or the
            visitor does not know what others decided.
        """
        with self.writing() as session:
            area = areas.find(session, area_id)
            self.sighted(session, area)
            found = self.checked(session, area)
            return sign_offs.sign(session, area, found, self.by(author), role)

    def sighted(self, session: Session, area: Area) -> None:
        """Make sure that the visitor may know what others decided.

        :raises Refusal: she has a second review under way.
        """
        if self.blind(session, area) is not None:
            raise Refusal("second-under-way")

    def changes(self, session: Session, area: Area) -> Comparison | None:
        """What changed since the check before the newest; None if there is only one.

        :raises Refusal: there is none.
        """
        after = self.checked(session, area)
        before = checked.before(session, area, after)
        if before is None:
            return None
        return checked.changes(self.checked(session, area, before.job_id), after)

    def checked(self, session: Session, area: Area, check_id: str | None = None) -> Checked:
        """A check of an area, or its newest, with the decisions that the visitor may know.

        :raises Refusal: there is none.
        """
        if self.blind(session, area) is not None:
            return self.service.shelf.take(session, area, check_id, blind=True)
        return self.service.shelf.take(session, area, check_id)

    def blind(self, session: Session, area: Area) -> Second | None:
        """The second review that the visitor has under way: she sees nobody's decisions."""
        if self.visitor.account is None:
            return None
        return second_reviews.under_way(session, area, account=self.visitor.account)

    def compared(self) -> Compared:
        """The areas whose figures the visitor may see, beside each other."""
        with self.store.reading() as session:
            found = areas.compared(session, self.visitor)
            session.expunge_all()
        return self.service.bench.compared(
            self.store,
            found,
            self.service.shelf,
            lambda session, area: self.blind(session, area) is not None,
        )

    def render(self, template: str, area: Area | None = None, **context: Any) -> HTMLResponse:
        """A page."""
        return self.service.pages.render(template, area, visitor=self.visitor, **context)

    def again(
        self, template: str, error: Refusal, area: Area | None = None, **context: Any
    ) -> HTMLResponse:
        """A form once more, with what is wrong with it."""
        return self.service.pages.again(template, error, area, visitor=self.visitor, **context)


@dataclass(frozen=True)
class Opened:
    """An area that is looked at."""

    visit: Visit
    session: Session
    area: Area

    @cached_property
    def checked(self) -> Checked:
        """Its newest check.

        :raises Refusal: there is none.
        """
        return self.visit.checked(self.session, self.area)

    @cached_property
    def blind(self) -> str:
        """The id of the second review that the visitor has under way, or ""."""
        second = self.visit.blind(self.session, self.area)
        return second.id if second else ""

    @cached_property
    def outdated(self) -> bool:
        """Whether documents, their details or the criteria changed since the newest check."""
        found = self.checked
        versions = [paper.current for paper in papers.listed(self.session, self.area)]
        own = own_criteria.kept(self.session, self.area)
        asked = {criterion.id for criterion in found.found.criteria}
        return (
            {v.id for v in versions} != set(found.asked)
            or any(v.changed > found.asked_at for v in versions)
            or any(c.kept and c.kept > found.asked_at for c in own)
            or bool(asked - {c.id for c in own_criteria.shipped().criteria} - {c.key for c in own})
        )

    def ended_review(self, second_id: str) -> tuple[Second, Checked]:
        """A second review that has ended, with its check and what was decided on that.

        :raises Refusal: there is none, or the visitor has one under way herself.
        """
        self.visit.sighted(self.session, self.area)
        second = second_reviews.ended_one(self.session, self.area, second_id)
        return second, self.visit.checked(self.session, self.area, second.job_id)

    def render(self, template: str, **context: Any) -> HTMLResponse:
        """A page of the area."""
        return self.visit.render(template, self.area, blind=self.blind, **context)

    def again(self, template: str, error: Refusal, **context: Any) -> HTMLResponse:
        """A form of the area once more, with what is wrong with it."""
        return self.visit.again(template, error, self.area, blind=self.blind, **context)


def admitted(request: Request) -> Visit:
    """Let a request come to its route, if whoever asks may.

    Who may not even know of an area is told that there is none.

    :raises Refusal: she may not.
    """
    service = request.app.state.service
    assert isinstance(service, Service)
    endpoint = request.scope["endpoint"]
    right = needed(endpoint)
    assert right is not None, "the application does not start with such a route"
    visitor: Visitor = request.state.visitor
    area_id = request.path_params.get("area_id")
    if area_id is not None and visitor.account is not None:
        with service.store.reading() as session:
            visitor = replace(visitor, role=people.role_in(session, visitor.account, area_id))
    request.state.visitor = visitor
    if right is not Right.OPEN and right not in visitor.rights:
        if right in OF_AN_AREA and not visitor.rights & OF_AN_AREA:
            raise Refusal("area-unknown")
        raise Refusal("page-unknown" if visitor.local else "right-lacking")
    action = (endpoint.__doc__ or "").partition("\n")[0].rstrip(".")
    return Visit(service, visitor, dict(request.path_params), action)


Serving = Annotated[Visit, Depends(admitted)]
"""The request with who makes it, as a route asks for it."""


def _opened(request: Request, visit: Serving, area_id: str) -> Iterator[Opened]:
    with visit.store.reading() as session:
        area = areas.find(session, area_id)
        request.state.area = area
        yield Opened(visit, session, area)


Looking = Annotated[Opened, Depends(_opened)]
"""The area in the address, open to be looked at."""

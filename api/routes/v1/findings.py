"""The findings of an area's newest check, and what people decide on them."""

from __future__ import annotations

from fastapi import APIRouter

from api import areas, checked, second_reviews, sign_offs
from api.checked import Standing
from api.rights import Right, needs
from api.routes.v1.schemas import (
    AgreementOut,
    AnswerIn,
    AnswerOut,
    ComparedOut,
    DecisionIn,
    DecisionOut,
    FindingOut,
    Limit,
    Offset,
    Page,
    SecondOut,
    SignOffIn,
    SignOffOut,
)
from api.service import Looking, Serving
from checker.model import Severity

router = APIRouter(prefix="/areas/{area_id}", tags=["findings"])


@router.get("/findings")
@needs(Right.READ)
def every(
    looking: Looking,
    severity: Severity | None = None,
    standing: Standing | None = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> Page[FindingOut]:
    """The findings, the gravest first."""
    found = [
        item
        for item in looking.checked.items
        if severity in (None, item.point.severity) and standing in (None, item.standing)
    ]
    items = [FindingOut.of(item) for item in found[offset : offset + limit]]
    return Page(items=items, total=len(found), offset=offset, limit=limit)


@router.get("/findings/{finding_id}")
@needs(Right.READ)
def one(looking: Looking, finding_id: str) -> FindingOut:
    """A finding."""
    return FindingOut.of(looking.checked.item(finding_id))


@router.post("/findings/{finding_id}/decisions", status_code=201)
@needs(Right.REVIEW)
def decide(service: Serving, area_id: str, finding_id: str, given: DecisionIn) -> FindingOut:
    """Accept, dismiss, assign or comment on a finding; each but a comment replaces the last."""
    service.decide(area_id, finding_id, given.kind, given.words, given.author, given.value)
    with service.store.reading() as session:
        return FindingOut.of(
            service.checked(session, areas.find(session, area_id)).item(finding_id)
        )


@router.put("/answers/{document_id}/{pack}/{name}")
@needs(Right.REVIEW)
def answer(
    service: Serving, area_id: str, document_id: str, pack: str, name: str, given: AnswerIn
) -> AnswerOut:
    """Say what a document answers to a criterion; the same as judged confirms it."""
    cell = (document_id, f"{pack}/{name}")
    service.give_answer(area_id, cell, given.outcome, given.words, given.author, given.against)
    with service.store.reading() as session:
        found = service.checked(session, areas.find(session, area_id))
        verdict, decision = found.assessment.verdict(*cell), found.answer(*cell)
        assert verdict is not None
        assert decision is not None
        return AnswerOut(
            document=document_id,
            criterion=cell[1],
            outcome=verdict.outcome,
            decision=DecisionOut.of(decision),
        )


@router.delete("/decisions/{decision_id}", status_code=204)
@needs(Right.REVIEW)
def take_back(service: Serving, area_id: str, decision_id: str) -> None:
    """Take a decision back."""
    with service.writing() as session:
        area = areas.find(session, area_id)
        service.sighted(session, area)
        checked.take_back(session, area, decision_id)


@router.get("/second-reviews")
@needs(Right.REVIEW)
def seconds(looking: Looking) -> list[SecondOut]:
    """The area's second reviews, the newest first."""
    found = second_reviews.listed(looking.session, looking.area)
    return [SecondOut.of(second) for second in found]


@router.get("/second-reviews/{second_id}/agreement")
@needs(Right.REVIEW)
def agreement(looking: Looking, second_id: str) -> AgreementOut:
    """How far a second review that has ended agrees with the first."""
    second, found = looking.ended_review(second_id)
    answers, findings = second_reviews.compare(looking.session, looking.area, second, found)
    return AgreementOut(answers=ComparedOut.of(answers), findings=ComparedOut.of(findings))


@router.get("/sign-offs")
@needs(Right.READ)
def signed(looking: Looking) -> list[SignOffOut]:
    """Who signed the area off, the newest first."""
    return [SignOffOut.of(one) for one in sign_offs.listed(looking.session, looking.area)]


@router.post("/sign-offs", status_code=201)
@needs(Right.OWN)
def sign(service: Serving, area_id: str, given: SignOffIn) -> SignOffOut:
    """Sign the area off as it stands."""
    return SignOffOut.of(service.sign_off(area_id, given.author, given.role))

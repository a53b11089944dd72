"""Shapes of what officers send."""

from collections.abc import Iterable
from datetime import date
from typing import Final, cast

from marketplace.listings.papers import confirmable
from marketplace.listings.reasons import reasons_for
from marketplace.listings.wording import certificate_words
from marketplace.moderation.actions.admit import AdmissionRequest
from marketplace.moderation.actions.decide import DecisionRequest
from marketplace.moderation.actions.suspend import Grounds
from marketplace.moderation.checklist import LISTING_CHECKS as KIND_CHECKS
from marketplace.moderation.labels import (
    ADMISSION_ACTIONS,
    ADMISSION_CHECKS,
    CHECK_ANSWERS,
    LISTING_CHECKS,
    OUTCOMES,
)
from marketplace.web.choices import RadioField, SelectMultipleField, choices_of
from marketplace.web.forms import (
    Block,
    Form,
    MaxLength,
    Required,
)
from marketplace.web.i18n import _l, current_lang
from models.listing_content import Content
from models.listings import ListingKind
from models.moderation import ReviewOutcome
from models.organisations import AdmissionAction

NOTE_LIMIT: Final = 2000


def _reasons_for(kind: ListingKind) -> list[tuple[str, str]]:
    return choices_of({code: reason.title for code, reason in reasons_for(kind).items()})


class DecisionForm(Form):
    """The decision on a version."""

    outcome = RadioField(
        _l("ผลการตรวจ"),
        validators=[Required()],
        choices=choices_of(OUTCOMES),
    )
    checks = SelectMultipleField(_l("รายการตรวจ"), choices=[])
    seen_papers = SelectMultipleField(_l("ใบรับรองที่เห็นเอกสารแล้ว"), choices=[], validate_choice=False)
    reasons = SelectMultipleField(_l("เหตุผล"), choices=[])
    note = Block(_l("ข้อความถึงผู้ขาย"), [MaxLength(NOTE_LIMIT)])

    def offer(self, kind: ListingKind) -> None:
        """Offer the points and reasons that fit a kind of listing."""
        checks = {code: LISTING_CHECKS[code] for code in KIND_CHECKS[kind]}
        self.checks.choices = choices_of(checks)
        self.reasons.choices = _reasons_for(kind)

    def to_request(self) -> DecisionRequest:
        """Return what was chosen; call after validation."""
        ticked = set(self.checks.data or ())
        return DecisionRequest(
            outcome=ReviewOutcome(self.outcome.data),
            reasons=tuple(self.reasons.data or ()),
            checks={code: code in ticked for code in LISTING_CHECKS if code in ticked},
            note=self.note.data or "",
            papers=frozenset(self.seen_papers.data or ()),
        )

    def offer_papers(self, content: Content, day: date) -> None:
        """Offer the certificates that can be confirmed; those confirmed before are ticked."""
        offered = confirmable(content, day)
        lang = current_lang()
        self.seen_papers.choices = [
            (entry.paper, certificate_words(entry, lang)) for entry in offered
        ]
        if self.seen_papers.raw_data is None:
            self.seen_papers.data = [entry.paper for entry in offered if entry.verifier]


class SuspendForm(Form):
    """Why a listing is taken from sale."""

    reasons = SelectMultipleField(
        _l("เหตุผล"),
        [Required()],
        choices=[],
    )
    note = Block(_l("ข้อความถึงผู้ขาย"), [MaxLength(NOTE_LIMIT)])

    def offer(self, kind: ListingKind) -> None:
        """Offer the reasons that fit a kind of listing."""
        self.reasons.choices = _reasons_for(kind)

    def to_request(self) -> Grounds:
        """Return the grounds; call after validation."""
        return Grounds(tuple(self.reasons.data or ()), self.note.data or "")


class AdmissionForm(Form):
    """The decision on a seller. The points of the checklist are added for its kind."""

    action = RadioField(_l("ผลการพิจารณา"), validators=[Required()], choices=[])
    note = Block(_l("ข้อความถึงกลุ่ม"), [MaxLength(NOTE_LIMIT)])

    codes: tuple[str, ...] = ()

    def offer(self, actions: Iterable[AdmissionAction]) -> None:
        """Offer the actions that the present state allows."""
        self.action.choices = choices_of({each: ADMISSION_ACTIONS[each] for each in actions})

    def to_request(self) -> AdmissionRequest:
        """Return what was chosen; call after validation."""
        answers = {code: self[f"check_{code}"].data for code in self.codes}
        return AdmissionRequest(
            action=AdmissionAction(self.action.data),
            checks={code: answer for code, answer in answers.items() if answer},
            note=self.note.data or "",
        )


def admission_form(codes: tuple[str, ...]) -> type[AdmissionForm]:
    """Make the form for a checklist: one question for each point, ``check_<code>``."""
    answers = choices_of(CHECK_ANSWERS)
    points = {
        f"check_{code}": RadioField(
            cast("str", ADMISSION_CHECKS[code]), choices=answers, validate_choice=False
        )
        for code in codes
    }
    return type("AdmissionFormFor", (AdmissionForm,), {**points, "codes": codes})

"""Shapes of what people and officers send about requests."""

import re
import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final, cast

from wtforms import Field, HiddenField
from wtforms.validators import ValidationError

from marketplace.listings.checks import has_contact
from marketplace.listings.queries.vocabulary import Vocabulary, Word
from marketplace.matching.actions.drafts import Need
from marketplace.matching.labels import KINDS
from marketplace.matching.prefill import MOST_PEOPLE, MOST_PIECES, TITLE_LIMIT
from marketplace.web.choices import RadioField, SelectField, SelectMultipleField, choices_of
from marketplace.web.contacts import EmailAddress, LineId, PhoneNumber
from marketplace.web.dates import date_mid
from marketplace.web.forms import (
    Baht,
    Between,
    Block,
    Called,
    Day,
    Form,
    Line,
    MaxLength,
    Required,
    WholeNumber,
    name_of,
)
from marketplace.web.i18n import ENGLISH, _l, current_lang
from marketplace.web.messages import sentence
from models.communities import TermKind
from models.matching import RequestKind

BRIEF_LIMIT: Final = 3000
LONGEST_OPEN: Final = timedelta(days=180)
_MONTH_CODES: Final = frozenset(str(month) for month in range(1, 13))
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{8,40}")


class RequestForm(Form):
    """A need. Kept as a draft nearly all of it may be empty; `check_complete` asks for the rest."""

    key = HiddenField()
    kind = RadioField(_l("ประเภทคำขอ"), choices=choices_of(KINDS), validate_choice=False)
    title = Line(_l("หัวข้อ"), [Required(), MaxLength(TITLE_LIMIT)])
    brief = Block(_l("สิ่งที่ต้องการ"), [MaxLength(BRIEF_LIMIT)])
    quantity = WholeNumber(_l("จำนวน"), [Between(1, MOST_PIECES)])
    unit = Line(_l("หน่วย"), [MaxLength(20)])
    group_size = WholeNumber(_l("จำนวนคน"), [Between(1, MOST_PEOPLE)])
    first_day = Day(_l("วันแรก"))
    last_day = Day(_l("วันสุดท้าย"))
    month = SelectField(_l("หรือเดือน"), choices=[], validate_choice=False)
    budget_min = Baht(_l("งบต่ำสุด"))
    budget_max = Baht(_l("งบสูงสุด"))
    languages = SelectMultipleField(_l("ภาษาที่ใช้คุย"), choices=[], validate_choice=False)
    needs = Block(_l("เรื่องที่ต้องดูแลเป็นพิเศษ"), [MaxLength(1000)])
    communities = SelectMultipleField(_l("ชุมชน"), choices=[], validate_choice=False)
    categories = SelectMultipleField(_l("หมวดงาน"), choices=[], validate_choice=False)
    reply_by = Day(_l("ขอคำตอบภายใน"), [Called(_l("วันที่ขอคำตอบ"))])
    contact_email = Line(_l("อีเมล"), [EmailAddress(), MaxLength(254)])
    contact_phone = Line(_l("โทรศัพท์"), [PhoneNumber(), MaxLength(30)])
    contact_line = Line(_l("ไอดี LINE"), [LineId(), MaxLength(60)])

    def offer(self, words: Vocabulary, months: Sequence[tuple[str, str]]) -> None:
        """Offer the places, categories and languages that can be chosen.

        Args:
            words: of the market.
            months: number of the month as text and its name, the empty choice first.
        """
        self.month.choices = list(months)
        self.communities.choices = _named(words.communities)
        self.categories.choices = _named([word for word in words.categories if not word.depth])
        self.languages.choices = _named(words.of(TermKind.LANGUAGE))

    @property
    def form_key(self) -> str:
        """What tells this form from others; a new one when what was sent cannot be one."""
        sent = self.key.data or ""
        return sent if _KEY.fullmatch(sent) else secrets.token_urlsafe(12)

    def validate_last_day(self, field: Field) -> None:
        """Refuse an end before the beginning. Raises ValidationError."""
        if field.data and self.first_day.data and field.data < self.first_day.data:
            raise ValidationError(sentence("need.days_order"))

    def validate_budget_max(self, field: Field) -> None:
        """Refuse a highest budget below the lowest. Raises ValidationError."""
        lowest = self.budget_min.data
        if field.data is not None and lowest is not None and field.data < lowest:
            raise ValidationError(sentence("need.budget_order"))

    def check_complete(self, day: date) -> bool:
        """Pin what is missing before sellers may read it; True when nothing is.

        Args:
            day: today in Bangkok; answers are asked for from tomorrow on.
        """
        for field in (self.kind, self.brief, self.reply_by):
            if not field.errors and not field.data:
                _pin(field, sentence("field.required", field=name_of(field)))
        if self._kind() is None and not self.kind.errors:
            _pin(self.kind, sentence("choice.unknown"))
        first, last = day + timedelta(days=1), day + LONGEST_OPEN
        asked = self.reply_by.data
        if asked and not first <= asked <= last:
            _pin(
                self.reply_by, sentence("need.reply_by", first=date_mid(first), last=date_mid(last))
            )
        for text in (self.title, self.brief, self.needs):
            if not text.errors and has_contact(text.data or ""):
                _pin(text, sentence("text.has_contact"))
        contacts = (self.contact_email, self.contact_phone, self.contact_line)
        if not any(field.data for field in contacts):
            _pin(self.contact_email, sentence("need.contact_missing"))
        return not self.errors

    def to_need(self) -> Need:
        """Return what was typed; call after validation."""
        month = self.month.data or ""
        return Need(
            kind=self._kind(),
            title=self.title.data or "",
            brief=self.brief.data or "",
            quantity=self.quantity.data,
            unit=self.unit.data or "",
            group_size=self.group_size.data,
            first_day=self.first_day.data,
            last_day=self.last_day.data,
            month=int(month) if month in _MONTH_CODES else None,
            budget_min_satang=self.budget_min.data,
            budget_max_satang=self.budget_max.data,
            languages=_known(self.languages),
            needs=self.needs.data or "",
            reply_by=self.reply_by.data,
            contact_email=self.contact_email.data or "",
            contact_phone=self.contact_phone.data or "",
            contact_line=self.contact_line.data or "",
            communities=_known(self.communities),
            categories=_known(self.categories),
        )

    def _kind(self) -> RequestKind | None:
        chosen = self.kind.data
        return RequestKind(chosen) if chosen in set(RequestKind) else None


class HideForm(Form):
    """Why a request is taken from the sellers."""

    note = Block(_l("เหตุผลถึงผู้ส่งคำขอ"), [MaxLength(1000)])


def _named(words: Sequence[Word]) -> list[tuple[str, str]]:
    english = current_lang() == ENGLISH
    return [(word.code, (word.en if english else word.th) or word.th or word.en) for word in words]


def _known(field: SelectMultipleField) -> tuple[str, ...]:
    offered = {value for value, _words in cast("list[tuple[str, str]]", field.choices)}
    return tuple(dict.fromkeys(value for value in field.data or () if value in offered))


def _pin(field: Any, text: str) -> None:
    field.errors = [*field.errors, text]

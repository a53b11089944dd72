"""What craft and route forms have in common: texts in two languages and certificates."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from wtforms import FieldList, FormField

from marketplace.listings.forms.fields import Pick, typed
from marketplace.listings.forms.rows import RowStep, arranged, with_blanks
from marketplace.listings.labels import FIELDS
from marketplace.listings.queries.vocabulary import Vocabulary, Word
from marketplace.web.forms import (
    Block,
    Day,
    Form,
    Line,
    MaxLength,
)
from marketplace.web.i18n import _l
from models.communities import TermKind
from models.listing_content import Certificate, TermRef

TITLE: Final = 100
SUMMARY: Final = 200
STORY: Final = 6000
NOTE: Final = 1000
SHORT: Final = 160
NUMBER: Final = 60
OTHER: Final = ""
"""Code of a certificate or term in the seller's own words."""


class CertificateForm(Form):
    """One certificate: from the list, or in words, with its number and the day it ends."""

    code = Pick(FIELDS["certificates"])
    name_th = Line(FIELDS["certificate_name"], [MaxLength(SHORT)])
    name_en = Line(FIELDS["certificate_name"], [MaxLength(SHORT)])
    number = Line(
        FIELDS["certificate_number"],
        [MaxLength(NUMBER)],
        description=_l("ตามที่เขียนบนใบ เช่น มผช. 1/2567 หรือ 640302-B001"),
    )
    expires_on = Day(FIELDS["expires_on"])

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was typed or chosen."""
        texts = (self.code, self.name_th, self.name_en, self.number, self.expires_on)
        return not any(field.data for field in texts)


class TextsForm(Form):
    """Name, summary and story in Thai and English, and certificates."""

    title_th = Line(
        FIELDS["title"],
        [MaxLength(TITLE)],
        description=_l("ของอะไร ลายหรือเทคนิคอะไร ไม่ต้องใส่คำว่าสวยหรือถูก"),
    )
    title_en = Line(FIELDS["title"], [MaxLength(TITLE)])
    summary_th = Line(
        FIELDS["summary"], [MaxLength(SUMMARY)], description=_l("หนึ่งประโยค ขึ้นในการ์ดและผลค้นหา")
    )
    summary_en = Line(FIELDS["summary"], [MaxLength(SUMMARY)])
    description_th = Block(FIELDS["description"], [MaxLength(STORY)])
    description_en = Block(FIELDS["description"], [MaxLength(STORY)])
    certificates: Any


def certificate_list() -> Any:
    """Return the field of all certificates; each form has it where it stands on the page."""
    return FieldList(FormField(CertificateForm))


def certificate_rows(certificates: Sequence[Certificate], blanks: int) -> list[dict[str, Any]]:
    """Return certificates as the rows of the form, with blank ones behind them."""
    rows = [
        {
            "code": entry.code,
            "name_th": "" if entry.code else entry.th,
            "name_en": "" if entry.code else entry.en,
            "number": entry.number,
            "expires_on": day_of(entry.expires_on),
        }
        for entry in certificates
    ]
    return with_blanks(rows, blanks)


def placed(lead: str, others: Sequence[str]) -> tuple[str, ...]:
    """Return the communities of a listing, the lead first and none twice."""
    return tuple(slug for slug in dict.fromkeys((lead, *others)) if slug)


def day_of(text: str) -> date | None:
    """Return an ISO date as a date, None for nothing."""
    return date.fromisoformat(text) if text else None


def read_certificates(
    form: TextsForm, words: Vocabulary, before: Sequence[Certificate], step: RowStep | None
) -> tuple[Certificate, ...]:
    """Return the certificates typed in.

    The officer's mark stays with one that is the same as before; a seller cannot set it. A row
    with a number or a day but no name is kept, so that submitting can ask for the name.
    """
    seen = {entry.paper: entry for entry in before}
    rows: list[Certificate | None] = []
    for field in form.certificates.entries:
        if field.form.is_blank:
            rows.append(None)
            continue
        entry = _certificate(field.form, words)
        rows.append(seen.get(entry.paper, entry))
    return arranged(rows, step if step and step.rows == "certificates" else None)


def _certificate(form: Any, words: Vocabulary) -> Certificate:
    code = form.code.chosen(word.code for word in words.of(TermKind.CERTIFICATE))
    word = words.term(TermKind.CERTIFICATE, code)
    expires = form.expires_on.data
    return Certificate(
        code,
        word.th if word else typed(form.name_th),
        word.en if word else typed(form.name_en),
        expires_on=expires.isoformat() if expires else "",
        number=typed(form.number),
    )


def term_refs(
    codes: Sequence[str], words: Sequence[Word], others: tuple[Sequence[str], Sequence[str]]
) -> tuple[TermRef, ...]:
    """Return terms chosen from a list, then those in the seller's own words.

    Args:
        codes: chosen codes.
        words: the vocabulary of this kind.
        others: Thai lines and English lines, paired by their order.
    """
    known = {word.code: word for word in words}
    refs = [TermRef(code, known[code].th, known[code].en) for code in codes]
    thai, english = others
    for index in range(max(len(thai), len(english))):
        th = thai[index] if index < len(thai) else ""
        en = english[index] if index < len(english) else ""
        refs.append(TermRef(OTHER, th, en))
    return tuple(refs)


def own_words(refs: Sequence[TermRef], lang: str) -> tuple[str, ...]:
    """Return the terms in the seller's own words in a language, for their lines."""
    return tuple(getattr(ref, lang) for ref in refs if not ref.code and getattr(ref, lang))

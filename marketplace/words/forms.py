"""Shape of what officers send about words."""

import re
from typing import Final

from wtforms import HiddenField

from marketplace.web.choices import RadioField
from marketplace.web.forms import (
    Block,
    Form,
    Line,
    MaxLength,
)
from marketplace.web.i18n import _, _l
from marketplace.words.actions import NewWord
from marketplace.words.queries.house import Wording
from models.words import WordKind
from search_index.text.meanings import KnownMeaning

NEW_GROUP: Final = ""
_BETWEEN: Final = re.compile(r"[\n,|;]+")


_TERMS: Final = {
    WordKind.SYNONYM: _l("คำที่คนพิมพ์"),
    WordKind.SPELLING: _l("ที่คนพิมพ์มา"),
    WordKind.WHOLE: _l("คำที่ไม่ให้ตัดแยก"),
}


def terms_of(text: str) -> tuple[str, ...]:
    """Return the words of a box: one on a line, or parted by commas."""
    return tuple(term for part in _BETWEEN.split(text) if (term := " ".join(part.split())))


class WordForm(Form):
    """A word to try, to keep or to publish. Which fields count depends on the kind."""

    query = HiddenField()
    terms = Block(_l("คำที่คนพิมพ์"), [MaxLength(1500)])
    find = Line(_l("ค้นความหมายที่มีอยู่"), [MaxLength(80)])
    meaning = RadioField(_l("หมายถึง"), choices=[], validate_choice=False, default=NEW_GROUP)
    right = Line(_l("คำที่สะกดถูก"), [MaxLength(60)])
    test = Line(_l("คำที่จะลองค้น"), [MaxLength(80)])
    note = Block(_l("หมายเหตุถึงเพื่อนเจ้าหน้าที่"), [MaxLength(500)])

    def name_terms(self, kind: WordKind) -> None:
        """Call the box of words what it is for this kind of word."""
        self.terms.label.text = str(_TERMS[kind])

    def offer(self, meanings: tuple[KnownMeaning, ...]) -> None:
        """Offer meanings to join, and a group of its own."""
        known = [(one.id, " · ".join(one.names[:4])) for one in meanings]
        self.meaning.choices = [*known, (NEW_GROUP, _("ไม่มีในรายการนี้ ให้คำในช่องข้างบนหมายถึงสิ่งเดียวกัน"))]

    def wording(self, kind: WordKind) -> Wording:
        """Return what the word says."""
        targets = {
            WordKind.SYNONYM: self.meaning.data or "",
            WordKind.SPELLING: self.right.data or "",
            WordKind.WHOLE: "",
        }
        return Wording(kind, terms_of(self.terms.data or ""), targets[kind])

    def to_request(self, kind: WordKind, *, publish: bool) -> NewWord:
        """Return the word; call after validation."""
        return NewWord(
            self.wording(kind), self.query.data or "", self.note.data or "", publish=publish
        )

"""The edit form as a whole: content, terms while a draft, photos, and the button pressed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from flask import request
from werkzeug.datastructures import FileStorage, MultiDict

from marketplace.listings.actions.drafts import Draft
from marketplace.listings.actions.photos import PhotoMove
from marketplace.listings.actions.terms import TermsChange
from marketplace.listings.faults import CONTACTS, Fault, FaultsFoundError
from marketplace.listings.forms.content import NOTE
from marketplace.listings.forms.craft import CraftForm
from marketplace.listings.forms.route import Points, RouteForm
from marketplace.listings.forms.rows import Blanks, RowStep, pin_on
from marketplace.listings.forms.terms import CraftTermsForm, RouteTermsForm
from marketplace.listings.labels import FIELDS, NAMES
from marketplace.listings.pinmap import point_at
from marketplace.listings.queries.own import Own
from marketplace.listings.queries.vocabulary import Vocabulary
from marketplace.listings.terms import CraftOffer
from marketplace.web.figures import amount
from marketplace.web.forms import Form, cleaned
from marketplace.web.i18n import _
from marketplace.web.messages import sentence
from models.listing_content import Content, CraftContent, RouteContent
from models.listings import ListingState

_ALT_LIMIT: Final = NOTE // 2
BLANKS: Final = "blank"
"""Name in an address: which list shows how many blank rows, see ``Blanks``."""
TermsForm = CraftTermsForm | RouteTermsForm


@dataclass(frozen=True, slots=True)
class Press:
    """Which button sent the form.

    Attributes:
        act: "save", "submit", "preview", "upload" or "add".
        step: a row to move or remove.
        photo: a photo to move or remove.
        points: places picked on the map.
        anchor: where on the page to come back to; "" for its top.
    """

    act: str
    step: RowStep | None
    photo: tuple[str, PhotoMove] | None
    points: Points
    anchor: str

    @classmethod
    def read(cls, sent: Mapping[str, str]) -> "Press":
        """Read it from the sent form."""
        act = sent.get("do", "save")
        points = dict(_points(sent))
        step = RowStep.read(act)
        photo = _photo_step(act)
        anchor = next(iter(points), "")
        if step is not None:
            anchor = step.rows
        elif photo is not None or act == "upload":
            anchor = "photos"
        elif act.startswith("add-"):
            anchor, act = act.removeprefix("add-"), "add"
        return cls(act, step, photo, points, anchor)


def _points(sent: Mapping[str, str]) -> Iterator[tuple[str, tuple[float, float]]]:
    for name, value in sent.items():
        if name.startswith("pick-") and name.endswith(".x"):
            row = name.removeprefix("pick-").removesuffix(".x")
            down = sent.get(f"pick-{row}.y", "")
            # A button pressed from the keyboard sends 0, 0: nobody pointed.
            if _is_count(value) and _is_count(down) and (value, down) != ("0", "0"):
                yield row, point_at(int(value[:5]), int(down[:5]))


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _photo_step(act: str) -> tuple[str, PhotoMove] | None:
    kind, _, rest = act.partition("-")
    move, _, public_id = rest.partition("-")
    return (public_id, PhotoMove(move)) if kind == "photo" and move in set(PhotoMove) else None


@dataclass(slots=True)
class Desk:
    """A listing on the seller's desk, with its forms bound.

    Attributes:
        terms: None unless the listing is a draft; else terms have a page of their own.
        alts: photo public id -> (Thai, English) description as typed.
        alt_errors: id of a description field -> sentences.
        notes: sentences over the whole form.
        unreachable: why nobody could reach the group; "" when somebody can.
        carried: the version number the page takes over from photos that came with it.
        fresh: True once the person has seen or saved what is stored now; the page then carries
            the row numbers of now instead of those it was opened with.
    """

    own: Own
    words: Vocabulary
    content_form: CraftForm | RouteForm
    terms: TermsForm | None
    alts: dict[str, tuple[str, str]]
    alt_errors: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    unreachable: str = ""
    carried: int | None = None
    fresh: bool = False

    @classmethod
    def of(cls, own: Own, words: Vocabulary) -> "Desk":
        """Bind the forms: to the request when they were sent, else to what is stored."""
        content = own.content
        form: CraftForm | RouteForm
        if isinstance(content, CraftContent):
            form = CraftForm.of(content, words, asked_blanks())
        else:
            form = RouteForm.of(content, words, asked_blanks())
        draft = own.listing.state is ListingState.DRAFT
        return cls(own, words, form, bind_terms(own) if draft else None, _alts(own))

    @property
    def expected(self) -> int | None:
        """The version number the form was opened with; None when it was not sent."""
        sent = request.form.get("version", "")
        return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 12 else None  # noqa: PLR2004 - more digits than any row was saved times

    @property
    def version(self) -> int:
        """The version number the page carries to its next save."""
        sent = self.expected if self.carried is None else self.carried
        return self.own.newest.version if self.fresh or sent is None else sent

    @property
    def forms(self) -> list[Form]:
        """The forms of this page."""
        return [form for form in (self.content_form, self.terms) if form is not None]

    def see_photos(self, own: Own) -> None:
        """Show photos that were put into the draft although something typed was refused.

        Args:
            own: the listing as it stands with them.
        """
        # Only photos came in between: the next save is no conflict. Else it must stay one.
        if self.expected == self.own.newest.version:
            self.carried = own.newest.version
        self.own, self.alts = own, _alts(own)

    @property
    def terms_version(self) -> int:
        """The number of the listing's row that the page carries to its next save."""
        sent = None if self.terms is None else self.terms.expected
        return self.own.listing.version if sent is None else sent

    @property
    def stock_before(self) -> int | None:
        """The stock the page carries: as it was opened with, or as it is now when fresh."""
        return shown_stock(self.own, self.terms, fresh=self.fresh)

    def validate(self) -> bool:
        """Check the shape of everything typed; faults are said at their fields."""
        fine = self.content_form.validate()
        if self.terms is not None:
            fine = self.terms.validate() and fine
        for public_id, texts in self.alts.items():
            for lang, text in zip(("th", "en"), texts, strict=True):
                over = len(text) - _ALT_LIMIT
                if over > 0:
                    self.pin(
                        Fault(
                            f"alt-{public_id}-{lang}",
                            "text.too_long",
                            {"over": over, "max": _ALT_LIMIT},
                        )
                    )
                    fine = False
        return fine

    def typed_content(self, step: RowStep | None = None) -> Content:
        """Return the content as typed."""
        before = self.own.content
        if isinstance(self.content_form, CraftForm) and isinstance(before, CraftContent):
            return self.content_form.content(before, self.words, step)
        if isinstance(self.content_form, RouteForm) and isinstance(before, RouteContent):
            return self.content_form.content(before, self.words, step)
        raise TypeError

    def draft(self, step: RowStep | None = None) -> Draft:
        """Return what one save of the content hands to the action."""
        return Draft(self.typed_content(step), self.alts, self.expected)

    def change(self, step: RowStep | None = None) -> TermsChange | None:
        """Return what one save of the terms hands to the action; None without terms here."""
        return None if self.terms is None else self.terms.change(step)

    def put_points(self, points: Points) -> None:
        """Write points picked on the map into their fields."""
        if isinstance(self.content_form, RouteForm):
            self.content_form.put_points(points)

    def pin_all(self, error: FaultsFoundError) -> None:
        """Say every fault at its field."""
        for fault in error.faults:
            self.pin(fault)

    def pin(self, fault: Fault) -> None:
        """Say one fault at its field, or over the form when this page has no such field."""
        pin(self.forms, fault, self)

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Every field with a fault as (id, label), in the order of the page."""
        photos = [(name, self._photo_label(name)) for name in self.alt_errors]
        rows = list(faulty(self.content_form))
        return photos + rows + (list(faulty(self.terms)) if self.terms is not None else [])

    def _photo_label(self, name: str) -> str:
        """Name a field among the photos: the photos themselves, or the description of one."""
        for number, public_id in enumerate(self.alts, 1):
            if name == f"alt-{public_id}-th":
                return _("คำบรรยายรูปที่ %(n)s", n=number)
            if name == f"alt-{public_id}-en":
                return _("คำบรรยายรูปที่ %(n)s (อังกฤษ)", n=number)
        return str(FIELDS["photos"])


def pin(forms: Iterable[Form], fault: Fault, desk: Desk | None = None) -> None:
    """Say a fault at the first form that has its field.

    Args:
        forms: to look through.
        fault: what to say.
        desk: takes faults of photos and of fields that none of the forms has.
    """
    text = fault_sentence(fault)
    forms = list(forms)
    if any(pin_on(form, fault.field, text) for form in forms):
        return
    if desk is not None and (fault.field.startswith("alt-") or fault.field == "photos"):
        desk.alt_errors.setdefault(fault.field, []).append(text)
    elif desk is not None and fault.field == CONTACTS:
        desk.unreachable = text
    elif desk is not None:
        desk.notes.append(text)
    elif forms:
        forms[0].form_errors = [*forms[0].form_errors, text]


def fault_sentence(fault: Fault) -> str:
    """Return the sentence of a fault in the reader's language."""
    values = dict(fault.values)
    label = values.get("field")
    if isinstance(label, str) and label in NAMES:
        values["field"] = str(NAMES[label])
    if isinstance(values.get("retail"), int):
        values["retail"] = amount(int(str(values["retail"])))
    return sentence(fault.code, **values)


def faulty(form: Form) -> Iterator[tuple[str, str]]:
    """Yield (id, label) of every field with a fault, also inside rows."""
    for entry in form:
        if not entry.errors:
            continue
        if not hasattr(entry, "entries"):
            yield entry.id, str(entry.label.text)
            continue
        if any(isinstance(line, str) for line in entry.errors):
            yield entry.id, str(entry.label.text)
        for row in entry.entries:
            yield from faulty(row.form)


def bind_terms(own: Own) -> TermsForm:
    """Bind the form of the terms: to the request when it was sent, else to those in force."""
    offer = own.offer
    if isinstance(offer, CraftOffer):
        return CraftTermsForm.of(offer, own.listing.version)
    return RouteTermsForm.of(offer, own.listing.version, asked_blanks())


def asked_blanks() -> Blanks:
    """Return which list shows more than one blank row: an "add" button leads to such an address."""
    return Blanks.read(request.args.get(BLANKS, ""))


def one_more_blank(forms: Iterable[Form], rows: str) -> dict[str, Any]:
    """Return what an address says so that a list shows one more blank row than was sent."""
    for form in forms:
        if rows in form:
            return {BLANKS: str(Blanks.one_more(rows, form[rows]))}
    return {}


def shown_stock(own: Own, form: TermsForm | None, *, fresh: bool) -> int | None:
    """Return the stock a page of terms carries; None for routes."""
    offer = own.offer
    if not isinstance(offer, CraftOffer):
        return None
    seen = form.seen_stock if isinstance(form, CraftTermsForm) else None
    return offer.stock if fresh or seen is None else seen


def sent_files() -> list[FileStorage]:
    """Return the photos that came with the form; browsers send an empty part for none."""
    return [part for part in request.files.getlist("photos") if part.filename]


def _alts(own: Own) -> dict[str, tuple[str, str]]:
    sent: MultiDict[str, str] = cleaned(request.form) if request.method == "POST" else MultiDict()
    return {
        row.photo.public_id: (
            sent.get(f"alt-{row.photo.public_id}-th", row.alt_th).strip(),
            sent.get(f"alt-{row.photo.public_id}-en", row.alt_en).strip(),
        )
        for row in own.newest.photos
    }

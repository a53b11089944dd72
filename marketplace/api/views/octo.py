"""Routes for tour sellers' programs, in the shape of OCTO."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, Final

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from marketplace.api.composing import page_url
from marketplace.api.cursors import read_cursor, write_cursor
from marketplace.api.octo_answers import OctoContact, OctoError, OctoProduct, OctoSupplier
from marketplace.api.octo_products import CAPABILITIES, CONTENT, product_of
from marketplace.api.operations import (
    OCTO_PRODUCT,
    OCTO_PRODUCTS,
    OCTO_SUPPLIER,
    OCTO_SUPPLIERS,
    Operation,
)
from marketplace.api.parameters import UnfitParameters
from marketplace.api.queries.pages import Place
from marketplace.api.queries.routes import (
    photos_of,
    route_row,
    routes_after,
    supplier_rows,
    tiers_of,
)
from marketplace.api.views.answering import answer_json, octo_error
from marketplace.api.views.blueprint import bp
from marketplace.db import reader
from marketplace.web.i18n import _
from marketplace.web.settings import current_settings
from marketplace.web.templating import pick
from models.errors import NotFoundError

_HOUSE: Final = "talat-pasan"
_BAD: Final = 400


class _UnknownProduct(Exception):
    def __init__(self, id: str) -> None:  # noqa: A002 - the standard's name
        super().__init__(id)
        self.id = id


View = Callable[..., tuple[Any, str | None]]


def _answers_to(operation: Operation) -> Callable[[View], View]:
    """Hang a view on the path of an operation; it returns the body and the cursor that follows."""

    def decorate(view: View) -> View:
        @bp.get(operation.rule, endpoint=operation.name)
        @wraps(view)
        def answered(**parts: str) -> ResponseReturnValue:
            try:
                given = operation.read(request.args.to_dict(flat=False))
                body, following = view(given, **parts)
            except UnfitParameters as error:
                told = " ".join(f"{fault.parameter}: {fault.detail}" for fault in error.faults)
                return octo_error(_BAD, OctoError("BAD_REQUEST", told))
            except _UnknownProduct as error:
                return octo_error(
                    _BAD,
                    OctoError("INVALID_PRODUCT_ID", _("ไม่มีเส้นทางนี้ หรือไม่ได้เปิดขายแล้ว"), error.id),
                )
            response = answer_json(body, operation.seconds, following)
            response.headers["Octo-Capabilities"] = ", ".join(_active())
            return response

        return view

    return decorate


def _active() -> tuple[str, ...]:
    """Return the capabilities asked for that we have."""
    asked = {name.strip() for name in request.headers.get("Octo-Capabilities", "").split(",")}
    return tuple(name for name in CAPABILITIES if name in asked)


@_answers_to(OCTO_SUPPLIER)
def octo_supplier(_given: Mapping[str, Any]) -> tuple[OctoSupplier, None]:
    """Answer with the marketplace as the supplier of all routes."""
    office = current_settings().office
    contact = OctoContact(page_url("pages.home"), office.email, office.phone, None)
    about = _("ตลาดกลางของช่างและชุมชนท่องเที่ยว จังหวัดสุโขทัย ทั้ง 9 อำเภอ ไม่เก็บค่านายหน้า")
    return _supplier(_HOUSE, _("ตลาดปสาน"), contact, about), None


@_answers_to(OCTO_SUPPLIERS)
def octo_suppliers(_given: Mapping[str, Any]) -> tuple[list[OctoSupplier], None]:
    """Answer with the sellers whose routes are on sale."""
    return [
        _supplier(row.slug, pick(row, "name"), _contact(row), pick(row, "about") or None)
        for row in supplier_rows(reader())
    ], None


def _supplier(code: str, name: str, contact: OctoContact, about: str | None) -> OctoSupplier:
    more: dict[str, Any] = {}
    if CONTENT in _active():
        more = {"short_description": about, "media": []}
    return OctoSupplier(code, name, f"{current_settings().base_url}/octo", contact, **more)


def _contact(row: Any) -> OctoContact:
    """Return the seller's page: it shows the ways to reach them as they chose."""
    places = filter(None, (pick(row, "community"), pick(row, "district"), _("สุโขทัย")))
    return OctoContact(
        page_url("listings.organisation", slug=row.slug), None, None, ", ".join(places)
    )


@_answers_to(OCTO_PRODUCTS)
def octo_products(given: Mapping[str, Any]) -> tuple[list[OctoProduct], str | None]:
    """Answer with one page of the routes on sale."""
    session, size = reader(), given["per_page"]
    place = None if given["cursor"] is None else read_cursor(given["cursor"], Place)
    rows = routes_after(session, given["supplierId"], place, size + 1)
    shown = rows[:size]
    following = None
    if len(rows) > size:
        following = write_cursor(Place(shown[-1].published_at, shown[-1].id))
    return _products(session, shown), following


@_answers_to(OCTO_PRODUCT)
def octo_product(_given: Mapping[str, Any], id: str) -> tuple[OctoProduct, None]:  # noqa: A002 - the standard's name
    """Answer with one route."""
    session = reader()
    try:
        row = route_row(session, id)
    except NotFoundError:
        raise _UnknownProduct(id) from None
    return _products(session, [row])[0], None


def _products(session: Session, rows: Sequence[Any]) -> list[OctoProduct]:
    active = _active()
    tiers = tiers_of(session, [row.id for row in rows])
    photos: Mapping[int, Sequence[Any]] = {}
    if CONTENT in active:
        photos = photos_of(session, [row.approved_version_id for row in rows])
    return [
        product_of(row, tiers.get(row.id, ()), photos.get(row.approved_version_id, ()), active)
        for row in rows
    ]

"""The page of one craft."""

from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from marketplace.db import reader
from marketplace.listings import structured
from marketplace.listings.queries import detail
from marketplace.listings.queries.detail import Shown
from marketplace.listings.terms import CraftOffer, RouteOffer
from marketplace.listings.units import unit_word
from marketplace.listings.views.blueprint import bp
from marketplace.listings.views.preview_bar import Preview
from marketplace.listings.views.public_contacts import shown_channels
from marketplace.listings.views.public_names import (
    kept_channels,
    kept_names,
    kept_similar,
    kept_visits,
    traits_shown,
)
from marketplace.listings.wording import months_words, size_words
from marketplace.web.caching import public_page
from marketplace.web.dates import bangkok_day
from marketplace.web.figures import money, number
from marketplace.web.i18n import _, ngettext, pgettext
from marketplace.web.ports import current_ports
from marketplace.web.templating import pick
from models.listing_content import CraftContent
from models.listings import ListingKind

_WEIGHT_IN_KG = 1000


@bp.get("/crafts/<slug>")
@public_page
def craft(slug: str) -> ResponseReturnValue:
    """Show a craft: pictures, maker, price, story, and how to reach the seller."""
    session = reader()
    shown = detail.open_listing(
        session, kept_names(session), (ListingKind.CRAFT, slug), kept_channels
    )
    return craft_page(session, shown)


def craft_page(session: Session, shown: Shown, preview: Preview | None = None) -> str:
    """Draw the page of a craft.

    Args:
        session: a reading session.
        shown: any version of a craft.
        preview: the bar over a page that is not public; None for the public one.
    """
    content, terms = shown.content, shown.terms
    assert isinstance(content, CraftContent)  # noqa: S101 - the caller looked at the kind
    assert not isinstance(terms, RouteOffer)  # noqa: S101 - as above
    unit = unit_word(terms.unit) if terms is not None else None
    crumbs = craft_crumbs(shown)
    traits = traits_shown(session, shown)
    return render_template(
        "listings/craft.html",
        shown=shown,
        content=content,
        terms=terms,
        unit=unit,
        stock=_stock_words(terms, unit) if shown.selling else None,
        facts=craft_facts(content),
        buying=_buying(terms, unit),
        steps=_next_steps(terms),
        today=bangkok_day(current_ports().clock.now()),
        channels=shown_channels(shown.organisation),
        visits=kept_visits(session, shown, traits),
        similar=kept_similar(session, shown, traits),
        jsonld=[structured.product(shown), structured.crumbs(crumbs)],
        crumbs=crumbs,
        preview=preview,
    )


def craft_crumbs(shown: Shown) -> list[tuple[str, str]]:
    """Return the way to a craft: home, its categories, itself."""
    way = [(pick(node, "name"), url_for("listings.category", slug=node.slug)) for node in shown.way]
    here = (pick(shown.content, "title"), url_for("listings.craft", slug=shown.slug))
    return [(pgettext("menu", "งานฝีมือ"), url_for("listings.crafts")), *way, here]


def _stock_words(terms: CraftOffer | None, unit: str | None) -> tuple[str, str] | None:
    """Return (state, sentence) of what can be bought now."""
    if terms is None:
        return None
    if terms.stock > 0:
        words = _("พร้อมส่ง %(count)s %(unit)s", count=number(terms.stock), unit=unit)
        return "in_stock", words
    if terms.made_to_order:
        days = terms.lead_time_days
        if days is None:
            return "made_to_order", _("ทำตามสั่ง")
        words = ngettext("ทำตามสั่ง ประมาณ %(num)s วัน", "ทำตามสั่ง ประมาณ %(num)s วัน", days)
        return "made_to_order", words
    return "sold_out", _("ของหมด")


def craft_facts(content: CraftContent) -> list[tuple[str, str]]:
    """Return what is known of the thing itself, as (term, words)."""
    return [
        (_("ลาย"), pick(content, "pattern")),
        (_("ขนาด"), size_words(content.dimensions)),
        (_("น้ำหนัก"), _weight(content.weight_g)),
        (_("วัสดุ"), _joined(content.materials)),
        (_("เทคนิค"), _joined(content.techniques)),
        (_("วิธีดูแล"), pick(content, "care")),
    ]


def _joined(terms: Any) -> str:
    return ", ".join(_term(term) for term in terms) if _is_english() else _thai_list(terms)


def _is_english() -> bool:
    return _("ไทย") != "ไทย"


def _term(term: Any) -> str:
    return pick({"name_th": term.th, "name_en": term.en}, "name")


def _thai_list(terms: Any) -> str:
    """Join as Thai does: blanks, and และ before the last."""
    words = [_term(term) for term in terms]
    if len(words) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(words)
    return f"{' '.join(words[:-1])} และ{words[-1]}"


def _weight(grams: int | None) -> str:
    if grams is None:
        return ""
    if grams >= _WEIGHT_IN_KG:
        return _("%(n)s กก.", n=number(grams / _WEIGHT_IN_KG))
    return _("%(n)s กรัม", n=number(grams))


def _buying(terms: CraftOffer | None, unit: str | None) -> list[tuple[str, str]]:
    """Return the terms in words, as (term, words)."""
    if terms is None:
        return []
    rows = [(_("เวลาทำและส่ง"), _lead(terms)), (_("ค่าส่ง"), _delivery(terms))]
    if terms.min_wholesale_qty is not None and terms.wholesale_price_satang is not None:
        words = _(
            "%(price)s / %(unit)s ขั้นต่ำ %(count)s %(unit)s",
            price=money(terms.wholesale_price_satang),
            unit=unit,
            count=number(terms.min_wholesale_qty),
        )
        rows.append((_("ราคาส่ง"), words))
    if terms.monthly_capacity is not None:
        made = _("%(count)s %(unit)s", count=number(terms.monthly_capacity), unit=unit)
        rows.append((_("ทำได้ต่อเดือน"), made))
    if terms.season_months:
        rows.append((_("เดือนที่มีของ"), months_words(terms.season_months)))
    return rows


def _lead(terms: CraftOffer) -> str:
    days = terms.lead_time_days
    if days is None:
        return ""
    if not terms.made_to_order:
        return ngettext("ส่งภายใน %(num)s วัน", "ส่งภายใน %(num)s วัน", days)
    return ngettext("ทำตามสั่ง ประมาณ %(num)s วัน", "ทำตามสั่ง ประมาณ %(num)s วัน", days)


def _delivery(terms: CraftOffer) -> str:
    charge = terms.delivery_satang
    if charge is None:
        words = _("ตกลงกับผู้ขาย")
    elif charge == 0:
        words = _("ไม่มีค่าส่ง")
    else:
        words = _("%(price)s ต่อคำสั่งซื้อ", price=money(charge))
    if terms.pickup:
        return f"{words} · " + _("มารับเองได้")
    return words


def _next_steps(terms: CraftOffer | None) -> list[str]:
    """Say what happens after the reader gets in touch."""
    first = _("ดูช่องทางติดต่อ แล้วบอกผู้ขายว่าสนใจชิ้นนี้ จำนวนเท่าไร")
    if terms is not None and terms.stock > 0:
        second = _("ผู้ขายยืนยันว่ามีของ พร้อมค่าส่งและวันส่ง")
    else:
        second = _("ผู้ขายยืนยันว่ารับทำ และบอกวันที่เสร็จ")
    return [first, second, _("ชำระเงินกับผู้ขายโดยตรง ไม่มีค่านายหน้า แล้วรอรับของ")]

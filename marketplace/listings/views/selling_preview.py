"""The newest version as the public will see it, drawn with the parts of the public page."""

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.db import reader
from marketplace.listings.labels import LANGUAGES
from marketplace.listings.policies import can_submit
from marketplace.listings.queries.detail import picture
from marketplace.listings.units import unit_word
from marketplace.listings.views.public_crafts import craft_facts
from marketplace.listings.views.public_routes import days_of
from marketplace.listings.views.selling_blueprint import load, require_seller, seller, selling
from marketplace.listings.wording import (
    CANCELLATION_MEANS,
    DIFFICULTY,
    cut_off_words,
    duration_words,
    months_words,
    weekdays_words,
)
from marketplace.web.i18n import _
from marketplace.web.templating import pick
from models.communities import Community
from models.listing_content import CraftContent, RouteContent
from models.listings import RouteTerms


@selling.get("/sell/listings/<public_id>/preview")
@require_seller
def preview(public_id: str) -> ResponseReturnValue:
    """Show the newest version as the public will see it."""
    actor, _grant = seller()
    session = reader()
    own = load(session, public_id)
    content = own.content
    places = {
        row.slug: row
        for row in session.scalars(
            select(Community)
            .where(Community.slug.in_(content.communities))
            .options(joinedload(Community.district))
        )
    }
    terms = own.listing.craft_terms
    return render_template(
        "selling/preview.html",
        own=own,
        content=content,
        organisation=own.listing.organisation,
        photos_shown=[picture(row) for row in own.newest.photos],
        communities=[places[slug] for slug in content.communities if slug in places],
        facts=craft_facts(content)
        if isinstance(content, CraftContent)
        else route_facts(content, own.listing.route_terms),
        days=days_of(content) if isinstance(content, RouteContent) else [],
        offer=own.offer,
        unit=unit_word(terms.unit) if terms is not None else None,
        may_submit=can_submit(actor, own.listing.organisation_id),
    )


def route_facts(content: RouteContent, terms: RouteTerms | None) -> list[tuple[str, str]]:
    """Return what is known of a route, as (term, words)."""
    point = content.meeting_point
    facts = [
        (_("ระยะเวลา"), duration_words(content.days, content.duration_minutes)),
        (_("จุดนัดพบ"), pick({"name_th": point.th, "name_en": point.en}, "name")),
        (_("ภาษาของไกด์"), " ".join(str(LANGUAGES.get(c, c)) for c in content.languages)),
        (_("ใช้แรงแค่ไหน"), str(DIFFICULTY.get(content.difficulty, ""))),
        (_("การเข้าถึง"), pick(content, "accessibility")),
        (_("สิ่งที่ควรเตรียม"), pick(content, "bring")),
        (_("ถ้าฝนตก"), pick(content, "rain_plan")),
        (_("ความปลอดภัยและประกัน"), pick(content, "safety")),
    ]
    if terms is not None:
        facts += [
            (_("เดือนที่เปิด"), months_words(terms.months)),
            (_("วันที่เปิด"), weekdays_words(terms.weekdays)),
            (_("ปิดรับจองล่วงหน้า"), cut_off_words(terms.cut_off_hours)),
            (_("เงื่อนไขการยกเลิก"), str(CANCELLATION_MEANS[terms.cancellation])),
        ]
    return facts

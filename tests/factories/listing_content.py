"""Content that a reviewer could approve."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from models.listing_content import CraftContent, MeetingPoint, RouteContent, Stop, TermRef


def craft_content(**values: Any) -> CraftContent:
    """Return complete content of a craft; `values` replace single fields."""
    content = CraftContent(
        title_th="ผ้าซิ่นตีนจกหาดเสี้ยว",
        title_en="Hat Siao tin chok skirt",
        summary_th="ทอมือด้วยฝ้าย จกด้วยขนเม่น",
        summary_en="Hand-woven cotton, picked with a porcupine quill.",
        description_th="หนึ่งคืบใช้เวลาราวสามวัน ลายเครือใหญ่ของบ้านหาดเสี้ยว",
        description_en="One span takes about three days.",
        communities=("hat-siao",),
        category="textiles",
        materials=(TermRef(code="cotton"),),
        techniques=(TermRef(code="tin_chok"),),
        dimensions="กว้าง 98 × ยาว 180 ซม.",
        weight_g=780,
        care_th="ซักมือ ตากในร่ม",
        care_en="Wash by hand, dry in the shade.",
    )
    return replace(content, **values)


def route_content(**values: Any) -> RouteContent:
    """Return complete content of a one-day route with two stops; `values` replace fields."""
    content = RouteContent(
        title_th="ปั่นรอบบ้านนาต้นจั่น",
        title_en="A ride around Na Ton Chan",
        summary_th="ปั่นจักรยาน ดูผ้าหมักโคลน กินข้าวเปิ๊บ",
        summary_en="Cycle, see mud-cured cloth, eat khao poep.",
        description_th="เดินทางช้า ๆ หนึ่งวันกับเจ้าบ้าน",
        description_en="A slow day with your hosts.",
        communities=("na-ton-chan",),
        themes=("craft",),
        days=1,
        duration_minutes=360,
        itinerary=(
            Stop(1, "09:00", "ศาลากลางบ้าน", "Village hall", "พบเจ้าบ้าน", "Meet the hosts",
                 17.58, 99.79),
            Stop(1, "11:00", "โรงทอผ้า", "Weaving house", "ย้อมผ้า", "Dye cloth", 17.59, 99.80),
        ),
        meeting_point=MeetingPoint("ศาลากลางบ้าน", "Village hall", 17.58, 99.79),
        included_th=("อาหารกลางวัน",),
        included_en=("Lunch",),
        languages=("th", "en"),
        accessibility_level="partial",
        difficulty="easy",
    )  # fmt: skip
    return replace(content, **values)

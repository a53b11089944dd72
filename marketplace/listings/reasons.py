"""The catalogue of reasons an officer gives, each with advice that a maker can follow.

Officers add a note of their own, but the advice is always this one, as agreed in
`tests/marketplace/voice/sentences.yaml`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from babel.support import LazyProxy

from marketplace.web.i18n import _l
from models.listings import ListingKind


class Level(StrEnum):
    """How grave a reason is."""

    MUST_FIX = "must_fix"
    ADVICE = "advice"
    NOT_APPROVED = "not_approved"
    SUSPEND = "suspend"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason.

    Attributes:
        code: what is stored with a decision.
        level: what it leads to. With advice alone a version passes; with anything graver it does not.
        field: content field it is about ("listing" for the whole), for the link to that field.
        title: a few words; advice: what, why it helps, how to mend it.
    """

    code: str
    level: Level
    field: str
    title: LazyProxy
    advice: LazyProxy


_CATALOGUE: Final = (
    Reason(
        "photo_dark",
        Level.MUST_FIX,
        "photos",
        _l("รูปมืดหรือสั่น"),
        _l(
            "งานของคุณสวย แต่รูปมืดหรือสั่น คนซื้อจึงมองไม่เห็นลาย "
            "ลองวางงานข้างหน้าต่างหรือใต้ชายคาตอนเช้า ปิดแฟลช เช็ดเลนส์ "
            "แล้ววางศอกกับโต๊ะให้มือนิ่ง ถ่ายไว้สามรูป "
            "เลือกรูปที่ชัดที่สุดมาเปลี่ยน"
        ),
    ),
    Reason(
        "photo_cluttered",
        Level.MUST_FIX,
        "photos",
        _l("ของในรูปไม่เด่น"),
        _l(
            "ในรูปมีของหลายอย่าง คนซื้อดูไม่ออกว่าขายชิ้นไหน "
            "ลองปูผ้าสีพื้นหรือเสื่อ วางเฉพาะงานชิ้นนี้ "
            "ถ่ายให้งานเต็มสามในสี่ของรูป แล้วถ่ายใกล้ ๆ ให้เห็นเนื้องานอีกหนึ่งรูป"
        ),
    ),
    Reason(
        "photo_not_own",
        Level.MUST_FIX,
        "photos",
        _l("รูปไม่ใช่ของกลุ่มเอง"),
        _l(
            "รูปนี้เคยอยู่ในเว็บไซต์อื่นหรือเป็นของผู้อื่น "
            "ใช้แล้วอาจมีปัญหาลิขสิทธิ์ และของที่ส่งอาจไม่เหมือนรูป "
            "ขอให้ถ่ายงานชิ้นจริงด้วยมือถือของกลุ่ม "
            "รูปธรรมดาที่เป็นของจริงทำให้คนซื้อเชื่อใจกว่า"
        ),
    ),
    Reason(
        "photo_people",
        Level.MUST_FIX,
        "photos",
        _l("รูปคนที่ยังไม่ได้ขออนุญาต"),
        _l(
            "ในรูปเห็นหน้าคนชัดเจน แต่ยังไม่มีความยินยอม "
            "ช่วยถามเจ้าตัวก่อนว่ายินดีให้ใช้รูปไหม แล้วเขียนในคำบรรยายใต้รูปว่าเจ้าตัวยินดี "
            "ถ้าเป็นเด็กให้พ่อแม่หรือผู้ปกครองยินยอม ถ้ายังถามไม่ได้ "
            "ใช้รูปที่เห็นเพียงมือแทนได้"
        ),
    ),
    Reason(
        "photo_text",
        Level.MUST_FIX,
        "photos",
        _l("รูปมีตัวหนังสือหรือเบอร์โทร"),
        _l(
            "บนรูปมีราคา เบอร์โทร หรือกรอบโฆษณา ทำให้มองงานไม่ชัด "
            "และเมื่อราคาเปลี่ยน รูปจะบอกผิด ใช้รูปเดิมที่ยังไม่แต่ง "
            "แล้วใส่ราคาและเบอร์โทรในช่องที่เตรียมไว้"
        ),
    ),
    Reason(
        "title_vague",
        Level.MUST_FIX,
        "title",
        _l("ชื่อกว้างไป"),
        _l(
            "ชื่อ “ผ้าสวย ๆ” ค้นแล้วหาไม่เจอ ลองเรียงเป็น ของอะไร ลายหรือเทคนิค "
            "ขนาด เช่น “ผ้าซิ่นตีนจก ลายเครือน้อย” หรือ “จานสังคโลก ลายปลา 25 ซม.” "
            "ไม่ต้องใส่คำว่าสวยหรือถูก"
        ),
    ),
    Reason(
        "story_thin",
        Level.MUST_FIX,
        "description",
        _l("เรื่องเล่าสั้นไป"),
        _l(
            "คนซื้ออยากรู้ว่าใครทำและทำอย่างไร ลองตอบสี่ข้อ ข้อละประโยค ทำจากอะไร "
            "ทำกี่วัน ลายนี้หมายถึงอะไร และเก็บรักษาอย่างไร "
            "พูดใส่มือถือแล้วให้ลูกหลานช่วยพิมพ์ก็ได้"
        ),
    ),
    Reason(
        "text_copied",
        Level.MUST_FIX,
        "description",
        _l("ข้อความคัดลอกมา"),
        _l(
            "ข้อความนี้เหมือนในเว็บไซต์อื่นเกือบทั้งหมด ขอให้เล่าด้วยคำของกลุ่มเอง "
            "สั้น ๆ ก็พอ เรื่องจริงของบ้านเราไม่มีใครเล่าแทนได้"
        ),
    ),
    Reason(
        "english_differs",
        Level.MUST_FIX,
        "english",
        _l("ภาษาอังกฤษไม่ตรงกับไทย"),
        _l(
            "ภาษาอังกฤษบอกขนาดหรือวัสดุไม่ตรงกับภาษาไทย แขกต่างชาติอาจเข้าใจผิด "
            "ดูเฉพาะตัวเลข วัสดุ และวันเวลาให้ตรงกัน ถ้าไม่แน่ใจ "
            "ลบส่วนอังกฤษไว้ก่อนได้ หน้าไทยยังขายได้ตามปกติ"
        ),
    ),
    Reason(
        "material_unclear",
        Level.MUST_FIX,
        "materials",
        _l("วัสดุหรือวิธีทำไม่ชัด"),
        _l(
            "ยังไม่รู้ว่าเป็นฝ้าย ไหม หรือใยสังเคราะห์ ย้อมสีอะไร และทำมือส่วนไหน "
            "เลือกวัสดุและเทคนิคให้ครบ ถ้ามีเครื่องช่วยบางขั้น บอกได้เลย "
            "คนซื้อชอบความตรงไปตรงมา"
        ),
    ),
    Reason(
        "handmade_claim",
        Level.MUST_FIX,
        "techniques",
        _l("บอกว่าทำมือ แต่ยังไม่ชัด"),
        _l(
            "รายการบอกว่าทอมือหรือปั้นมือ แต่รูปดูเหมือนของพิมพ์ลายหรือของโรงงาน "
            "ช่วยเพิ่มรูปตอนทำหนึ่งรูป หรือเปลี่ยนคำเป็น “พิมพ์ลาย” ให้ตรง "
            "ของทุกแบบขายได้ ขอเพียงบอกตามจริง"
        ),
    ),
    Reason(
        "size_missing",
        Level.MUST_FIX,
        "dimensions",
        _l("ขนาดหรือน้ำหนักยังไม่มี"),
        _l(
            "คนซื้อกะขนาดจากรูปไม่ได้ และค่าส่งคิดจากน้ำหนัก วัดกว้าง ยาว "
            "สูงเป็นเซนติเมตร ชั่งเป็นกรัมพร้อมกล่อง ถ้าแต่ละชิ้นไม่เท่ากัน "
            "เขียนว่า “ประมาณ” ได้"
        ),
    ),
    Reason(
        "category_wrong",
        Level.MUST_FIX,
        "category",
        _l("หมวดไม่ตรง"),
        _l("งานนี้อยู่หมวดที่คนซื้อจะไม่ไปหา ดูหมวดที่ผู้ตรวจเสนอในข้อความด้านล่าง ถ้าเห็นด้วย เลือกแล้วส่งได้เลย"),
    ),
    Reason(
        "duplicate",
        Level.NOT_APPROVED,
        "title",
        _l("ลงซ้ำกับรายการเดิม"),
        _l(
            "รายการนี้เหมือนอีกรายการที่ลงไว้แล้ว ถ้าต่างกันแค่สีหรือจำนวน "
            "แก้ที่รายการเดิมจะดีกว่า คนซื้อเห็นครบในที่เดียว ถ้าเป็นคนละชิ้นจริง ๆ "
            "บอกจุดที่ต่างไว้ในชื่อ"
        ),
    ),
    Reason(
        "certificate_unproven",
        Level.MUST_FIX,
        "certificates",
        _l("ใบรับรองยังไม่มีหลักฐาน"),
        _l(
            "รายการบอกว่าได้ OTOP หรือ มผช. แต่ยังไม่มีหลักฐาน "
            "ใส่เลขที่และวันหมดอายุในช่องใบรับรอง แล้วถ่ายใบรับรองเพิ่มเป็นรูปหนึ่งของรายการ "
            "ถ้าหมดอายุแล้ว เอาข้อความนี้ออกก่อน ได้ใบใหม่เมื่อไรค่อยเพิ่ม"
        ),
    ),
    Reason(
        "gi_misuse",
        Level.MUST_FIX,
        "certificates",
        _l("ใช้คำว่า GI ยังไม่ได้"),
        _l(
            "สินค้าประเภทนี้ขึ้นทะเบียน GI แล้ว แต่ผู้ใช้ตรา GI "
            "ต้องได้รับอนุญาตเป็นรายไป ถ้ากลุ่มได้รับแล้ว "
            "ใส่เลขที่หนังสืออนุญาตในช่องใบรับรอง ถ้ายัง "
            "เขียนเพียงว่าทำที่ไหน เช่น “ปั้นที่เมืองเก่าสุโขทัย” "
            "และถามวิธีขอจากเจ้าหน้าที่ได้เลย"
        ),
    ),
    Reason(
        "health_claim",
        Level.MUST_FIX,
        "description",
        _l("อ้างว่ารักษาโรค"),
        _l(
            "คำว่า รักษา แก้โรค หรือหายขาด "
            "กฎหมายไม่ให้ใช้กับอาหารและสมุนไพรที่ยังไม่ได้รับอนุญาต "
            "ลองบอกวิธีใช้และกลิ่นแทน เช่น “ลูกประคบไพล กลิ่นหอม ใช้นวดหลังทำงาน”"
        ),
    ),
    Reason(
        "food_label",
        Level.MUST_FIX,
        "description",
        _l("ข้อมูลอาหารยังไม่ครบ"),
        _l(
            "ของกินต้องบอกส่วนผสม ของที่แพ้ได้ เช่น ถั่ว นม กุ้ง "
            "วันหมดอายุหรืออายุการเก็บ และเลข อย. ถ้ามี "
            "ถ่ายฉลากด้านหลังให้อ่านออกอีกหนึ่งรูป คนซื้อจะกินได้อย่างสบายใจ"
        ),
    ),
    Reason(
        "antique",
        Level.SUSPEND,
        "listing",
        _l("อาจเป็นโบราณวัตถุ"),
        _l(
            "ของเก่าที่ขุดพบหรือตกทอดมาอาจเป็นโบราณวัตถุ ซื้อขายต้องทำตามกฎหมาย "
            "จึงลงที่นี่ไม่ได้ ถ้าเป็นงานทำใหม่เลียนแบบโบราณ บอกปีที่ทำ "
            "ทำเครื่องหมายไว้ใต้ก้น แล้วส่งมาใหม่ได้"
        ),
    ),
    Reason(
        "buddha_export",
        Level.MUST_FIX,
        "shipping",
        _l("พระพุทธรูปและการส่งออก"),
        _l(
            "พระพุทธรูปและพระพิมพ์ต้องเล่าด้วยความเคารพ "
            "และส่งออกนอกประเทศต้องมีใบอนุญาตจากกรมศิลปากร เพิ่มประโยคว่า "
            "“ส่งในประเทศเท่านั้น” หรือแจ้งว่าช่วยขอใบอนุญาตได้ ใช้คำว่า บูชา หรือ "
            "องค์ ให้เหมาะ"
        ),
    ),
    Reason(
        "wildlife",
        Level.SUSPEND,
        "materials",
        _l("วัสดุจากสัตว์หรือไม้หวงห้าม"),
        _l(
            "รายการนี้มีวัสดุที่อาจเป็นสัตว์ป่าคุ้มครองหรือไม้หวงห้าม "
            "ช่วยเล่าที่มาในเรื่องเล่า และติดต่อเจ้าหน้าที่เพื่อให้ดูเอกสาร "
            "ถ้าไม่มี เปลี่ยนวัสดุแล้วลงใหม่ได้ "
            "เครื่องมือทอผ้า เช่น ขนเม่น เล่าไว้ในวิธีทำได้ แต่ไม่ขายเป็นสินค้า"
        ),
    ),
    Reason(
        "pattern_credit",
        Level.MUST_FIX,
        "pattern",
        _l("ลายของชุมชนอื่น"),
        _l(
            "ลายนี้คนทั่วไปรู้จักว่าเป็นของอีกชุมชน ช่วยบอกที่มาของลาย "
            "และบอกว่าได้เรียนหรือได้รับอนุญาตจากใคร (เขียนเป็นชื่อกลุ่ม) "
            "การให้เกียรติกันทำให้ทุกชุมชนขายได้นาน"
        ),
    ),
    Reason(
        "itinerary_gap",
        Level.MUST_FIX,
        "itinerary",
        _l("กำหนดการยังไม่ครบ"),
        _l(
            "ยังไม่เห็นเวลาเริ่ม จุดนัดพบ หรือเวลาจบ คนจองจึงวางแผนรถไม่ได้ "
            "ใส่เวลาและสถานที่ให้ครบทุกจุด เผื่อเวลาเดินทางระหว่างจุด "
            "แล้วเขียนจุดนัดพบให้คนที่ไม่เคยมาหาเจอ"
        ),
    ),
    Reason(
        "safety_missing",
        Level.MUST_FIX,
        "safety",
        _l("ยังไม่บอกเรื่องความปลอดภัย"),
        _l(
            "กิจกรรมมีน้ำ ไฟ ที่สูง หรือยานพาหนะ ช่วยบอกว่าใครดูแล มีประกันหรือไม่ "
            "ฝนตกทำอย่างไร เหมาะกับเด็กอายุเท่าไร และสถานพยาบาลใกล้ที่สุดอยู่ไหน "
            "บริษัทนำเที่ยวจะดูข้อนี้ก่อนข้ออื่น"
        ),
    ),
    Reason(
        "access_unclear",
        Level.ADVICE,
        "accessibility",
        _l("ข้อมูลรถเข็นและผู้สูงอายุ"),
        _l(
            "เขียนว่า “ทุกคนมาได้” แต่ยังไม่บอกบันได ทางลาด และห้องน้ำ "
            "ลองเดินตามเส้นทาง นับขั้นบันได ดูพื้นทราย ถ่ายห้องน้ำหนึ่งรูป "
            "บอกตามจริง คนใช้รถเข็นจะได้เตรียมผู้ช่วยมา"
        ),
    ),
)
REASONS: Final[dict[str, Reason]] = {reason.code: reason for reason in _CATALOGUE}


_ONLY: Final = {
    ListingKind.CRAFT: frozenset(
        {"materials", "techniques", "dimensions", "category", "pattern", "shipping"}
    ),
    ListingKind.ROUTE: frozenset({"itinerary", "safety", "accessibility"}),
}
"""Fields that one kind of listing has and the other has not."""


def reasons_for(kind: ListingKind) -> dict[str, Reason]:
    """Return code -> reason of those that fit a kind of listing, in the order of the catalogue."""
    foreign = frozenset().union(*(fields for other, fields in _ONLY.items() if other is not kind))
    return {code: reason for code, reason in REASONS.items() if reason.field not in foreign}


def known_codes(codes: Sequence[str], kind: ListingKind) -> list[str]:
    """Keep the codes that fit a kind of listing, in the order of the catalogue and each once."""
    return [code for code in reasons_for(kind) if code in codes]


_SAID_IN_NOTE: Final = frozenset({"category_wrong"})
"""Reasons whose advice sends the seller to the officer's note."""


def missing_note(codes: Sequence[str], note: str) -> Reason | None:
    """Return a reason that points to the note although there is none; None when all is said."""
    if note:
        return None
    return next((REASONS[code] for code in codes if code in _SAID_IN_NOTE), None)


def are_grave(codes: Sequence[str]) -> bool:
    """Tell whether one of the reasons is more than advice, so that the content cannot stay so."""
    return any(REASONS[code].level is not Level.ADVICE for code in codes)

"""Words of the moderation room. English stands in the catalogue."""

from collections.abc import Mapping
from typing import Final

from babel.support import LazyProxy

from marketplace.listings.reasons import Level
from marketplace.web.i18n import _l, lazy_pgettext
from models.listings import VersionState
from models.moderation import ReviewOutcome
from models.organisations import AdmissionAction

OUTCOMES: Final[Mapping[ReviewOutcome, LazyProxy]] = {
    ReviewOutcome.APPROVED: _l("ให้ผ่าน"),
    ReviewOutcome.CHANGES_REQUESTED: _l("ขอให้แก้"),
    ReviewOutcome.REJECTED: _l("ไม่ให้ผ่าน"),
}
OUTCOME_NOTES: Final[Mapping[str, LazyProxy]] = {
    "approved": _l("ฉบับนี้ขึ้นหน้าร้านทันที"),
    "changes_requested": _l("บอกวิธีแก้ทีละข้อ ร่างยังอยู่"),
    "rejected": _l("ผู้ขายเห็นเหตุผล และขอให้ทบทวนได้"),
}
PILES: Final[Mapping[VersionState, LazyProxy]] = {
    VersionState.IN_REVIEW: _l("รอตรวจ"),
    VersionState.CHANGES_REQUESTED: _l("ขอให้แก้แล้ว"),
    VersionState.APPROVED: _l("ผ่านแล้ว"),
    VersionState.REJECTED: _l("ไม่ผ่าน"),
}
LISTING_CHECKS: Final[Mapping[str, LazyProxy]] = {
    "photos_own": _l("รูปเป็นของกลุ่มเอง และคนในรูปยินยอม"),
    "photos_clear": _l("รูปชัด เห็นงานเด่น มีคำบรรยาย"),
    "title_clear": _l("ชื่อบอกว่าคืออะไร ลายหรือเทคนิคอะไร"),
    "story_true": _l("เรื่องเล่าเป็นคำของกลุ่ม และไม่เกินจริง"),
    "materials_clear": _l("วัสดุ เทคนิค และขนาดครบ"),
    "claims_proven": _l("ใบรับรองมีหลักฐานและยังไม่หมดอายุ"),
    "lawful": _l("ไม่ใช่โบราณวัตถุ สัตว์ป่า หรือไม้หวงห้าม"),
    "english_agrees": _l("ภาษาอังกฤษตรงกับไทย หรือเว้นว่างไว้"),
    "itinerary_complete": _l("เวลา สถานที่ และจุดนัดพบครบ"),
    "safety_told": _l("บอกเรื่องความปลอดภัยและฝนตก"),
    "access_told": _l("บอกบันได ทางลาด และห้องน้ำตามจริง"),
}
ADMISSION_CHECKS: Final[Mapping[str, LazyProxy]] = {
    "in_community": _l("อยู่ในชุมชนที่ระบุ"),
    "makes_itself": _l("ทำงานหรือจัดกิจกรรมเองในชุมชน"),
    "registration": _l("เลขทะเบียนตรงกับเอกสาร"),
    "exempt_class": _l("อยู่ในประเภทที่ได้รับยกเว้นจริง"),
    "tour_licence": _l("ใบอนุญาตนำเที่ยวยังไม่หมดอายุ"),
    "contact_reached": _l("โทรหรือทักแล้ว มีคนตอบ"),
}
LEVELS: Final[Mapping[Level, LazyProxy]] = {
    Level.MUST_FIX: lazy_pgettext("level", "ต้องแก้"),
    Level.ADVICE: lazy_pgettext("level", "แนะนำ"),
    Level.NOT_APPROVED: lazy_pgettext("level", "ไม่ผ่าน"),
    Level.SUSPEND: lazy_pgettext("level", "ระงับ"),
}
"""How grave reasons are, as the project's voice names them (section 4)."""
CHECK_ANSWERS: Final[Mapping[str, LazyProxy]] = {
    "ok": _l("ครบ"),
    "missing": _l("ยังไม่ครบ"),
    "not_needed": lazy_pgettext("admission", "ไม่ต้องใช้"),
}
ADMISSION_ACTIONS: Final[Mapping[AdmissionAction, LazyProxy]] = {
    AdmissionAction.ADMIT: _l("รับเป็นผู้ขาย"),
    AdmissionAction.RETURN: _l("ส่งกลับให้เพิ่มข้อมูล"),
    AdmissionAction.SEND_AGAIN: _l("ส่งใบสมัครอีกครั้ง"),
    AdmissionAction.SUSPEND: _l("ระงับการขาย"),
    AdmissionAction.REINSTATE: _l("ให้กลับมาขาย"),
    AdmissionAction.CLOSE: _l("ปิดร้าน"),
}
ADMISSION_NOTES: Final[Mapping[str, LazyProxy]] = {
    "admit": _l("ต้องครบหรือได้รับยกเว้นทุกข้อ"),
    "return": _l("ใบสมัครไม่หาย กลุ่มเพิ่มแล้วส่งใหม่ได้"),
    "suspend": _l("ทุกรายการหยุดขาย ข้อตกลงเดิมยังทำต่อ"),
    "reinstate": _l("รายการเดิมกลับมาขายทันที"),
    "close": _l("ปิดแล้วเปิดคืนไม่ได้"),
}

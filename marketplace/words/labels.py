"""Words of the office's pages about searching. English stands in the catalogue."""

from collections.abc import Mapping
from typing import Final

from babel.support import LazyProxy

from marketplace.web.i18n import _l, lazy_pgettext
from marketplace.words.queries.tallies import Pile
from models.words import WordAction, WordKind, WordState

PILES: Final[Mapping[Pile, LazyProxy]] = {
    Pile.OPEN: _l("รอจัดการ"),
    Pile.NOTHING: _l("ไม่พบเลย"),
    Pile.LITTLE: _l("พบน้อย"),
    Pile.LEFT: _l("ปล่อยไว้"),
}
KINDS: Final[Mapping[WordKind, LazyProxy]] = {
    WordKind.SYNONYM: _l("คำนี้หมายถึง…"),
    WordKind.SPELLING: _l("สะกดแบบอื่นของ…"),
    WordKind.WHOLE: _l("เป็นคำเดียว"),
}
KIND_NAMES: Final[Mapping[WordKind, LazyProxy]] = {
    WordKind.SYNONYM: _l("คำความหมายเดียวกัน"),
    WordKind.SPELLING: _l("คำสะกดแบบอื่น"),
    WordKind.WHOLE: _l("คำที่ไม่ตัดแยก"),
}
EXAMPLES: Final[Mapping[WordKind, LazyProxy]] = {
    WordKind.SYNONYM: _l(
        "ใช้เมื่อคนเรียกของอย่างเดียวกันด้วยคนละคำ เช่น คนพิมพ์ “ผ้าคาดเอว” แต่ร้านเขียนว่า “ผ้าขาวม้า” "
        "บอกว่าเป็นของอย่างเดียวกัน แล้วพิมพ์คำไหนก็เจอ"
    ),
    WordKind.SPELLING: _l(
        "ใช้เมื่อคนพิมพ์ผิดหรือสะกดไม่เหมือนกัน เช่น “สังขโหลก” ที่ตั้งใจจะหา “สังคโลก” "
        "ช่องค้นหาจะค้นคำที่ร้านใช้ให้ แล้วถามคนค้นว่าหมายถึงคำนี้ไหม"
    ),
    WordKind.WHOLE: _l(
        "ใช้เมื่อช่องค้นหาตัดชื่อเฉพาะเป็นคำย่อย ๆ จนเจอของที่ไม่เกี่ยว เช่น อ่าน “ข้าวเปิ๊บ” เป็น ข้าว · เปิ๊บ จึงเจอข้าวทุกอย่าง "
        "บอกว่าเป็นคำเดียว แล้วระบบจะอ่านทุกรายการใหม่ให้เอง ใช้เวลาสักครู่"
    ),
}
STATES: Final[Mapping[WordState, LazyProxy]] = {
    WordState.PUBLISHED: lazy_pgettext("word", "ใช้อยู่"),
    WordState.DRAFT: lazy_pgettext("word", "ร่าง"),
    WordState.WITHDRAWN: lazy_pgettext("word", "ถอนแล้ว"),
}
ACTIONS: Final[Mapping[WordAction, LazyProxy]] = {
    WordAction.PUBLISH: lazy_pgettext("refused", "เผยแพร่"),
    WordAction.WITHDRAW: lazy_pgettext("refused", "ถอน"),
}
"""As the sentence says them that a state rules an act out."""
MEANING_KINDS: Final[Mapping[str, LazyProxy]] = {
    "activity": _l("กิจกรรม"),
    "category": _l("หมวด"),
    "community": _l("ชุมชน"),
    "craft": _l("งานฝีมือ"),
    "district": _l("อำเภอ"),
    "festival": _l("เทศกาล"),
    "food": _l("อาหาร"),
    "house": _l("เพิ่มโดยเจ้าหน้าที่"),
    "material": _l("วัสดุ"),
    "motif": _l("ลวดลาย"),
    "object": _l("สิ่งของ"),
    "people": _l("กลุ่มคน"),
    "place": _l("สถานที่"),
    "technique": _l("เทคนิค"),
    "theme": _l("แนวการเที่ยว"),
    "tourism": _l("การท่องเที่ยว"),
    "trade": _l("การซื้อขาย"),
}
LANGS: Final[Mapping[str, LazyProxy]] = {"th": _l("หน้าไทย"), "en": _l("หน้าอังกฤษ")}

"""The sentences behind error codes. Wording: the project's voice, section 3.

Every sentence says what happened, what is kept, and what to do next. Domain errors carry the
code and the values; nobody else phrases them.
"""

from collections.abc import Mapping
from typing import Final

from babel.support import LazyProxy

from marketplace.web.i18n import _l
from models.errors import DomainError

SENTENCES: Final[Mapping[str, LazyProxy]] = {
    "form.summary": _l("ยังไม่ได้ส่ง มี %(count)s ช่องที่ต้องแก้ ที่กรอกไว้ยังอยู่ครบ แตะชื่อช่องเพื่อไปแก้"),
    "field.required": _l("ยังไม่ได้ใส่%(field)s ใส่แล้วกดส่งอีกครั้ง"),
    "title.too_short": _l("ชื่อสั้นไป คนซื้อยังนึกภาพไม่ออก บอกว่าคืออะไร ลายอะไร เช่น %(example)s"),
    "text.too_long": _l("ยาวเกินไป %(over)s ตัวอักษร ช่องนี้ใส่ได้ %(max)s ตัดให้สั้นลงแล้วส่งอีกครั้ง"),
    "text.thai_missing": _l("ยังไม่มีข้อความภาษาไทย เล่าเป็นไทยสั้น ๆ ส่วนภาษาอังกฤษวางไว้ช่องถัดไปได้"),
    "text.has_contact": _l("ในคำบรรยายมีเบอร์โทรหรือลิงก์ ย้ายไปไว้ที่ “ช่องทางติดต่อ” แล้วเลือกได้ว่าใครเห็น"),
    "number.format": _l("%(field)sต้องเป็นตัวเลข เช่น %(example)s"),
    "number.range": _l("%(field)sใส่ได้ตั้งแต่ %(min)s ถึง %(max)s"),
    "price.format": _l("อ่านราคาไม่ออก ใส่เป็นบาท เช่น 1250 หรือ 1250.50"),
    "price.wholesale_higher": _l("ราคาส่งสูงกว่าราคาปลีก ฿%(retail)s ดูว่าใส่สลับช่องกันหรือไม่"),
    "wholesale.pair": _l("ใส่ทั้งขั้นต่ำขายส่งและราคาส่ง หรือเว้นว่างทั้งสองช่อง"),
    "tiers.gap": _l("กลุ่ม %(from)s–%(to)s คนยังไม่มีราคา จึงจองไม่ได้ เพิ่มราคาช่วงนี้ หรือปรับขนาดกลุ่ม"),
    "date.format": _l("อ่านวันที่ไม่ออก เลือกจากปฏิทิน หรือพิมพ์แบบ 20/11/2569"),
    "date.past": _l("วันที่ %(date)s ผ่านไปแล้ว เลือกตั้งแต่วันนี้เป็นต้นไป"),
    "stop.order": _l("เวลาของจุดแวะที่ %(n)s เร็วกว่าจุดก่อนหน้า แก้เวลา หรือสลับลำดับจุด"),
    "phone.format": _l("เบอร์โทรยังไม่ครบ ใส่ 9 หรือ 10 หลัก ขึ้นต้นด้วย 0 เบอร์ต่างประเทศขึ้นต้นด้วย +"),
    "email.format": _l("อีเมลยังไม่ครบ ต้องมี @ และชื่อเว็บไซต์ต่อท้าย เช่น name@example.com"),
    "id13.check": _l("เลข 13 หลักนี้ยังไม่ตรง เทียบกับบัตรหรือเอกสารทีละหลัก"),
    "postcode.mismatch": _l(
        "รหัสไปรษณีย์ %(postcode)s ไม่ตรงกับอำเภอ%(district)s เลือกอำเภอก่อน แล้วระบบจะเติมรหัสให้"
    ),
    "password.weak": _l("รหัสผ่านนี้สั้นหรือเดาง่าย ใช้อย่างน้อย %(min)s ตัว เอาคำหลายคำมาต่อกันก็ได้"),
    "place.outside": _l("หมุดอยู่นอกจังหวัดสุโขทัย เลื่อนหมุดอีกครั้ง ถ้าไปนอกจังหวัดจริง กด “ใช้จุดนี้”"),
    "terms.missing": _l("ต้องยอมรับข้อตกลงการใช้งานก่อนจึงสมัครได้ ความยินยอมข้ออื่นเลือกหรือไม่เลือกก็ได้"),
    "alt.missing": _l("รูปที่ %(n)s ยังไม่มีคำบรรยาย เล่าสั้น ๆ ว่าเห็นอะไร เพื่อคนที่มองไม่เห็นรูป"),
    "upload.too_big": _l(
        "รูป %(file)s ใหญ่เกิน %(max)s MB จึงยังไม่ได้เพิ่ม รูปอื่นเพิ่มแล้ว ถ่ายใหม่หรือตัดขอบให้เล็กลง"
    ),
    "upload.type": _l("เปิดไฟล์ %(file)s ไม่ได้ อาจเสียหรือไม่ใช่รูป รูปอื่นยังอยู่ เลือกรูป JPG PNG หรือ WebP"),
    "upload.tiny": _l("รูปเล็กไป คนซื้อขยายดูแล้วไม่ชัด ใช้รูปจากกล้อง แทนรูปที่บันทึกจากแชต"),
    "upload.interrupted": _l(
        "สัญญาณหลุด ส่งแล้ว %(done)s จาก %(total)s รูป ที่เหลือจะส่งต่อเองเมื่อสัญญาณกลับมา"
    ),
    "conflict.edited": _l(
        "มีคนในกลุ่มแก้หน้านี้ก่อนเมื่อ %(time)s ที่คุณพิมพ์ยังอยู่ ดูส่วนที่ต่างกันแล้วเลือกว่าจะเก็บส่วนไหน"
    ),
    "conflict.decided": _l(
        "รายการนี้มีผู้ตรวจตัดสินแล้วเมื่อ %(time)s ผลคือ “%(state)s” ความเห็นที่พิมพ์ยังอยู่ คัดลอกไปใช้ต่อได้"
    ),
    "conflict.state": _l(
        "เรื่องนี้เปลี่ยนเป็น “%(state)s” แล้ว จึง%(action)sไม่ได้ ข้อมูลเดิมยังอยู่ เปิดหน้านี้ใหม่เพื่อดูล่าสุด"
    ),
    "conflict.repeat": _l("รับไว้แล้วตั้งแต่ครั้งแรก ไม่มีรายการซ้ำ ดูเลขที่ %(number)s ได้เลย"),
    "link.expired": _l("ลิงก์นี้หมดอายุหรือใช้ไปแล้ว บัญชียังอยู่ตามเดิม ขอลิงก์ใหม่ได้ด้านล่าง"),
    "permission.role": _l("หน้านี้สำหรับ%(role)s ถ้าคุณมีสิทธิ์ในอีกกลุ่ม เปลี่ยน “ทำในนาม” ที่ด้านบน"),
    "permission.own_group": _l(
        "ตรวจรายการนี้ไม่ได้ เพราะคุณอยู่ใน %(org)s รายการยังอยู่ในคิว ให้ผู้ตรวจคนอื่นรับต่อ"
    ),
    "signin.needed": _l("เข้าสู่ระบบก่อนจึง%(action)sได้ ตะกร้าและข้อความที่พิมพ์ยังอยู่"),
    "signin.failed": _l("อีเมล เบอร์โทร หรือรหัสไม่ตรงกัน ลองอีกครั้ง หรือกด “ลืมรหัสผ่าน”"),
    "page.not_found": _l("ไม่พบหน้านี้ อาจย้ายที่หรือเลิกขายแล้ว ลองค้นหา หรือกลับหน้าแรก"),
    "rate.signin": _l(
        "ลองหลายครั้งแล้ว พัก %(minutes)s นาทีแล้วลองใหม่ หรือขอรหัสใหม่จากเจ้าหน้าที่ บัญชียังอยู่ตามเดิม"
    ),
    "session.ended": _l("ออกจากระบบแล้ว เพราะไม่ได้ใช้งานนาน ที่พิมพ์ไว้ยังอยู่ในเครื่องนี้ เข้าสู่ระบบแล้วทำต่อได้เลย"),
    "form.stale": _l("หน้านี้เปิดค้างไว้นาน จึงยังไม่ได้ส่ง ที่พิมพ์ไว้ยังอยู่ กดส่งอีกครั้ง"),
    "offline.saved": _l("ไม่มีสัญญาณ เก็บร่างไว้ในเครื่องแล้ว จะส่งเองเมื่อสัญญาณกลับมา"),
    "server.fault": _l(
        "ขออภัย ระบบขัดข้อง ที่บันทึกแล้วยังอยู่ รอสักครู่แล้วลองใหม่ ถ้ายังไม่ได้ แจ้งรหัส %(request_id)s"
    ),
    "search.empty": _l("ไม่พบ “%(query)s” ลองคำสั้นลง เอาตัวกรองออกบางข้อ หรือฝากความต้องการให้ชุมชนเห็น"),
    "search.filters": _l(
        "ไม่พบรายการที่ตรงกับตัวกรองทุกข้อ คำค้นยังอยู่ ถ้าเอา “%(filter)s” ออกจะพบ %(count)s รายการ"
    ),
    # Not tied to one form or listing: answers of the server itself.
    "conflict.changed": _l("มีคนเปลี่ยนเรื่องนี้พร้อมกัน จึงยังไม่ได้บันทึก ที่พิมพ์ไว้ยังอยู่ ดูล่าสุดแล้วส่งอีกครั้ง"),
    "request.bad": _l("อ่านคำขอนี้ไม่ได้ ข้อมูลเดิมยังอยู่ กลับหน้าเดิมแล้วลองอีกครั้ง"),
    "request.forbidden": _l("หน้านี้เปิดให้คุณดูไม่ได้ ข้อมูลเดิมยังอยู่ กลับหน้าแรก หรือเข้าสู่ระบบด้วยบัญชีอื่น"),
    "request.method": _l("ทำแบบนี้กับหน้านี้ไม่ได้ ข้อมูลเดิมยังอยู่ กลับหน้าเดิมแล้วเลือกใหม่"),
    "request.too_large": _l("สิ่งที่ส่งมาใหญ่เกินไป จึงยังไม่ได้บันทึก ส่งรูปทีละน้อย หรือย่อให้เล็กลง"),
    "request.media_type": _l("รับไฟล์ชนิดนี้ไม่ได้ ของเดิมยังอยู่ เลือกไฟล์แบบอื่นแล้วส่งอีกครั้ง"),
    "request.unreadable": _l("ยังไม่ได้บันทึก เพราะมีช่องที่ต้องแก้ กลับหน้าเดิม ที่พิมพ์ไว้ยังอยู่"),
    "rate.many": _l("ทำซ้ำหลายครั้งเกินไป พัก %(minutes)s นาทีแล้วลองใหม่ ข้อมูลเดิมยังอยู่"),
    "storage.full": _l("ที่เก็บรูปเต็ม จึงยังไม่ได้เพิ่มรูป ข้อความยังอยู่ เจ้าหน้าที่จะเพิ่มที่ว่างให้ ลองใหม่ภายหลัง"),
    "storage.down": _l("ที่เก็บรูปไม่ตอบ จึงยังไม่ได้เพิ่มรูป ข้อความยังอยู่ รอสักครู่แล้วลองใหม่"),
    "server.busy": _l("ตอนนี้ระบบไม่ว่าง ที่บันทึกแล้วยังอยู่ รอสักครู่แล้วลองใหม่"),
}

_FALLBACK: Final = "request.bad"


class _Blank(dict[str, object]):
    """Lets a sentence be shown although a value for it is missing."""

    def __missing__(self, key: str) -> str:
        return ""


def sentence(code: str, **values: object) -> str:
    """Return the sentence of a code in the current language.

    An unknown code gives the most general sentence, never an error: a page that explains a
    refusal must not fail itself.
    """
    found = str(SENTENCES.get(code) or SENTENCES[_FALLBACK])
    return found % _Blank(values) if "%(" in found else found


def sentence_of(error: DomainError) -> str:
    """Return the sentence of a domain error in the current language."""
    return sentence(error.code, **error.values)

"""Names of facts in the journal. English stands in the catalogue."""

from collections.abc import Mapping
from typing import Final

from babel.support import LazyProxy

from marketplace.web.i18n import _l, lazy_pgettext

FACTS: Final[Mapping[str, LazyProxy]] = {
    "UserSignedUp": lazy_pgettext("journal", "สมัครใช้งาน"),
    "EmailConfirmed": lazy_pgettext("journal", "ยืนยันอีเมล"),
    "SignedIn": lazy_pgettext("journal", "เข้าสู่ระบบ"),
    "SignedOut": lazy_pgettext("journal", "ออกจากระบบ"),
    "PasswordChanged": lazy_pgettext("journal", "เปลี่ยนรหัสผ่าน"),
    "EmailChanged": lazy_pgettext("journal", "เปลี่ยนอีเมล"),
    "OfficerGranted": _l("ให้สิทธิ์เจ้าหน้าที่"),
    "OfficerRevoked": _l("ถอนสิทธิ์เจ้าหน้าที่"),
    "OrganisationCreated": lazy_pgettext("journal", "เพิ่มกลุ่มหรือองค์กร"),
    "OrganisationChanged": _l("แก้ข้อมูลกลุ่ม"),
    "ContactsChanged": _l("แก้ช่องทางติดต่อ"),
    "ContactRevealed": _l("เปิดดูช่องทางติดต่อ"),
    "SellerApplied": _l("ส่งใบสมัครผู้ขาย"),
    "ApplicationOpened": _l("เปิดอ่านใบสมัครผู้ขาย"),
    "AdmissionReturned": lazy_pgettext("journal", "ส่งใบสมัครกลับให้เพิ่มข้อมูล"),
    "SellerAdmitted": lazy_pgettext("journal", "รับเป็นผู้ขาย"),
    "SellerSuspended": lazy_pgettext("journal", "ระงับการขายของกลุ่ม"),
    "SellerReinstated": _l("ให้กลุ่มกลับมาขาย"),
    "SellerClosed": lazy_pgettext("journal", "ปิดร้าน"),
    "MemberJoined": _l("เข้ากลุ่ม"),
    "MemberRemoved": _l("ออกจากกลุ่ม"),
    "MemberRoleChanged": _l("เปลี่ยนบทบาทในกลุ่ม"),
    "InvitationSent": lazy_pgettext("journal", "เชิญเข้ากลุ่ม"),
    "InvitationClosed": _l("ปิดคำเชิญ"),
    "ListingStarted": lazy_pgettext("journal", "เริ่มลงรายการ"),
    "ListingSubmitted": _l("ส่งรายการให้ตรวจ"),
    "ListingWithdrawn": _l("ถอนรายการกลับมาแก้"),
    "ListingApproved": _l("ให้รายการผ่าน"),
    "CertificatesConfirmed": lazy_pgettext("journal", "ยืนยันใบรับรอง"),
    "ChangesRequested": _l("ขอให้แก้รายการ"),
    "ListingRejected": _l("ไม่ให้รายการผ่าน"),
    "TermsChanged": _l("เปลี่ยนราคาและเงื่อนไข"),
    "ListingPaused": lazy_pgettext("journal", "พักขาย"),
    "ListingResumed": lazy_pgettext("journal", "เปิดขายต่อ"),
    "ListingRetired": lazy_pgettext("journal", "เลิกขาย"),
    "ListingSuspended": lazy_pgettext("journal", "ระงับรายการ"),
    "SuspensionLifted": lazy_pgettext("journal", "ยกเลิกการระงับ"),
    "RequestPosted": lazy_pgettext("journal", "ส่งคำขอจับคู่ธุรกิจ"),
    "RequestClosed": lazy_pgettext("journal", "ปิดรับคำขอ"),
    "RequestCancelled": lazy_pgettext("journal", "ยกเลิกคำขอ"),
    "RequestExpired": lazy_pgettext("journal", "คำขอเลยวันตอบกลับ"),
    "RequestContactRevealed": lazy_pgettext("journal", "เปิดดูช่องทางติดต่อของคำขอ"),
    "RequestHidden": lazy_pgettext("journal", "ซ่อนคำขอ"),
    "RequestShown": lazy_pgettext("journal", "ให้ผู้ขายเห็นคำขออีกครั้ง"),
    "CatalogueRebuilt": _l("นำเข้าข้อมูลชุดใหญ่"),
}

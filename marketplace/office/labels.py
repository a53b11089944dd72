"""Names of facts in the journal. English stands in the catalogue."""

from collections.abc import Mapping
from typing import Final

from babel.support import LazyProxy

from marketplace.web.i18n import _l

FACTS: Final[Mapping[str, LazyProxy]] = {
    "UserSignedUp": _l("สมัครใช้งาน"),
    "EmailConfirmed": _l("ยืนยันอีเมล"),
    "SignedIn": _l("เข้าสู่ระบบ"),
    "SignedOut": _l("ออกจากระบบ"),
    "PasswordChanged": _l("เปลี่ยนรหัสผ่าน"),
    "EmailChanged": _l("เปลี่ยนอีเมล"),
    "OfficerGranted": _l("ให้สิทธิ์เจ้าหน้าที่"),
    "OfficerRevoked": _l("ถอนสิทธิ์เจ้าหน้าที่"),
    "OrganisationCreated": _l("ตั้งองค์กร"),
    "OrganisationChanged": _l("แก้ข้อมูลกลุ่ม"),
    "ContactsChanged": _l("แก้ช่องทางติดต่อ"),
    "ContactRevealed": _l("เปิดดูช่องทางติดต่อ"),
    "SellerApplied": _l("ส่งใบสมัครผู้ขาย"),
    "AdmissionReturned": _l("ส่งกลับให้เพิ่มข้อมูล"),
    "SellerAdmitted": _l("รับเป็นผู้ขาย"),
    "SellerSuspended": _l("ระงับการขายของกลุ่ม"),
    "SellerReinstated": _l("ให้กลุ่มกลับมาขาย"),
    "SellerClosed": _l("ปิดร้าน"),
    "MemberJoined": _l("เข้ากลุ่ม"),
    "MemberRemoved": _l("ออกจากกลุ่ม"),
    "MemberRoleChanged": _l("เปลี่ยนหน้าที่ในกลุ่ม"),
    "InvitationSent": _l("เชิญเข้ากลุ่ม"),
    "InvitationClosed": _l("ปิดคำเชิญ"),
    "ListingStarted": _l("เริ่มลงรายการ"),
    "ListingSubmitted": _l("ส่งรายการให้ตรวจ"),
    "ListingWithdrawn": _l("ถอนรายการกลับมาแก้"),
    "ListingApproved": _l("ให้รายการผ่าน"),
    "ChangesRequested": _l("ขอให้แก้รายการ"),
    "ListingRejected": _l("ไม่ให้รายการผ่าน"),
    "TermsChanged": _l("เปลี่ยนราคาและเงื่อนไข"),
    "ListingPaused": _l("พักขาย"),
    "ListingResumed": _l("เปิดขายต่อ"),
    "ListingRetired": _l("เลิกขาย"),
    "ListingSuspended": _l("ระงับรายการ"),
    "SuspensionLifted": _l("ยกเลิกการระงับ"),
    "CatalogueRebuilt": _l("โหลดข้อมูลชุดใหญ่"),
}

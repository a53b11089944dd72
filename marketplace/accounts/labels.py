"""Words for the enums of the accounts room."""

import re
from collections.abc import Mapping
from typing import Any, Final

from babel.support import LazyProxy
from markupsafe import Markup

from marketplace.web.i18n import _, _l, lazy_pgettext
from models.accounts import Locale, OfficerRole
from models.organisations import (
    AdmissionState,
    ChannelKind,
    ChannelVisibility,
    MemberRole,
    OrganisationKind,
    OrganisationSide,
)

# A language is named in itself, so that everybody finds their own.
LANGUAGES: Final[Mapping[Locale, Any]] = {
    Locale.TH: Markup('<span lang="th">ไทย</span>'),
    Locale.EN: Markup('<span lang="en">English</span>'),
}

GOALS: Final[Mapping[str, Any]] = {
    "buy": _l("ซื้อของหรือจองเที่ยว"),
    "trade": _l("ซื้อแทนองค์กร"),
    "sell": _l("ลงขายงานของกลุ่ม"),
}

ORGANISATION_KINDS: Final[Mapping[OrganisationKind, Any]] = {
    OrganisationKind.COMMUNITY_ENTERPRISE: _l("วิสาหกิจชุมชน"),
    OrganisationKind.VILLAGE_GROUP: _l("กลุ่มอาชีพ"),
    OrganisationKind.COOPERATIVE: _l("สหกรณ์"),
    OrganisationKind.INDIVIDUAL: _l("บุคคลธรรมดา"),
    OrganisationKind.COMPANY: _l("บริษัทหรือห้างหุ้นส่วน"),
    OrganisationKind.TOUR_OPERATOR: _l("บริษัทนำเที่ยว"),
    OrganisationKind.HOTEL: _l("โรงแรมหรือที่พัก"),
    OrganisationKind.RETAILER: _l("ร้านค้า"),
    OrganisationKind.AGENCY: _l("หน่วยงาน"),
    OrganisationKind.OTHER: _l("องค์กรอื่น"),
}

SIDES: Final[Mapping[OrganisationSide, Any]] = {
    OrganisationSide.SELLER: _l("กลุ่มผู้ขาย"),
    OrganisationSide.BUYER: _l("องค์กรผู้ซื้อ"),
}

ADMISSIONS: Final[Mapping[AdmissionState, Any]] = {
    AdmissionState.APPLIED: _l("ส่งใบสมัครแล้ว รอตรวจ"),
    AdmissionState.RETURNED: _l("ขอข้อมูลเพิ่ม"),
    AdmissionState.ADMITTED: _l("รับเป็นผู้ขายแล้ว"),
    AdmissionState.SUSPENDED: _l("ระงับการขายของกลุ่ม"),
    AdmissionState.CLOSED: _l("ปิดร้านแล้ว"),
}

ADMISSIONS_SHORT: Final[Mapping[AdmissionState, Any]] = {
    AdmissionState.APPLIED: lazy_pgettext("admission", "รอตรวจ"),
    AdmissionState.RETURNED: _l("ขอข้อมูลเพิ่ม"),
    AdmissionState.ADMITTED: _l("เป็นผู้ขายแล้ว"),
    AdmissionState.SUSPENDED: lazy_pgettext("state", "ระงับการขาย"),
    AdmissionState.CLOSED: lazy_pgettext("state", "ปิดร้าน"),
}

MEMBER_ROLES: Final[Mapping[MemberRole, Any]] = {
    MemberRole.OWNER: _l("เจ้าของบัญชีกลุ่ม"),
    MemberRole.STAFF: _l("ผู้ช่วยของกลุ่ม"),
}

OFFICER_ROLES: Final[Mapping[OfficerRole, Any]] = {
    OfficerRole.REVIEWER: _l("ผู้ตรวจรายการ"),
    OfficerRole.MANAGER: _l("ผู้จัดการงาน"),
    OfficerRole.ADMINISTRATOR: _l("ผู้ดูแลระบบ"),
}

CHANNEL_KINDS: Final[Mapping[ChannelKind, Any]] = {
    ChannelKind.PHONE: _l("โทรศัพท์"),
    # LINE and Facebook are names and stay as they are in both languages.
    ChannelKind.LINE: LazyProxy(lambda: "LINE", enable_cache=False),
    ChannelKind.EMAIL: _l("อีเมล"),
    ChannelKind.FACEBOOK: LazyProxy(lambda: "Facebook", enable_cache=False),
    ChannelKind.WEBSITE: _l("เว็บไซต์"),
}

VISIBILITIES: Final[Mapping[ChannelVisibility, Any]] = {
    ChannelVisibility.EVERYONE: lazy_pgettext("who sees", "ทุกคน"),
    ChannelVisibility.ON_REQUEST: _l("เมื่อแตะดู"),
    ChannelVisibility.NOBODY: _l("ไม่แสดง"),
}

# What an applicant is told when an officer misses a point of the checklist.
MISSING: Final[Mapping[str, Any]] = {
    "in_community": _l("บอกให้ชัดว่ากลุ่มอยู่ในชุมชนไหน"),
    "makes_itself": _l("เล่าว่ากลุ่มทำงานหรือจัดกิจกรรมเองอย่างไร"),
    "registration": _l("ใส่เลขทะเบียนให้ตรงกับเอกสาร"),
    "exempt_class": _l("บอกประเภทที่ได้รับยกเว้น"),
    "tour_licence": _l("ใส่เลขที่ใบอนุญาตนำเที่ยวและวันหมดอายุ"),
    "contact_reached": _l("ใส่เบอร์หรือช่องทางที่ติดต่อได้"),
}

_MACHINES: Final[tuple[tuple[str, Any], ...]] = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android.*Mobile", _l("มือถือ Android")),
    ("Android", _l("แท็บเล็ต Android")),
    ("Windows", _l("คอมพิวเตอร์ Windows")),
    ("Macintosh", _l("คอมพิวเตอร์ Mac")),
    ("CrOS", "Chromebook"),
    ("Linux", _l("คอมพิวเตอร์ Linux")),
)
# The order matters: most browsers also name the ones they descend from.
_BROWSERS: Final = (
    ("Line/", "LINE"),
    ("FBAN|FBAV", "Facebook"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox|FxiOS", "Firefox"),
    ("Chrome|CriOS", "Chrome"),
    ("Safari", "Safari"),
)


def device_name(user_agent: str) -> str:
    """Return what a person calls this device, from what its browser says of itself."""
    machine = next((str(name) for sign, name in _MACHINES if re.search(sign, user_agent)), "")
    browser = next((name for sign, name in _BROWSERS if re.search(sign, user_agent)), "")
    return " · ".join(part for part in (machine, browser) if part) or _("เครื่องที่ไม่รู้จัก")

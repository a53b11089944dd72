"""Demo people and organisations: sellers, buyers, officers, and the logins shown on start."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from marketplace.accounts.passwords import hash_password
from marketplace.demo.files import read
from marketplace.places.files import add_rows, pair
from models.accounts import Locale, OfficerGrant, OfficerRole, User
from models.organisations import (
    AdmissionAction,
    AdmissionDecision,
    AdmissionState,
    ChannelKind,
    ChannelVisibility,
    ContactChannel,
    MemberRole,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationSide,
)

PASSWORD: Final = "pasan-demo-2569"  # noqa: S105 - printed on every start of the demo
"""Opens every demo account."""

_BUYER_KINDS: Final = {
    "tour-operator": OrganisationKind.TOUR_OPERATOR,
    "dmc": OrganisationKind.TOUR_OPERATOR,
    "hotel": OrganisationKind.HOTEL,
    "retailer": OrganisationKind.RETAILER,
    "agency": OrganisationKind.AGENCY,
}


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """A person to sign in as.

    Attributes:
        can_th: what to try with it, as ``can_en``.
        owns: slugs of the organisations the person owns; helps: where the person is staff.
        role: right of office 4, or None.
    """

    email: str
    name: str
    can_th: str
    can_en: str
    owns: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    role: OfficerRole | None = None

    @property
    def password(self) -> str:
        """The password of all demo accounts."""
        return PASSWORD


LOGINS: Final = (
    DemoLogin(
        "seller@demo.example",
        "ช่างทอตัวอย่าง",
        "ผู้ขาย: ผ้าหาดเสี้ยวและผ้าหมักโคลนนาต้นจั่น มีรายการทุกสถานะ",
        "Seller: Hat Siao and Na Ton Chan cloth, listings in every state",
        owns=("hat-siao-weavers", "na-ton-chan-mud-cloth"),
        helps=("tha-chai-gold-silver",),
    ),
    DemoLogin(
        "potter@demo.example",
        "ช่างปั้นตัวอย่าง",
        "ผู้ขาย: สังคโลกเมืองเก่าและดินเผาทุ่งหลวง",
        "Seller: Sangkhalok of the Old City and Thung Luang pottery",
        owns=("mueang-kao-makers", "thung-luang-potters"),
    ),
    DemoLogin(
        "host@demo.example",
        "เจ้าบ้านตัวอย่าง",
        "ผู้ขาย: อาหาร สวนผลไม้ และเส้นทางของหลายหมู่บ้าน",
        "Seller: food, orchards and routes of several villages",
        owns=("ban-kong-kitchen", "sam-ruean-kitchen", "nakhon-doet-mango"),
    ),
    DemoLogin(
        "applicant@demo.example",
        "ผู้สมัครตัวอย่าง",
        "ผู้สมัครเป็นผู้ขาย: ใบสมัครรอตรวจและใบที่ขอข้อมูลเพิ่ม",
        "Applicant: one application waiting, one returned",
        owns=("ban-kong-basket", "si-samrong-tours", "thung-saliam-farm", "mueang-kao-snacks"),
    ),
    DemoLogin("buyer@demo.example", "ผู้ซื้อตัวอย่าง", "ผู้ซื้อ: บุคคลทั่วไป", "Buyer: a person"),
    DemoLogin(
        "operator@demo.example",
        "ผู้ประกอบการตัวอย่าง",
        "ผู้ประกอบการ: บริษัทนำเที่ยวและโรงแรม",
        "Trade buyer: tour operator and hotel",
        owns=("demo-tour-operator-a",),
        helps=("demo-hotel-boutique",),
    ),
    DemoLogin(
        "reviewer@demo.example",
        "ผู้ตรวจตัวอย่าง",
        "เจ้าหน้าที่ อพท.4: ผู้ตรวจรายการ",
        "Officer: reviewer",
        role=OfficerRole.REVIEWER,
    ),
    DemoLogin(
        "manager@demo.example",
        "ผู้จัดการงานตัวอย่าง",
        "เจ้าหน้าที่ อพท.4: ผู้จัดการงาน ดูใบสมัครผู้ขาย",
        "Officer: manager, sees applications",
        role=OfficerRole.MANAGER,
    ),
    DemoLogin(
        "admin@demo.example",
        "ผู้ดูแลระบบตัวอย่าง",
        "เจ้าหน้าที่ อพท.4: ผู้ดูแลระบบ ทำได้ทุกอย่าง",
        "Officer: administrator, may do everything",
        role=OfficerRole.ADMINISTRATOR,
    ),
)
"""Who can sign in to the demo, in the order they are printed."""


@dataclass(frozen=True, slots=True)
class Seller:
    """A seller as listings need it."""

    id: int
    community_id: int
    admitted_at: datetime | None


@dataclass(frozen=True, slots=True)
class People:
    """Who was loaded: ids by slug and by mail address.

    Attributes:
        sellers: the group of each community slug.
        others: sellers at other points of admission, by their own slug.
    """

    users: dict[str, int]
    sellers: dict[str, Seller]
    others: dict[str, Seller]

    @property
    def reviewer(self) -> int:
        """Id of the officer who decided on the demo listings."""
        return self.users["reviewer@demo.example"]


def load_people(session: Session, communities: dict[str, int], now: datetime) -> People:
    """Add demo organisations with their channels, demo people and their rights.

    Args:
        session: of a transaction.
        communities: slug -> id.
        now: everybody joined within the year before.
    """
    data = read("sellers")
    rows = [*_seller_rows(data, communities, now), *_buyer_rows(now)]
    ids = dict(zip((row["slug"] for row in rows), add_rows(session, Organisation, rows)))  # noqa: B905 - one id for each row
    users = _add_users(session, now)
    _add_rights(session, ids, users, now)
    _add_channels(session, [ids[row["slug"]] for row in data["sellers"]])
    _add_decisions(session, rows, ids, users["manager@demo.example"])
    admitted = {row["slug"]: row["admitted_at"] for row in rows}
    return People(
        users,
        {
            row["community"]: Seller(
                ids[row["slug"]], communities[row["community"]], admitted[row["slug"]]
            )
            for row in data["sellers"]
        },
        {
            row["slug"]: Seller(
                ids[row["slug"]], communities[row["community"]], admitted[row["slug"]]
            )
            for row in data["others"]
        },
    )


def _seller_rows(
    data: dict[str, Any], communities: dict[str, int], now: datetime
) -> Iterator[dict[str, Any]]:
    for place, row in enumerate(data["sellers"]):
        joined = now - timedelta(days=330 - 9 * place)
        papers = {
            "registration_no": f"0-64-00-00/0-{place + 1:04d}",
            "phone": _phone(place),
        }
        state = {"admission": AdmissionState.ADMITTED, "applied_at": joined, "papers": papers}
        yield (
            _organisation(row, joined)
            | state
            | {
                "community_id": communities[row["community"]],
                "admitted_at": joined + timedelta(days=3),
            }
        )
    for row in data["others"]:
        applied = now - timedelta(days=row["days_ago"])
        admission = AdmissionState(row["admission"])
        suspended = admission is AdmissionState.SUSPENDED
        yield _organisation(row, applied) | {
            "admission": admission,
            "papers": row["papers"],
            "community_id": communities[row["community"]],
            "applied_at": applied,
            "admitted_at": applied + timedelta(days=5) if suspended else None,
        }


def _organisation(row: dict[str, Any], created_at: datetime) -> dict[str, Any]:
    return {
        "slug": row["slug"],
        "side": OrganisationSide.SELLER,
        "kind": OrganisationKind(row["kind"]),
        **pair(row, "name"),
        **pair(row, "about"),
        "created_at": created_at,
        "demo": True,
    }


def _buyer_rows(now: datetime) -> Iterator[dict[str, Any]]:
    for place, row in enumerate(read("organisations")["organisations"]):
        yield {
            "slug": row["slug"],
            "side": OrganisationSide.BUYER,
            "kind": _BUYER_KINDS.get(row["type"], OrganisationKind.COMPANY),
            **pair(row, "name"),
            "about_th": row["requirement_th"],
            "about_en": row["requirement_en"],
            "community_id": None,
            "admission": None,
            "papers": {},
            "applied_at": None,
            "admitted_at": None,
            "created_at": now - timedelta(days=200 - 7 * place),
            "demo": True,
        }


def _add_users(session: Session, now: datetime) -> dict[str, int]:
    secret = hash_password(PASSWORD)
    rows = [
        {
            "email": login.email,
            "name": login.name,
            "locale": Locale.TH,
            "password_hash": secret,
            "email_confirmed_at": now - timedelta(days=300),
            "created_at": now - timedelta(days=300),
        }
        for login in LOGINS
    ]
    ids = add_rows(session, User, rows)
    return {login.email: ids[place] for place, login in enumerate(LOGINS)}


def _add_rights(
    session: Session, organisations: dict[str, int], users: dict[str, int], now: datetime
) -> None:
    joined = now - timedelta(days=299)
    members = [
        {
            "user_id": users[login.email],
            "organisation_id": organisations[slug],
            "role": role,
            "joined_at": joined,
        }
        for login in LOGINS
        for role, slugs in ((MemberRole.OWNER, login.owns), (MemberRole.STAFF, login.helps))
        for slug in slugs
    ]
    add_rows(session, Membership, members)
    grants = [
        {"user_id": users[login.email], "role": login.role, "granted_at": joined}
        for login in LOGINS
        if login.role is not None
    ]
    add_rows(session, OfficerGrant, grants)


def _phone(place: int) -> str:
    return f"055 000 {place + 1:03d}"


def _add_channels(session: Session, sellers: list[int]) -> None:
    rows = []
    for place, seller in enumerate(sellers):
        for position, (kind, value, seen) in enumerate(
            (
                (ChannelKind.PHONE, _phone(place), ChannelVisibility.ON_REQUEST),
                (ChannelKind.LINE, f"@pasan-demo-{place + 1:02d}", ChannelVisibility.ON_REQUEST),
                (
                    ChannelKind.EMAIL,
                    f"group{place + 1:02d}@demo.example",
                    ChannelVisibility.EVERYONE if place % 3 == 0 else ChannelVisibility.ON_REQUEST,
                ),
            )
        ):
            rows.append(
                {
                    "organisation_id": seller,
                    "kind": kind,
                    "value": value,
                    "visibility": seen,
                    "position": position,
                }
            )
    add_rows(session, ContactChannel, rows)


def _add_decisions(
    session: Session, rows: list[dict[str, Any]], ids: dict[str, int], officer: int
) -> None:
    decisions = []
    for row in rows:
        if row["admitted_at"] is not None:
            decisions.append((row, AdmissionAction.ADMIT, row["admitted_at"], ""))
        if row["admission"] is AdmissionState.RETURNED:
            when = row["applied_at"] + timedelta(days=2)
            note = "ขอสำเนาทะเบียนหรือบอกประเภทที่ได้รับยกเว้น แล้วส่งใบสมัครอีกครั้งได้เลย"
            decisions.append((row, AdmissionAction.RETURN, when, note))
        if row["admission"] is AdmissionState.SUSPENDED:
            when = row["admitted_at"] + timedelta(days=60)
            note = "ระงับการขายไว้ก่อน จนกว่าจะแจ้งสถานที่ผลิตใหม่"
            decisions.append((row, AdmissionAction.SUSPEND, when, note))
    add_rows(
        session,
        AdmissionDecision,
        (
            {
                "organisation_id": ids[row["slug"]],
                "officer_id": officer,
                "action": action,
                "decided_at": when,
                "note": note,
            }
            for row, action, when, note in decisions
        ),
    )

"""Two officers at one listing: the second is told what happened and loses nothing."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.listings import ListingState
from models.moderation import Suspension
from tests.factories.accounts import make_officer
from tests.factories.listings import make_craft
from tests.factories.moderation import make_suspension
from tests.support.clients import HouseClient


def test_the_second_to_suspend_keeps_reasons_and_note(
    client: HouseClient, session: Session
) -> None:
    listing = make_craft(session, state=ListingState.SUSPENDED)
    make_suspension(session, listing, make_officer(session), reasons=["photo_not_own"])
    client.sign_in(make_officer(session))

    answer = client.post(
        f"/office/listings/{listing.public_id}/suspend",
        data={"reasons": "photo_people", "note": "ยังไม่ได้ถามเจ้าตัว"},
    )

    assert answer.status_code == 409
    assert "เปลี่ยนเป็น “ระงับ” แล้ว จึงระงับไม่ได้" in answer.text
    assert "ยังไม่ได้ถามเจ้าตัว" in answer.text
    assert "รูปคนที่ยังไม่ได้ขออนุญาต" in answer.text
    assert session.scalar(select(func.count(Suspension.id))) == 1


def test_a_suspension_is_lifted_once(client: HouseClient, session: Session) -> None:
    listing = make_craft(session)
    client.sign_in(make_officer(session))

    answer = client.post(f"/office/listings/{listing.public_id}/lift")

    assert answer.status_code == 409
    assert "เปลี่ยนเป็น “เผยแพร่” แล้ว จึงยกเลิกการระงับไม่ได้" in answer.text


def test_a_retired_listing_is_not_suspended(client: HouseClient, session: Session) -> None:
    listing = make_craft(session, state=ListingState.RETIRED)
    client.sign_in(make_officer(session))

    answer = client.post(
        f"/office/listings/{listing.public_id}/suspend",
        data={"reasons": "photo_people", "note": "ยังไม่ได้ถามเจ้าตัว"},
    )

    assert answer.status_code == 409
    assert "“เลิกขาย” แล้ว จึงระงับไม่ได้" in answer.text
    assert "ยังไม่ได้ถามเจ้าตัว" in answer.text

"""Rights: the last administrator stays, and is told why."""

from sqlalchemy.orm import Session

from models.accounts import OfficerRole
from tests.factories.accounts import make_officer
from tests.support.clients import HouseClient


def test_the_last_administrator_is_told_on_the_page_why_they_stay(
    client: HouseClient, session: Session
) -> None:
    officer = make_officer(session, OfficerRole.ADMINISTRATOR)
    client.sign_in(officer)

    answer = client.post(
        "/office/people/revoke", data={"person": officer.public_id, "role": "administrator"}
    )

    assert answer.status_code == 409
    assert "ต้องมีผู้ดูแลระบบอย่างน้อย" in answer.text
    assert "เรื่องนี้เปลี่ยนไปแล้ว" not in answer.text
    assert client.get("/office/people").status_code == 200

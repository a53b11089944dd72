"""Public listing pages: filters, contact, files for maps and calendars."""

import re
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace import demo
from marketplace.db import Database
from marketplace.listings.travel_files import Trip, TripStop, calendar, next_open_day
from marketplace.listings.wording import months_words, size_words, weekdays_words
from marketplace.ports import MemoryPorts
from marketplace.web.i18n import speaking
from models.journal import JournalEntry
from models.listing_terms import RouteTerms
from models.organisations import ContactReveal
from tests.factories.listings import make_route
from tests.support.clients import HouseClient

MEETING = ("17.018000", "99.707500")
GPX = "{http://www.topografix.com/GPX/1/1}"


@pytest.fixture
def market(database: Database, ports: MemoryPorts) -> Database:
    demo.load(database, ports.bundle(), ports.clock.now(), pictures=False)
    return database


def _found(client: HouseClient, path: str) -> int:
    html = client.get(path).get_data(as_text=True)
    if "ไม่พบรายการที่ตรงกับตัวกรองทุกข้อ" in html:
        return 0
    counted = re.search(r'id="count".*?>([\d,]+)\sรายการ', html, re.DOTALL)
    assert counted
    return int(counted[1].replace(",", ""))


def test_filters_limit_and_nonsense_limits_nothing(market: Database, client: HouseClient) -> None:
    everything = _found(client, "/crafts")
    assert everything == 112
    assert _found(client, "/crafts?category=textiles") == 23
    assert 0 < _found(client, "/crafts?category=textiles&price_max=500") < 23
    assert 0 < _found(client, "/crafts?in_stock=1") < everything
    assert _found(client, "/crafts?district=6402") == 3
    assert _found(client, "/crafts?month=8") == everything - 4
    assert _found(client, "/crafts?price_min=x&month=99&page=-1&sort=ก&category=%00") == everything
    assert _found(client, "/routes?group=25") < 30
    assert _found(client, "/crafts?price_min=9999999") == 0
    assert _found(client, "/crafts?price_min=๙๙๙๙๙๙๙") == 0


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/crafts?price_max=abc", "ราคาสูงสุดต้องเป็นตัวเลข เช่น 500"),
        ("/crafts?price_min=-5", "ราคาต่ำสุดใส่ได้ตั้งแต่ 0 ถึง 10,000,000"),
        ("/crafts?price_min=500&price_max=1", "ราคาสูงสุดน้อยกว่าราคาต่ำสุด"),
        ("/routes?group=abc", "จำนวนคนต้องเป็นตัวเลข เช่น 6"),
        ("/en/routes?group=0", "Group size must be from 1 to 999."),
    ],
)
def test_a_number_that_cannot_be_used_is_said_beside_its_box_and_kept(
    market: Database, client: HouseClient, path: str, said: str
) -> None:
    answer = client.get(path)
    form = answer.text.partition("<form")[2].partition('class="side"')[2].partition("</form>")[0]

    assert answer.status_code == 200
    assert said in form
    typed = path.rpartition("=")[2]
    assert f'value="{typed}" aria-invalid="true"' in form
    assert said in answer.text.partition("data-unused>")[2].partition("</div>")[0]
    assert 'class="card"' in answer.text or 'class="route"' in answer.text
    assert 'class="kept"' not in answer.text, "no limit is in force"


def test_a_code_that_names_nothing_limits_nothing(market: Database, client: HouseClient) -> None:
    html = client.get("/crafts?category=zzz&district=9999&community=nowhere").text

    assert _found(client, "/crafts?category=zzz&district=9999&community=nowhere") == 112
    assert ">zzz<" not in html and 'class="kept"' not in html


@pytest.mark.parametrize("path", ["/crafts", "/routes", "/categories/textiles"])
def test_behind_the_last_page_the_way_back_is_shown(
    market: Database, client: HouseClient, path: str
) -> None:
    html = client.get(f"{path}?page=99999").text

    assert "หน้านี้ไม่มีรายการแล้ว" in html
    assert f'href="{path}">ไปหน้า 1</a>' in html
    assert "ไม่พบรายการที่ตรงกับตัวกรองทุกข้อ" not in html
    assert "10000" not in html.partition("<title>")[2].partition("</title>")[0]


def test_prices_sort_both_ways(market: Database, client: HouseClient) -> None:
    html = client.get("/crafts?sort=price").get_data(as_text=True)
    prices = [int(p.replace(",", "")) for p in re.findall(r'class="price">฿([\d,]+)', html)]
    assert prices == sorted(prices) and len(prices) == 24
    html = client.get("/crafts?sort=price-down").get_data(as_text=True)
    prices = [int(p.replace(",", "")) for p in re.findall(r'class="price">฿([\d,]+)', html)]
    assert prices == sorted(prices, reverse=True)


def test_contact_shows_after_a_logged_click(market: Database, client: HouseClient) -> None:
    path = "/crafts/tin-chok-khruea-noi"
    assert "055 000 006" not in client.get(path).get_data(as_text=True)
    answer = client.post(
        "/organisations/hat-siao-weavers/contact",
        data={"next": path, "listing": "tin-chok-khruea-noi"},
    )
    assert answer.status_code == 303
    assert answer.location.startswith(path + "?contact=")
    assert "055 000 006" in client.get(answer.location).get_data(as_text=True)
    assert "055 000 006" not in client.get(path).get_data(as_text=True)
    with market.reading() as session:
        assert session.scalar(select(func.count()).select_from(ContactReveal)) == 1
        facts = set(session.scalars(select(JournalEntry.fact)))
    assert "ContactRevealed" in facts


def test_contact_refuses_other_sites_and_foreign_addresses(
    market: Database, client: HouseClient
) -> None:
    path = "/organisations/hat-siao-weavers/contact"
    assert client.post(path, headers={"Origin": "https://elsewhere.example"}).status_code == 400
    answer = client.post(path, data={"next": "//elsewhere.example"})
    assert answer.location.startswith("/organisations/hat-siao-weavers?contact=")
    word = answer.location.partition("contact=")[2].partition("#")[0]
    html = client.get(f"/organisations/thung-luang-potters?contact={word}").get_data(as_text=True)
    assert "055 000 002" not in html


def test_gpx_holds_the_stops(market: Database, client: HouseClient) -> None:
    answer = client.get("/routes/sukhothai-cycling-votive.gpx")
    root = ET.fromstring(answer.data)  # noqa: S314 - our own answer
    assert root.tag == f"{GPX}gpx" and root.get("version") == "1.1"
    assert [child.tag for child in root] == [f"{GPX}metadata", *[f"{GPX}wpt"] * 6, f"{GPX}rte"]
    meeting = root.find(f"{GPX}wpt")
    assert meeting is not None and (meeting.get("lat"), meeting.get("lon")) == MEETING
    assert len(root.findall(f"{GPX}rte/{GPX}rtept")) == 5
    assert answer.headers["Content-Disposition"].endswith('.gpx"')


def test_ics_is_folded_and_dated(market: Database, client: HouseClient) -> None:
    answer = client.get("/routes/sukhothai-crafts-3-day.ics?date=2026-12-07")
    lines = answer.data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR" and lines[-2] == b"END:VCALENDAR"
    assert all(len(line) <= 75 for line in lines)
    text = answer.data.decode().replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == 3
    assert "DTSTART;TZID=Asia/Bangkok:20261207T" in text
    assert "DTSTART;TZID=Asia/Bangkok:20261209T" in text
    assert len(set(re.findall("UID:(.*)", text))) == 3
    text = client.get("/routes/sukhothai-cycling-votive.ics").get_data(as_text=True)
    assert f"GEO:{MEETING[0]};{MEETING[1]}" in text


def test_files_say_times_as_their_language_does(market: Database, client: HouseClient) -> None:
    for name in ("sukhothai-cycling-votive.gpx", "sukhothai-cycling-votive.ics"):
        thai, english = (
            client.get(f"{before}/routes/{name}").get_data(as_text=True).replace("\r\n ", "")
            for before in ("", "/en")
        )

        assert re.search("[0-9]{2}\\.[0-9]{2}\u00a0น\\.", thai), name
        assert not re.search(r"(?<![0-9T:])[0-9]{2}:[0-9]{2}(?![0-9:])", thai), name
        assert re.search(r"[0-9]{2}:[0-9]{2} ", english), name


def test_the_day_that_goes_into_the_calendar_is_told(market: Database, client: HouseClient) -> None:
    path = "/routes/sukhothai-crafts-3-day"
    thai, english = (client.get(f"{before}{path}").get_data(as_text=True) for before in ("", "/en"))
    day = re.search(rf"{path}\.ics\?date=([0-9-]+)", thai)
    assert day
    first = date.fromisoformat(day[1])

    file = client.get(f"{path}.ics").get_data(as_text=True)

    assert f"DTSTART;TZID=Asia/Bangkok:{first:%Y%m%d}T" in file
    assert f"ปฏิทินลงวันที่ {first.day}–{first.day + 2}\u00a0" in thai
    assert f"The calendar gets {first.day}–{first.day + 2}\u00a0" in english


def test_a_route_tells_where_to_meet_and_how_many_must_come(
    session: Session, client: HouseClient
) -> None:
    route = make_route(session)
    session.get_one(RouteTerms, route.id).min_to_run = 6

    page = client.get(f"/routes/{route.slug}").text.replace("\u00a0", " ")

    assert "<dt>ออกเดินทางเมื่อครบ</dt><dd>6 คน</dd>" in page
    assert 'href="geo:17.58000,99.79000?q=17.58000,99.79000"' in page
    assert '"tripOrigin"' in page


def test_calendar_texts_are_escaped() -> None:
    stop = TripStop(1, "09:00", "A; B, C", "x\ny", None, None)
    trip = Trip("u", "ก" * 90, "", "https://x.example", "th", "\\", [stop], 60)
    body = calendar(trip, date(2026, 12, 1), datetime(2026, 11, 20, tzinfo=UTC)).decode()
    plain = body.replace("\r\n ", "")
    assert "A\\; B\\, C · x\\ny" in plain
    assert "LOCATION:\\\\" in plain
    assert "ก" * 90 in plain


def test_the_next_open_day() -> None:
    assert next_open_day([12], [5], date(2026, 11, 20)) == date(2026, 12, 5)
    assert next_open_day([], [], date(2026, 11, 20)) == date(2026, 11, 20)


def test_words_of_months_days_and_sizes() -> None:
    assert months_words([10, 11, 12, 1, 2]) == "ต.ค.–ก.พ."
    assert months_words(range(1, 13)) == months_words([])
    assert weekdays_words([5, 6]) == "เสาร์–อาทิตย์"
    assert size_words("25x25 cm") == "25\u00a0×\u00a025\u00a0ซม."
    with speaking("en"):
        assert size_words("กว้าง 98 × ยาว 180 ซม.") == "W 98 × L 180 cm"
        assert months_words([3]) == "Mar"

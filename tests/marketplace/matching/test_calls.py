"""Open calls as sellers find them, and how they reach who asks."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.ports.clock import FixedClock
from models.accounts import User
from models.journal import JournalEntry
from models.matching import MatchRequest, RequestReveal, RequestState
from models.organisations import AdmissionState
from tests.factories.accounts import make_officer, make_user
from tests.factories.communities import make_category, make_community
from tests.factories.listings import make_craft
from tests.factories.matching import hide, make_request, make_request_reveal
from tests.factories.organisations import make_buyer, make_membership, make_seller
from tests.factories.sequence import NOW
from tests.marketplace.matching.conftest import Weavers
from tests.support.clients import HouseClient
from tests.support.queries import QueryCount

PHONE = "081-555-0303"


@pytest.fixture
def desk(client: HouseClient, weavers: Weavers) -> HouseClient:
    client.sign_in(weavers.user, weavers.organisation)
    return client


def sections(page: str) -> tuple[str, str]:
    """Return what stands under "for your group", and what under "other calls"."""
    main = page.partition('<main id="main">')[2]
    fitting, _, others = main.partition('aria-labelledby="r"')
    return (fitting.partition('aria-labelledby="f"')[2], others)


def badge(page: str) -> str:
    rail = page.partition('<nav class="rail"')[2].partition("</nav>")[0]
    line = next(part for part in rail.split("<li") if 'href="/sell/requests"' in part)
    return line.partition('<b class="dot">')[2].partition("<")[0]


def test_calls_that_ask_the_sellers_village_come_first_and_others_below(
    desk: HouseClient, session: Session, buyer: User, weavers: Weavers
) -> None:
    elsewhere = make_community(session, slug="na-ton-chan")
    for_all = make_request(session, buyer)
    ours = make_request(session, buyer, communities=(weavers.community, elsewhere))
    theirs = make_request(session, buyer, communities=(elsewhere,))

    fitting, others = sections(desk.get("/sell/requests").text)

    assert for_all.public_id in fitting
    assert ours.public_id in fitting
    assert theirs.public_id in others
    assert theirs.public_id not in fitting


def test_a_call_to_a_category_asks_those_who_offer_something_of_it(
    desk: HouseClient, session: Session, buyer: User, weavers: Weavers
) -> None:
    pottery = make_category(session, "pottery")
    for_potters = make_request(session, buyer, categories=(pottery,))
    before = sections(desk.get("/sell/requests").text)

    make_craft(session, weavers.organisation, category_slug="pottery")
    after = sections(desk.get("/sell/requests").text)

    assert for_potters.public_id in before[1]
    assert for_potters.public_id in after[0]


def test_a_call_to_a_village_and_a_category_asks_only_who_fits_both(
    desk: HouseClient, session: Session, buyer: User, weavers: Weavers
) -> None:
    pottery = make_category(session, "pottery")
    need = make_request(session, buyer, communities=(weavers.community,), categories=(pottery,))

    fitting, others = sections(desk.get("/sell/requests").text)

    assert need.public_id not in fitting
    assert need.public_id in others


@pytest.mark.parametrize(
    "state",
    [RequestState.DRAFT, RequestState.CLOSED, RequestState.CANCELLED, RequestState.EXPIRED],
)
def test_what_is_not_open_is_not_shown_to_sellers(
    desk: HouseClient, session: Session, buyer: User, state: RequestState
) -> None:
    need = make_request(session, buyer, state=state)

    assert need.public_id not in desk.get("/sell/requests").text
    assert desk.get(f"/sell/requests/{need.public_id}").status_code == 404


def test_a_hidden_call_is_nobodys(
    desk: HouseClient, session: Session, buyer: User, weavers: Weavers
) -> None:
    need = make_request(session, buyer)
    make_request_reveal(session, need, weavers.user, weavers.organisation)
    hide(session, need, make_officer(session))

    assert need.public_id not in desk.get("/sell/requests").text
    assert desk.get(f"/sell/requests/{need.public_id}").status_code == 404


def test_after_its_last_day_a_call_is_over_before_the_hourly_round(
    desk: HouseClient, session: Session, buyer: User, clock: FixedClock
) -> None:
    need = make_request(session, buyer, reply_by=NOW.date())
    open_still = desk.get(f"/sell/requests/{need.public_id}").status_code

    clock.move(timedelta(hours=15))  # past midnight in Bangkok

    assert open_still == 200
    assert desk.get(f"/sell/requests/{need.public_id}").status_code == 404
    assert desk.post(f"/sell/requests/{need.public_id}/contact").status_code == 404


@pytest.mark.parametrize(
    "admission",
    [AdmissionState.APPLIED, AdmissionState.SUSPENDED, AdmissionState.CLOSED],
)
def test_a_group_that_is_not_admitted_sees_no_call(
    client: HouseClient, session: Session, buyer: User, admission: AdmissionState
) -> None:
    user = make_user(session)
    client.sign_in(user, make_seller(session, owner=user, admission=admission))
    need = make_request(session, buyer)

    assert need.public_id not in client.get("/sell/requests").text
    assert client.get(f"/sell/requests/{need.public_id}").status_code == 404
    assert client.post(f"/sell/requests/{need.public_id}/contact").status_code == 404
    assert session.scalars(select(RequestReveal)).all() == []


def test_ones_own_need_is_no_call_to_oneself(
    desk: HouseClient, session: Session, weavers: Weavers
) -> None:
    colleague = make_user(session)
    make_membership(session, colleague, weavers.organisation)
    of_the_group = make_request(session, colleague, weavers.organisation)
    of_the_person = make_request(session, weavers.user)

    page = desk.get("/sell/requests").text

    assert of_the_group.public_id not in page
    assert of_the_person.public_id not in page
    assert desk.get(f"/sell/requests/{of_the_group.public_id}").status_code == 404


def test_who_asks_is_named_and_their_contacts_are_not_there_before_the_click(
    desk: HouseClient, session: Session, buyer: User
) -> None:
    hotel = make_buyer(session, name_th="โรงแรมริมยม")
    need = make_request(session, buyer, hotel)

    page = desk.get(f"/sell/requests/{need.public_id}").text

    assert "โรงแรมริมยม" in page
    assert buyer.name in page
    assert PHONE not in page
    assert "wanted@example.org" not in page


def test_a_click_shows_the_published_contacts_and_is_logged_once(
    desk: HouseClient, session: Session, buyer: User, weavers: Weavers
) -> None:
    need = make_request(session, buyer)
    place = f"/sell/requests/{need.public_id}"

    desk.post(f"{place}/contact")
    desk.post(f"{place}/contact")
    page = desk.get(place).text

    (reveal,) = session.scalars(select(RequestReveal))
    assert (reveal.viewer_id, reveal.organisation_id) == (weavers.user.id, weavers.organisation.id)
    assert session.scalars(select(JournalEntry.fact)).all() == ["RequestContactRevealed"]
    assert f'href="tel:{PHONE.replace("-", "")}"' in page
    assert 'href="mailto:wanted@example.org"' in page


def test_a_colleague_clicks_for_themself(
    client: HouseClient, session: Session, buyer: User, weavers: Weavers
) -> None:
    colleague = make_user(session)
    make_membership(session, colleague, weavers.organisation)
    need = make_request(session, buyer)
    make_request_reveal(session, need, weavers.user, weavers.organisation)
    client.sign_in(colleague, weavers.organisation)

    assert PHONE not in client.get(f"/sell/requests/{need.public_id}").text


def test_who_opened_the_contacts_still_reads_a_closed_request(
    desk: HouseClient, session: Session, buyer: User, weavers: Weavers
) -> None:
    need = make_request(session, buyer, state=RequestState.CLOSED)
    make_request_reveal(session, need, weavers.user, weavers.organisation)

    page = desk.get(f"/sell/requests/{need.public_id}")

    assert page.status_code == 200
    assert PHONE in page.text


def test_the_requester_sees_which_groups_opened_the_contacts(
    client: HouseClient, session: Session, buyer: User, weavers: Weavers
) -> None:
    need = make_request(session, buyer)
    make_request_reveal(session, need, weavers.user, weavers.organisation)
    client.sign_in(buyer)

    page = client.get(f"/requests/{need.public_id}").text

    assert f"/organisations/{weavers.organisation.slug}" in page
    assert weavers.user.name not in page


def test_who_opens_too_many_contacts_has_to_wait(
    desk: HouseClient, session: Session, buyer: User
) -> None:
    needs = [make_request(session, buyer).public_id for _ in range(31)]

    answers = [desk.post(f"/sell/requests/{need}/contact").status_code for need in needs]

    assert answers == [303] * 30 + [429]
    assert len(session.scalars(select(RequestReveal)).all()) == 30


def test_the_menu_counts_new_calls_that_fit_until_somebody_answers(
    desk: HouseClient, session: Session, buyer: User
) -> None:
    need = make_request(session, buyer)
    make_request(session, buyer, posted_at=NOW - timedelta(days=8))
    make_request(session, buyer, communities=(make_community(session, slug="far"),))
    before = badge(desk.get("/sell/requests").text)

    desk.post(f"/sell/requests/{need.public_id}/contact")

    assert before == "1"
    assert badge(desk.get("/sell/requests").text) == ""


def test_twenty_calls_cost_as_many_statements_as_one(
    desk: HouseClient,
    session: Session,
    buyer: User,
    count_queries: Callable[[], AbstractContextManager[QueryCount]],
) -> None:
    make_request(session, buyer)
    desk.get("/sell/requests")
    with count_queries() as one:
        desk.get("/sell/requests")
    for _ in range(19):
        make_request(session, buyer)
    session.commit()

    with count_queries() as twenty:
        page = desk.get("/sell/requests").text

    assert page.count("/sell/requests/") == 20
    assert len(twenty) == len(one)


def test_no_page_of_the_public_names_a_request(
    client: HouseClient, session: Session, buyer: User
) -> None:
    need = make_request(session, buyer, title="ความต้องการลับ")

    pages = [client.get(path).text for path in ("/", "/search?q=ความต้องการลับ", "/sitemap.xml")]

    assert all(need.public_id not in page for page in pages)
    assert session.scalars(select(MatchRequest.title)).all() == ["ความต้องการลับ"]

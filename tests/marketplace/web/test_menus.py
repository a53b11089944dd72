"""Menus of the workspace and the header: places that open, for whom one acts, what waits."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from marketplace.actors import Actor, MembershipGrant
from marketplace.web.caching import person_state
from models.accounts import OfficerRole
from models.listings import VersionState
from models.organisations import AdmissionState, MemberRole, OrganisationSide
from tests.factories.accounts import make_officer, make_user
from tests.factories.listings import make_draft
from tests.factories.organisations import make_buyer, make_membership, make_seller
from tests.support.clients import HouseClient
from tests.support.village import Role, found_village


def rail(page: str) -> str:
    return page.partition('<nav class="rail"')[2].partition("</nav>")[0]


def tabs(page: str) -> str:
    return page.partition('<nav class="tabs"')[2].partition("</nav>")[0]


def header(page: str) -> str:
    return page.partition('<header class="top"')[2].partition("</header>")[0]


def test_who_buys_for_an_organisation_is_not_led_to_the_sellers_desk(
    client: HouseClient, session: Session
) -> None:
    user = make_user(session)
    hotel = make_buyer(session, owner=user)
    client.sign_in(user, hotel)

    page = client.get("/account/organisations").text

    assert 'href="/sell' not in rail(page) + tabs(page) + header(page)
    assert f'href="/organisations/{hotel.public_id}/members"' in rail(page)
    assert 'href="/account/organisations"' in header(page)
    assert 'href="/account/organisations"' in tabs(page)


def test_who_sells_finds_the_desk_in_header_rail_and_tabs(
    client: HouseClient, session: Session
) -> None:
    user = make_user(session)
    client.sign_in(user, make_seller(session, owner=user))

    page = client.get("/account/organisations").text

    assert all('href="/sell"' in part(page) for part in (rail, tabs, header))


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.MANAGER, Role.ADMINISTRATOR])
def test_every_place_in_an_officers_menus_opens_for_them(
    client: HouseClient, session: Session, role: Role
) -> None:
    found_village(session).enter(client, role)
    page = client.get("/office").text
    places = {
        part.partition('"')[0]
        for menu in (rail(page), tabs(page))
        for part in menu.split('<a href="')[1:]
    }

    assert "/office" in places
    assert {place: client.get(place).status_code for place in places} == dict.fromkeys(places, 200)


def test_each_officer_is_offered_their_own_piles(
    client: HouseClient, another_client: Callable[[], HouseClient], session: Session
) -> None:
    village = found_village(session)
    reviewer = village.enter(client, Role.REVIEWER).get("/office").text
    manager = village.enter(another_client(), Role.MANAGER).get("/office").text

    for menu in (rail, tabs):
        assert "/office/reviews" in menu(reviewer)
        assert "/office/applications" not in menu(reviewer)
        assert "/office/applications" in menu(manager)
        assert "/office/reviews" not in menu(manager)


@pytest.mark.parametrize("address", ["/", "/crafts", "/help", "/account/organisations"])
def test_for_whom_one_acts_stands_in_the_header_of_every_page(
    client: HouseClient, session: Session, address: str
) -> None:
    user = make_user(session)
    group = make_seller(session, owner=user, name_th="กลุ่มทอผ้าหาดเสี้ยว", name_en="Weavers")
    client.sign_in(user, group)

    thai, english = client.get(address).text, client.get(f"/en{address}").text

    assert "ทำในนาม" in header(thai)
    assert "กลุ่มทอผ้า" in header(thai)
    assert "Weavers" in header(english)


def test_who_acts_for_themselves_is_shown_alone(client: HouseClient, session: Session) -> None:
    user = make_user(session)
    make_membership(session, user, make_seller(session))
    client.sign_in(user)

    assert "ทำในนาม" not in header(client.get("/crafts").text)


def test_a_new_name_of_the_group_makes_kept_headers_stale() -> None:
    def named(name: str) -> Actor:
        grant = MembershipGrant(
            7, "abc", name, "Weavers", OrganisationSide.SELLER, None, MemberRole.OWNER
        )
        return Actor(1, "มาลี", memberships=(grant,), acting_for_id=7)

    assert person_state(named("กลุ่มเดิม")) != person_state(named("กลุ่มใหม่"))


def test_badges_count_what_waits_for_this_officer(
    client: HouseClient, another_client: Callable[[], HouseClient], session: Session
) -> None:
    reviewer = make_officer(session, OfficerRole.REVIEWER)
    manager = make_officer(session, OfficerRole.MANAGER)
    own = make_seller(session, owner=reviewer)
    for seller in (None, None, own):
        make_draft(session, seller, state=VersionState.IN_REVIEW)
    make_seller(session, admission=AdmissionState.APPLIED)
    client.sign_in(reviewer)
    other = another_client()
    other.sign_in(manager)

    for menu in (rail, tabs):
        assert '<b class="dot">2<' in menu(client.get("/office").text)
        assert '<b class="dot">1<' in menu(other.get("/office").text)


def test_a_badge_on_today_counts_what_waits_for_the_seller(
    client: HouseClient, session: Session
) -> None:
    user = make_user(session)
    group = make_seller(session, owner=user)
    make_draft(session, group, state=VersionState.CHANGES_REQUESTED)
    make_draft(session, group)
    make_draft(session, group, state=VersionState.IN_REVIEW)
    make_draft(session)
    client.sign_in(user, group)

    page = client.get("/account/organisations").text

    assert '<b class="dot">2<' in rail(page)
    assert '<b class="dot">2<' in tabs(page)


def test_nothing_is_counted_for_a_public_page(client: HouseClient, session: Session) -> None:
    user = make_user(session)
    group = make_seller(session, owner=user)
    make_draft(session, group)
    client.sign_in(user, group)

    assert 'class="dot"' not in client.get("/crafts").text

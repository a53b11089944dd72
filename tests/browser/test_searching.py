"""The search box and its results by keyboard, by touch and from where the reader stands."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browser.fixtures import Arrives
from tests.support.browser.visitor import DESK, PHONE, Language, Screen

pytestmark = pytest.mark.browser

WORDS: dict[Language, tuple[str, str]] = {
    "th": ("ผ้าซิ่น", "ล้างรายการค้นล่าสุด"),
    "en": ("cera", "Clear recent searches"),
}
_KEPT = "() => localStorage.getItem('talat.searches')"


def box(page: Page) -> Locator:
    """Return the search box of the page."""
    page.locator("[data-suggest]").first.focus()
    return page.locator("[data-suggest][role=combobox]").first


def active(page: Page) -> str | None:
    """Return the words of the option that arrow keys have reached."""
    found = page.locator("[role=option][aria-selected=true] > span")
    return found.inner_text() if found.count() else None


@pytest.mark.parametrize("language", ["th", "en"])
def test_suggestions_are_chosen_by_keyboard_and_told_to_screen_readers(
    arrives: Arrives, language: Language
) -> None:
    visitor = arrives(Screen(DESK, language))
    visitor.go("/search")
    page = visitor.page
    field = box(page)
    expect(field).to_have_attribute("aria-expanded", "false")

    field.press_sequentially(WORDS[language][0])
    expect(field).to_have_attribute("aria-expanded", "true")
    options = page.locator("[role=option]")
    names = [option.inner_text().split("\n")[0] for option in options.all()]
    assert len(names) > 1
    expect(page.locator(".search [role=status]")).to_contain_text(str(len(names)))
    assert page.locator("[role=group][aria-label] > [role=option]").count() == len(names)

    page.keyboard.press("ArrowDown")
    first = active(page)
    page.keyboard.press("End")
    last = active(page)
    page.keyboard.press("Home")
    assert first is not None
    assert (first, last) == (active(page), page.locator("[role=option] > span").last.inner_text())
    held = field.get_attribute("aria-activedescendant")
    assert held is not None
    assert page.locator(f"#{held}").get_attribute("aria-selected") == "true"

    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    assert field.input_value() == WORDS[language][0]

    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowUp")
    assert active(page) == last
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url != visitor.address("/search")


@pytest.mark.parametrize("language", ["th", "en"])
def test_recent_searches_stay_on_the_device_and_can_be_wiped(
    arrives: Arrives, language: Language
) -> None:
    visitor = arrives(Screen(PHONE, language))
    visitor.go("/search")
    page = visitor.page
    box(page).fill("Sangkhalok")
    with page.expect_navigation():
        box(page).press("Enter")
    assert page.evaluate(_KEPT) == '["Sangkhalok"]'

    visitor.go("/search")
    box(page).click()
    wipe = page.locator("[role=option].wipe")
    expect(page.locator("[role=option]").first).to_have_text("Sangkhalok")
    expect(wipe).to_have_text(WORDS[language][1])
    heights = [option.bounding_box() for option in page.locator("[role=option]").all()]
    assert all(height is not None and height["height"] >= 44 for height in heights)
    visitor.shoot("search-recent", full=False)

    wipe.click()
    assert page.evaluate(_KEPT) is None
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    with page.expect_request(re.compile("suggest")) as asked:
        box(page).press_sequentially("ผ้า")
    assert "Sangkhalok" not in asked.value.url


def test_near_me_asks_on_a_click_only_and_rounds_before_anything_is_sent(arrives: Arrives) -> None:
    visitor = arrives(Screen(PHONE))
    page = visitor.page
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 17.0123456, "longitude": 99.8234567})
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    visitor.go("/search?q=สังคโลก")
    assert not [url for url in sent if "near=" in url]

    with page.expect_navigation():
        page.locator("[data-near]").click()

    assert "near=17.01%2C99.82" in page.url
    assert not [url for url in sent if "12345" in url or "23456" in url]
    expect(page.locator(".grid .away").first).to_contain_text("กม.")
    expect(page.locator("#near option:checked")).to_have_text("ตำแหน่งของคุณ")
    assert visitor.overflow() == 0
    visitor.shoot("search-near", full=False)


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_refused_position_gets_a_sentence_and_a_menu_of_places(
    arrives: Arrives, language: Language
) -> None:
    visitor = arrives(Screen(PHONE, language))
    page = visitor.page
    page.context.clear_permissions()
    page.add_init_script(
        "navigator.geolocation.getCurrentPosition = (yes, no) => no({code: 1, message: ''})"
    )
    visitor.go("/search")

    page.locator("[data-near]").click()

    told = page.locator(".told")
    expect(told).to_contain_text({"th": "เลือกอำเภอหรือชุมชน", "en": "choose a district"}[language])
    with page.expect_navigation():
        told.locator("a").click()
    # The form sends itself once its script is there; before that it has a button.
    expect(page.locator("form[data-autosubmit][data-ready-filters]").first).to_be_attached()
    page.locator("#near").select_option("6401")
    page.wait_for_url(re.compile("near=6401"))
    expect(page.locator(".grid .away").first).to_be_visible()


def test_a_tick_keeps_the_place_of_the_reader_and_mends_the_rest_of_the_form(
    arrives: Arrives,
) -> None:
    visitor = arrives(Screen(DESK))
    visitor.go("/search")
    page = visitor.page
    before = page.locator("#count").inner_text()
    page.locator("form.side details[data-group=community] > summary").click()

    tick = page.locator("form.side [name=district]").first
    tick.check()
    page.wait_for_url(re.compile("district="))
    expect(page.locator("#count")).not_to_have_text(before)
    expect(page.locator(".chips .kept")).to_have_count(1)

    assert page.evaluate("() => document.activeElement?.name") == "district"
    steps = page.locator("form.side .steps a")
    assert all("district=" in (link.get_attribute("href") or "") for link in steps.all())
    assert page.locator("form.side details[data-group=community]").get_attribute("open") is not None


def test_without_scripts_filters_places_and_map_work(arrives: Arrives) -> None:
    visitor = arrives(Screen(PHONE, scripts=False))
    visitor.go("/search?q=สังคโลก")
    page = visitor.page

    page.locator(".sheet > summary").click()
    page.locator(".sheet [name=in_stock]").check()
    page.locator(".sheet [type=submit]").click()
    assert "in_stock=1" in page.url
    page.locator("[data-near]").click()
    page.locator("#near").select_option("6405")
    page.locator(".start [type=submit]").click()
    assert "near=6405" in page.url
    assert "in_stock=1" in page.url
    page.locator(".looks a").first.click()
    page.locator(".hitmap svg a").first.click()
    assert "community=" in page.url
    assert "view=map" in page.url
    expect(page.locator(".maplist [aria-current]")).to_have_count(1)


def test_the_map_that_moves_is_worked_with_the_keyboard_and_outlives_a_filter(
    arrives: Arrives,
) -> None:
    visitor = arrives(Screen(DESK, "th"))
    visitor.go("/search?view=map")
    page = visitor.page
    page.locator(".hitmap figcaption a").click()
    pins = page.locator(".livemap.live .livepin a")
    expect(pins.first).to_be_visible()
    count = pins.count()

    page.locator(".leaflet-control-zoom-in").focus()
    page.keyboard.press("Enter")
    pins.last.focus()
    expect(pins.last).to_be_in_viewport()
    page.locator("main form[data-filters] input[type=checkbox]").first.check()
    expect(pins).not_to_have_count(count)
    pins.first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert "community=" in page.url
    assert "view=live" in page.url
    expect(page.locator(".livepin [aria-current]")).to_have_count(1)
    assert visitor.complaints == []

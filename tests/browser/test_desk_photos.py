"""Photos at the seller's desk, sent by the page's own script."""

from collections.abc import Mapping
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.page_kinds import SELLER
from tests.support.browser.fixtures import Arrives
from tests.support.browser.visitor import PHONE, Screen

pytestmark = pytest.mark.browser


def test_a_refused_photo_no_longer_says_that_it_is_on_its_way(
    arrives: Arrives, names: Mapping[str, str]
) -> None:
    visitor = arrives(Screen(PHONE), SELLER)
    page = visitor.page
    visitor.go(f"/sell/listings/{names['draft']}")
    tiny = BytesIO()
    Image.new("RGB", (40, 30)).save(tiny, "PNG")

    page.set_input_files(
        "#photos-file",
        [{"name": "tiny.png", "mimeType": "image/png", "buffer": tiny.getvalue()}],
    )

    refused = page.locator(".shot.refused")
    expect(refused.locator(".err")).to_contain_text("รูปเล็กไป")
    expect(refused).not_to_contain_text("กำลังส่ง")
    expect(refused.locator("label")).to_have_count(0)
    refused.get_by_role("button").click()
    expect(page.locator(".shot.refused")).to_have_count(0)
    visitor.complaints.clear()

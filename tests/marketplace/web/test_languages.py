"""Thai at /…, English at /en/…, and links that stay in the reader's language."""

import pytest
from flask import Flask, render_template_string

from marketplace.web.i18n import current_lang, gettext, ngettext, set_lang, speaking
from marketplace.web.languages import neutral_path
from tests.support.clients import HouseClient


@pytest.fixture
def app(app: Flask) -> Flask:
    page = "{{ lang }} {{ url_for('links') }} {{ alternate_url('th') }} {{ alternate_url('en') }}"
    app.add_url_rule("/probe/ลิงก์", "links", lambda: render_template_string(page))
    app.add_url_rule("/probe/photo", "photo", lambda: neutral_path("/en/photos/a.webp"))
    return app


def test_the_address_decides_the_language(client: HouseClient) -> None:
    thai = client.get("/probe/ลิงก์?q=ผ้า").text.split()
    english = client.get("/en/probe/ลิงก์?q=ผ้า").text.split()

    path = "/probe/%E0%B8%A5%E0%B8%B4%E0%B8%87%E0%B8%81%E0%B9%8C"
    query = "?q=%E0%B8%9C%E0%B9%89%E0%B8%B2"
    assert thai[:2] == ["th", path]
    assert english[:2] == ["en", f"/en{path}"]
    assert thai[2:] == english[2:]
    assert thai[2:] == [f"http://localhost{path}{query}", f"http://localhost/en{path}{query}"]


def test_the_bare_prefix_gets_its_slash(client: HouseClient) -> None:
    response = client.get("/en?q=1")

    assert response.status_code == 308
    assert response.headers["Location"] == "/en/?q=1"


def test_words_that_begin_like_the_prefix_are_thai_paths(client: HouseClient) -> None:
    assert client.get("/english").status_code == 404
    assert 'lang="th"' in client.get("/english").text


def test_photos_have_one_address_in_both_languages(client: HouseClient) -> None:
    assert client.get("/en/probe/photo").text == "/photos/a.webp"


def test_a_thread_starts_each_request_in_its_own_language(client: HouseClient) -> None:
    client.get("/en/probe/ok")

    assert client.get("/probe/whoami").status_code == 200
    assert current_lang() == "th"


def test_speaking_lasts_for_its_block_only() -> None:
    set_lang("th")

    with speaking("en"):
        assert gettext("เมื่อสักครู่") == "just now"
        assert ngettext("อีก %(num)s วัน", "อีก %(num)s วัน", 1) == "in 1 day"
        assert ngettext("อีก %(num)s วัน", "อีก %(num)s วัน", 3) == "in 3 days"

    assert gettext("เมื่อสักครู่") == "เมื่อสักครู่"
    assert ngettext("อีก %(num)s วัน", "อีก %(num)s วัน", 3) == "อีก 3\u00a0วัน"


def test_values_in_a_template_message_are_escaped(app: Flask) -> None:
    with app.app_context():
        page = app.jinja_env.from_string('{{ _("เมื่อวาน %(time)s", time=value) }}')

        assert page.render(value="<b>") == "เมื่อวาน &lt;b&gt;"

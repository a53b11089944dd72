"""Stand-ins for pages of rooms that are not built yet."""

import re
from pathlib import Path

import pytest
from flask import Flask

_NAMES = re.compile(r'url_for\("([a-z_]+\.[a-z_]+)"')


@pytest.fixture
def app(app: Flask) -> Flask:
    wanted = {
        "pages.home",
        "office.home",
        "selling.home",
        "selling.new",
        "pages.terms",
        "pages.privacy",
    }
    for path in Path("templates").rglob("*.html"):
        wanted |= set(_NAMES.findall(path.read_text()))
    have = {rule.endpoint for rule in app.url_map.iter_rules()}
    for number, name in enumerate(sorted(wanted - have)):
        app.add_url_rule(
            "/" if name == "pages.home" else f"/stub/{number}", name, lambda **_: ("stub", 200)
        )
    app.jinja_env.globals.setdefault("site_url", lambda *_path, **_lang: "http://localhost/")
    return app

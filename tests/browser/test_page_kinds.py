"""The list of page kinds is complete."""

from flask import Flask

from tests.browser.page_kinds import ALL, NO_PAGES


def test_every_page_of_the_house_is_looked_at(app: Flask) -> None:
    readable = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}

    looked_at = {kind.endpoint for kind in ALL if not kind.endpoint.startswith("errors.")}

    assert readable - looked_at - NO_PAGES == set(), "add these to tests/browser/page_kinds.py"
    assert looked_at - readable == set(), "no such route"

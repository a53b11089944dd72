"""What a mail needs of the web: links with the public name of the site, and templates.

Needs an application context, which commands have; no request, so nothing here can be bent by a
Host header.
"""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from config import OfficeSettings
from marketplace.web.i18n import ENGLISH, speaking
from marketplace.web.settings import current_settings


def mail_link(endpoint: str, lang: str, **values: Any) -> str:
    """Return the full address of a page in the recipient's language, from the configured base."""
    base = urlsplit(current_settings().base_url)
    pages = current_app.url_map.bind(
        base.netloc,
        script_name=f"{base.path}/en" if lang == ENGLISH else base.path or "/",
        url_scheme=base.scheme,
    )
    return pages.build(endpoint, values, force_external=True)


def mail_host() -> str:
    """Return the host that letters are named after."""
    return urlsplit(current_settings().base_url).hostname or "localhost"


def office_contact() -> OfficeSettings:
    """Return how people reach the office."""
    return current_settings().office


def render_mail(template: str, lang: str, **values: Any) -> str:
    """Return a template filled in the recipient's language."""
    with speaking(lang):
        return current_app.jinja_env.get_template(template).render(lang=lang, **values)

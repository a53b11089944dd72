"""Writing a mail out in its recipient's language, as text and as HTML."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from marketplace.events import Fact
from marketplace.notifications.mails import Mail, MailLink, Name
from marketplace.ports.mail import Letter
from marketplace.web.i18n import _, speaking
from marketplace.web.mailer import mail_host, mail_link, office_contact, render_mail

_TEXT: Final = "notifications/mail.txt"
_HTML: Final = "notifications/mail.html"


def write(mail: Mail, fact: Fact) -> Letter:
    """Return the letter to send. Needs an application context for links and templates."""
    lang = mail.to.locale.value
    link = mail_link(mail.endpoint, lang, **mail.arguments)
    if mail.anchor:
        link = f"{link}#{mail.anchor}"
    with speaking(lang):
        parts = {
            "subject": _filled(mail.words.subject, _shortened(mail.values)),
            "body": _filled(mail.words.body, mail.values),
            "action": str(mail.words.action),
            "why": _filled(mail.words.why, mail.values),
            "greeting": _("สวัสดี %(name)s", name=mail.to.name) if mail.to.name else _("สวัสดี"),
            "fallback": _("ถ้ากดปุ่มไม่ได้ เปิดลิงก์นี้"),
            "office": _office() if mail.words.office else "",
            "brand": _("ตลาดปสาน"),
            "sign_off": _("ตลาดปสาน · ใครจักใคร่ค้า ค้า"),
        }
        lists = [
            (_one_line(part.title), [_linked(one, lang) for one in part.links])
            for part in mail.lists
        ]
        ending = None if mail.unsubscribe is None else _linked(mail.unsubscribe, lang)
    parts |= {"link": link, "note": mail.note}
    more = {"lists": lists, "unsubscribe": ending}
    return Letter(
        to=mail.to.email,
        to_name=mail.to.name,
        subject=parts["subject"],
        text=render_mail(_TEXT, lang, **parts, **more),
        html=render_mail(_HTML, lang, **parts, **more),
        message_id=_message_id(mail, fact),
        unsubscribe=None if ending is None else ending[1],
    )


def _linked(link: MailLink, lang: str) -> tuple[str, str]:
    """Return words and full address of a link."""
    return _one_line(link.text), mail_link(link.endpoint, lang, **link.arguments)


def _office() -> str:
    """Return how to reach the office in one line, in the language being written."""
    office = office_contact()
    phone = _("โทร %(phone)s", phone=office.phone) if office.phone else None
    ways = " · ".join(way for way in (phone, office.email) if way)
    return _("ติดต่อเจ้าหน้าที่ อพท.4: %(ways)s", ways=ways) if ways else ""


def _filled(message: Any, values: Mapping[str, object]) -> str:
    filled = message % values if values else str(message)
    return _one_line(filled)


def _one_line(text: object) -> str:
    """Return text on one line: a line break in somebody's name must not break a header."""
    return " ".join(str(text).split())


def _shortened(values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: value.short() if isinstance(value, Name) else value for name, value in values.items()
    }


def _message_id(mail: Mail, fact: Fact) -> str:
    """Return the same id for every try of the same mail, so that a second copy can be dropped."""
    marks = [type(fact).__name__, fact.payload(), mail.to.email, mail.key]
    digest = hashlib.sha256(json.dumps(marks, sort_keys=True).encode()).hexdigest()
    return f"{digest[:32]}@{mail_host()}"

"""A mail before it is written: who gets it, which words, what fills them, where its button leads.

Words are lazy messages and values may be lazy too, because each recipient has a language of their
own; they become text in ``letters.write``. What was agreed stands in
`tests/marketplace/voice/sentences.yaml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from marketplace.web.i18n import ENGLISH, _l, current_lang
from models.accounts import Locale

SUBJECT_NAME_LENGTH: Final = 20
"""Names of listings and groups are cut to this many signs in a subject."""

WHY_ACCOUNT: Final = _l("คุณได้อีเมลนี้เพราะมีผู้ใช้อีเมลนี้กับตลาดปสาน")
WHY_MEMBER: Final = _l("คุณได้อีเมลนี้เพราะอยู่ในกลุ่ม %(org)s")
WHY_REQUEST: Final = _l("คุณได้อีเมลนี้เพราะส่งคำขอในตลาดปสาน")
WHY_OFFICER: Final = _l("คุณได้อีเมลนี้เพราะเป็นเจ้าหน้าที่ อพท.4")


@dataclass(frozen=True, slots=True)
class Recipient:
    """One mailbox and the language its owner reads."""

    email: str
    name: str
    locale: Locale


@dataclass(frozen=True, slots=True)
class Name:
    """A name of ours or of a user in two languages; shows itself in the language being written.

    In a subject it is cut to ``SUBJECT_NAME_LENGTH``.
    """

    th: str
    en: str = ""

    def __str__(self) -> str:
        """Return the name in the present language, else in the other one."""
        return (self.en if current_lang() == ENGLISH else self.th) or self.th or self.en

    def short(self) -> str:
        """Return the name cut for a subject."""
        text = str(self)
        if len(text) <= SUBJECT_NAME_LENGTH:
            return text
        return text[: SUBJECT_NAME_LENGTH - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class MailWords:
    """The fixed words of one kind of mail: lazy messages with ``%(name)s`` places.

    Attributes:
        subject: at most 60 signs once filled.
        body: one paragraph.
        action: the button.
        why: the last line, why this person got it.
        office: whether the mail says how to reach the office.
    """

    subject: Any
    body: Any
    action: Any
    why: Any = WHY_ACCOUNT
    office: bool = False


@dataclass(frozen=True, slots=True)
class MailLink:
    """A link in a mail beside its button; ``text`` may be lazy."""

    text: Any
    endpoint: str
    arguments: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MailList:
    """Links under a title, between the paragraph and the button; ``title`` may be lazy."""

    title: Any
    links: tuple[MailLink, ...]


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person.

    Attributes:
        values: fill subject, body and ``why``.
        endpoint: where the button leads; ``arguments`` fill its address, ``anchor`` is the place
            on the page, "" its beginning.
        lists: what the mail lists; most list nothing.
        unsubscribe: ends mails of this kind without signing in, also when a mail program posts to
            it by itself (RFC 8058); None for mails that nobody chose to get.
        key: tells this mail from others of the same fact to the same mailbox, so that a second
            try of the same mail keeps its Message-ID; for mails with a link, the link.
        note: what somebody wrote by hand, shown as a quotation; "" shows none.
    """

    to: Recipient
    words: MailWords
    endpoint: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    values: Mapping[str, object] = field(default_factory=dict)
    key: str = ""
    note: str = ""
    anchor: str = ""
    lists: tuple[MailList, ...] = ()
    unsubscribe: MailLink | None = None

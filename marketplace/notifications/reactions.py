"""The mail reaction: composes in one transaction, sends after it."""

from collections.abc import Sequence

import structlog

from marketplace.events import Fact
from marketplace.notifications.letters import write
from marketplace.notifications.table import COMPOSERS
from marketplace.ports.mail import MailRefused
from marketplace.work import Work

_log = structlog.get_logger("mail")


def send_mails(work: Work, facts: Sequence[Fact]) -> None:
    """Send what the facts call for. At least once: a failure repeats all mails of its fact.

    Raises:
        MailDown: the mail server is away; the worker tries again later.
    """
    for fact in facts:
        composer = COMPOSERS.get(type(fact))
        if composer is None:
            continue
        with work.database.transaction() as session:
            mails = list(composer(session, fact, work.now))
        for mail in mails:
            letter = write(mail, fact)
            try:
                work.ports.mail.send(letter)
            except MailRefused:
                # Trying again would not help, and the other recipients must not wait for it.
                _log.warning("mail_refused", fact=type(fact).__name__, id=letter.message_id)

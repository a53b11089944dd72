"""The mail reaction: composes in one transaction, sends after it."""

from collections.abc import Sequence

import structlog

from marketplace.events import Fact, fact_from, record
from marketplace.facts import MailDue
from marketplace.notifications.letters import write
from marketplace.notifications.mails import Mail
from marketplace.notifications.table import COMPOSERS
from marketplace.ports.mail import MailRefused
from marketplace.work import Work

_log = structlog.get_logger("mail")


def send_mails(work: Work, facts: Sequence[Fact]) -> None:
    """Send what the facts call for, at least once.

    Several mails of one fact become a task each (``MailDue``), so that a mailbox that takes
    nothing now is tried again alone.

    Raises:
        MailDown: the mail was not taken; the worker tries again later.
    """
    for fact in facts:
        if isinstance(fact, MailDue):
            told, only = fact_from(fact.told, fact.values), fact.email
        else:
            told, only = fact, None
        for mail in _mails(work, told, only):
            _send(work, told, mail)


def _mails(work: Work, fact: Fact, only: str | None) -> list[Mail]:
    """Compose what is to be sent now: one mail at most.

    Args:
        work: the world.
        fact: what the mails tell.
        only: the mailbox meant; None leaves several mails to a task each.
    """
    composer = COMPOSERS.get(type(fact))
    if composer is None:
        return []
    with work.database.transaction() as session:
        mails = list(composer(session, fact, work.now))
        if only is not None:
            return [mail for mail in mails if mail.to.email == only]
        if len(mails) == 1:
            return mails
        for mail in mails:
            due = MailDue(told=type(fact).__name__, values=fact.payload(), email=mail.to.email)
            record(session, due, None, work.now)
        return []


def _send(work: Work, fact: Fact, mail: Mail) -> None:
    letter = write(mail, fact)
    try:
        work.ports.mail.send(letter)
    except MailRefused:
        # Trying again would not help.
        _log.warning("mail_refused", fact=type(fact).__name__, id=letter.message_id)

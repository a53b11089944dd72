"""Ways to reach an organisation, and who sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.actions.taking import take_organisation
from marketplace.accounts.policies import can_edit_organisation
from marketplace.actors import Actor
from marketplace.events import record
from marketplace.facts import ContactsChanged
from models.errors import InputRejectedError, NotAllowedError, NotFoundError
from models.organisations import (
    ChannelKind,
    ChannelVisibility,
    ContactChannel,
    MemberRole,
    Organisation,
)

MAX_CHANNELS: Final = 8
_FROM_OPEN: Final = (
    ChannelVisibility.EVERYONE,
    ChannelVisibility.ON_REQUEST,
    ChannelVisibility.NOBODY,
)


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to reach the organisation as its owner typed it."""

    kind: ChannelKind
    value: str
    visibility: ChannelVisibility


def save_channels(
    session: Session,
    actor: Actor,
    organisation: Organisation,
    wanted: Sequence[Channel],
    now: datetime,
) -> None:
    """Make the organisation's channels exactly the wanted ones, in their order.

    Args:
        session: inside ``transaction()``.
        actor: who changes them.
        organisation: whose.
        wanted: at most ``MAX_CHANNELS``; empty values are left out by the caller. One that stands
            there twice is kept once.
        now: the moment.

    Raises:
        NotFoundError: the actor does not belong to the organisation.
        NotAllowedError: the actor is no owner.
        InputRejectedError: ``number.range``: too many.
    """
    if not actor.belongs_to(organisation.id):
        raise NotFoundError
    if not can_edit_organisation(actor, organisation.id):
        raise NotAllowedError("permission.role", role=MemberRole.OWNER.value)
    wanted = _merged(wanted)
    if len(wanted) > MAX_CHANNELS:
        raise InputRejectedError("number.range", field="", min=0, max=MAX_CHANNELS)
    take_organisation(session, organisation.id)
    present = session.scalars(
        select(ContactChannel)
        .where(ContactChannel.organisation_id == organisation.id)
        .order_by(ContactChannel.position, ContactChannel.id)
    ).all()
    if [Channel(row.kind, row.value, row.visibility) for row in present] == wanted:
        return
    _replace(session, organisation.id, present, wanted)
    record(session, ContactsChanged(organisation_id=organisation.id), actor, now)
    session.flush()


def add_first_channels(
    session: Session, organisation: Organisation, wanted: Sequence[Channel]
) -> None:
    """Keep the channels of an application just sent, in the same transaction.

    The founder's membership is not in the actor yet, so nothing is asked of it here.
    """
    _replace(session, organisation.id, (), _merged(wanted)[:MAX_CHANNELS])
    session.flush()


def _replace(
    session: Session,
    organisation_id: int,
    present: Sequence[ContactChannel],
    wanted: Sequence[Channel],
) -> None:
    """Reuse rows of the same kind and value, so that their public ids stay."""
    left: dict[tuple[ChannelKind, str], list[ContactChannel]] = {}
    for row in present:
        left.setdefault((row.kind, row.value), []).append(row)
    for position, channel in enumerate(wanted):
        same = left.get((channel.kind, channel.value))
        if same:
            row = same.pop(0)
        else:
            row = ContactChannel(
                organisation_id=organisation_id, kind=channel.kind, value=channel.value
            )
            session.add(row)
        row.visibility = channel.visibility
        row.position = position
    for rows in left.values():
        for row in rows:
            session.delete(row)


def _merged(wanted: Sequence[Channel]) -> list[Channel]:
    """Leave each kind and value once, where it first stands; the more guarded choice counts."""
    found: dict[tuple[ChannelKind, str], Channel] = {}
    for channel in wanted:
        key = channel.kind, channel.value
        found[key] = max(found.get(key, channel), channel, key=_guard)
    return list(found.values())


def _guard(channel: Channel) -> int:
    return _FROM_OPEN.index(channel.visibility)

"""Moments and ids behave alike on both engines."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from models.accounts import User
from models.types import PUBLIC_ID_ALPHABET, PUBLIC_ID_LENGTH, new_public_id
from tests.factories.accounts import make_user


def test_moments_come_back_in_utc(session: Session) -> None:
    bangkok = timezone(timedelta(hours=7))
    user = make_user(session, created_at=datetime(2026, 11, 20, 9, 30, 1, 5, tzinfo=bangkok))

    stored = session.scalar(select(User.created_at).where(User.id == user.id))

    assert stored == datetime(2026, 11, 20, 2, 30, 1, 5, tzinfo=UTC)
    assert stored.tzinfo is UTC


def test_a_moment_without_zone_is_refused(session: Session) -> None:
    with pytest.raises(StatementError):
        make_user(session, created_at=datetime(2026, 11, 20, 9, 30))  # noqa: DTZ001 - the point


def test_public_ids_are_twelve_unmistakable_characters() -> None:
    ids = {new_public_id() for _ in range(1000)}

    assert len(ids) == 1000
    assert all(len(one) == PUBLIC_ID_LENGTH and set(one) <= set(PUBLIC_ID_ALPHABET) for one in ids)

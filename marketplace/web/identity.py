"""Who asks: the session cookie and the actor behind it; `guards` demands one.

The cookie holds a random token; the row in ``user_session`` decides. A revoked row is refused on
its very next request, because it is read with each: nothing about the person is kept in the cookie,
and in memory only what the same row was made into.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final

import structlog
from flask import Flask, Response, current_app, g, request
from sqlalchemy import Select, and_, bindparam, select, update
from sqlalchemy.exc import OperationalError

from config import Settings
from marketplace.actors import Actor, MembershipGrant
from marketplace.db import EXTENSION, transaction
from marketplace.hot_rows import HotRows
from marketplace.web.ports import current_ports
from marketplace.web.settings import current_settings
from marketplace.web.tokens import token_digest
from models.accounts import OfficerGrant, User, UserSession, UserState
from models.journal import CatalogueVersion
from models.organisations import Membership, Organisation

_log = structlog.get_logger("identity")

# ASVS 5.0 7.3.1-2 asks for both ends; officers see other people's papers, so theirs are short.
PERSON_IDLE: Final = timedelta(days=14)
PERSON_ABSOLUTE: Final = timedelta(days=30)
OFFICER_IDLE: Final = timedelta(minutes=30)
OFFICER_ABSOLUTE: Final = timedelta(hours=12)
# A visit is noted at most this often, so that reading costs no write.
_SEEN_EVERY: Final = timedelta(minutes=5)
_SEEN_EVERY_OFFICER: Final = timedelta(minutes=1)

_CATALOGUE = select(CatalogueVersion.value).where(CatalogueVersion.id == 1).scalar_subquery()
_VERSION_ROWS = select(_CATALOGUE.label("catalogue_version"))
_VISIT_ROWS = (
    select(
        _CATALOGUE.label("catalogue_version"),
        UserSession.id.label("session_id"),
        UserSession.created_at,
        UserSession.last_seen_at,
        UserSession.expires_at,
        UserSession.revoked_at,
        UserSession.acting_for_id,
        User.id.label("user_id"),
        User.name,
        User.locale,
        User.state,
        User.email_confirmed_at,
        OfficerGrant.role.label("officer_role"),
        Membership.role.label("member_role"),
        Organisation.id.label("organisation_id"),
        Organisation.public_id,
        Organisation.name_th,
        Organisation.name_en,
        Organisation.side,
        Organisation.admission,
    )
    .join(User, User.id == UserSession.user_id)
    .outerjoin(
        OfficerGrant, and_(OfficerGrant.user_id == User.id, OfficerGrant.revoked_at.is_(None))
    )
    .outerjoin(Membership, Membership.user_id == User.id)
    .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
    .where(UserSession.token_hash == bindparam("token_hash"))
    .order_by(Membership.joined_at, Membership.id, OfficerGrant.id)
)


@dataclass(frozen=True, slots=True)
class Visit:
    """A session cookie that holds: the actor and what the page needs of the session row."""

    actor: Actor
    last_seen_at: datetime


def session_cookie(settings: Settings) -> str:
    """Return the name of the session cookie. ``__Host-`` needs https, so only in production."""
    return "__Host-talat" if settings.is_production else "talat"


def cookie_name() -> str:
    """Return the name of the session cookie of the current application."""
    return session_cookie(current_settings())


LOOKED_UP: Final = "talat.looked_up"
"""Where `kept_pages` leaves what it has looked up for a request that it passes on."""


def current_actor() -> Actor | None:
    """Return who asks, or None for a visitor without a valid session.

    One query on first use in a request. While a shared public part is rendered it is None, so
    that nothing personal can get into a cached page.
    """
    if g.get("public_render"):
        return None
    visit = current_visit()
    return None if visit is None else visit.actor


def current_visit() -> Visit | None:
    """Return the session behind the cookie, loaded once a request."""
    if "visit" not in g:
        token = request.cookies.get(cookie_name())
        if token:
            _look(token)
        else:
            g.visit = None
    visit: Visit | None = g.visit
    return visit


def catalogue_version() -> int:
    """Return the counter that every change of public content raises; read once a request.

    With a session cookie it comes along with the visit, in the same statement.
    """
    if "catalogue_version" not in g:
        current_visit()
    if "catalogue_version" not in g:
        _look("")
    version: int = g.catalogue_version
    return version


def _look(token: str) -> None:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - Flask's way to hand on an app
    known: tuple[int, Visit | None] | None = request.environ.pop(LOOKED_UP, None)
    g.catalogue_version, g.visit = known or look_up(app, token, current_ports().clock.now())


def look_up(app: Flask, token: str, now: datetime) -> tuple[int, Visit | None]:
    """Return the catalogue version and the session behind a cookie, usually in one statement.

    Needs no request and no app context.

    Args:
        app: whose database.
        token: value of the session cookie; "" for a visitor without one.
        now: sessions that ended before do not hold.
    """
    if token:
        rows = _read(app, _VISIT_ROWS, token_hash=token_digest(token))
        if rows:
            return rows[0].catalogue_version, _visit(rows, now)
    (row,) = _read(app, _VERSION_ROWS)
    return row.catalogue_version, None


def forget_visit() -> None:
    """Load the session again on next use; called after it was changed."""
    g.pop("visit", None)
    g.pop("_login_user", None)


def _read(app: Flask, statement: Select[*tuple[Any, ...]], **values: object) -> tuple[Any, ...]:
    engine = app.extensions[EXTENSION].reads
    return HotRows.of(statement, engine.dialect).read(engine, values)


def _visit(rows: tuple[Any, ...], now: datetime) -> Visit | None:
    first = rows[0]
    if not _is_live(first, now):
        return None
    return Visit(_actor(rows), first.last_seen_at)


@lru_cache(maxsize=500)
def _actor(rows: tuple[Any, ...]) -> Actor:
    """Make the actor of the rows of a session; the same rows make the same one."""
    first = rows[0]
    return Actor(
        user_id=first.user_id,
        name=first.name,
        locale=first.locale,
        email_confirmed=first.email_confirmed_at is not None,
        memberships=_memberships(rows),
        officer_roles=frozenset(row.officer_role for row in rows if row.officer_role),
        acting_for_id=first.acting_for_id,
        session_id=first.session_id,
    )


def _is_live(row: Any, now: datetime) -> bool:
    officer = row.officer_role is not None
    idle = OFFICER_IDLE if officer else PERSON_IDLE
    absolute = OFFICER_ABSOLUTE if officer else PERSON_ABSOLUTE
    return (
        row.revoked_at is None
        and row.state is UserState.ACTIVE
        and now < row.expires_at
        and now < row.created_at + absolute
        and now < row.last_seen_at + idle
    )


def _memberships(rows: Sequence[Any]) -> tuple[MembershipGrant, ...]:
    # Grants and memberships are joined side by side, so each membership may stand in many rows.
    found: dict[int, MembershipGrant] = {}
    for row in rows:
        if row.organisation_id is not None and row.organisation_id not in found:
            found[row.organisation_id] = MembershipGrant(
                organisation_id=row.organisation_id,
                public_id=row.public_id,
                name_th=row.name_th,
                name_en=row.name_en,
                side=row.side,
                admission=row.admission,
                role=row.member_role,
            )
    return tuple(found.values())


def is_due(visit: Visit, now: datetime) -> bool:
    """Tell whether the use of a session has to be noted again."""
    every = _SEEN_EVERY_OFFICER if visit.actor.is_officer else _SEEN_EVERY
    return now - visit.last_seen_at >= every


def note_visit(response: Response) -> Response:
    """Note that the session was used, at most every few minutes; an after-request hook."""
    visit: Visit | None = g.get("visit")
    if visit is not None and request.endpoint is not None:
        now = current_ports().clock.now()
        if is_due(visit, now):
            _touch(visit, now)
    return response


def _touch(visit: Visit, now: datetime) -> None:
    seen = (
        update(UserSession)
        .where(UserSession.id == visit.actor.session_id, UserSession.last_seen_at < now)
        .values(last_seen_at=now)
    )
    try:
        with transaction() as session:
            session.execute(seen)
    except OperationalError as error:
        # The page is made already; a busy or full disk must not take it away again.
        _log.warning("visit_not_noted", reason=str(error.orig)[:200])

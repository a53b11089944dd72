"""Commands for the rights of office 4, for whoever runs the machine."""

from collections.abc import Callable
from datetime import datetime

import click
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from marketplace.accounts.actions.officers import grant_right, revoke_right
from marketplace.accounts.addresses import plain_address
from marketplace.accounts.queries.people import user_id_of
from marketplace.actors import Actor
from marketplace.db import transaction
from marketplace.web.ports import current_ports
from models.accounts import OfficerRole
from models.errors import ConflictError, NotFoundError

group = AppGroup("officer", help="Rights of office 4; each change stands in the journal.")

_ROLES = click.Choice([role.value for role in OfficerRole])
_Act = Callable[[Session, Actor | None, int, OfficerRole, datetime], None]


@group.command("grant")
@click.argument("email")
@click.argument("role", type=_ROLES)
def grant(email: str, role: str) -> None:
    """Give the person with EMAIL the right ROLE; they sign in again to use it."""
    _change(grant_right, email, role)
    click.echo(f"{email} is {role} now")


@group.command("revoke")
@click.argument("email")
@click.argument("role", type=_ROLES)
def revoke(email: str, role: str) -> None:
    """Take the right ROLE back from the person with EMAIL, and end their sessions."""
    _change(revoke_right, email, role)
    click.echo(f"{email} is no longer {role}")


def _change(act: _Act, email: str, role: str) -> None:
    try:
        with transaction() as session:
            user_id = user_id_of(session, plain_address(email))
            act(session, None, user_id, OfficerRole(role), current_ports().clock.now())
    except NotFoundError:
        raise click.ClickException(
            f"{email}: no confirmed account, or without this right"
        ) from None
    except ConflictError:
        raise click.ClickException("at least one administrator has to stay") from None

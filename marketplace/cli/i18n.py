"""Commands for the two languages."""

import click
from flask.cli import AppGroup

from marketplace.web import catalogues

group = AppGroup("i18n", help="Thai messages in the code, English in a file for each room.")


@group.command("update")
@click.argument("rooms", nargs=-1)
def update(rooms: tuple[str, ...]) -> None:
    """Collect the messages of the code and templates into each room's English file.

    Name ROOMS to leave the other files alone.
    """
    for room, missing in sorted(catalogues.update(rooms).items()):
        click.echo(f"{room:16} {missing or 'no'} without English")


@group.command("compile")
def compile_() -> None:
    """Build the catalogue that the product reads."""
    click.echo(f"{catalogues.compile_all()} messages compiled")


@group.command("check")
def check() -> None:
    """Fail when a message has no English, other placeholders, or two different Englishes."""
    faults = catalogues.check()
    for fault in faults:
        click.echo(f"{fault.room}.po: “{fault.message}” {fault.reason}", err=True)
    if faults:
        raise click.ClickException(f"{len(faults)} messages need a change")
    click.echo("every message has its English")

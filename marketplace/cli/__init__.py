"""The command line: ``flask --app wsgi <command>``, each with ``--help``.

A command is imported when it is called: the web server needs none of them, and together they
would take a quarter of its memory.
"""

from importlib import import_module
from typing import Final

import click
from flask import Flask
from flask.cli import AppGroup

COMMANDS: Final = {
    "assets": "assets:group",
    "backup": "backups:backup",
    "check-config": "database:check_config",
    "db": "database:group",
    "demo": "demo:group",
    "files": "files:group",
    "i18n": "i18n:group",
    "journal": "journal:group",
    "officer": "officers:group",
    "places": "places:group",
    "reindex": "index:reindex",
    "restore": "backups:restore",
    "serve": "serve:serve",
    "worker": "worker:worker",
}
"""Name of a command -> module of this package and the command in it."""


class LazyCommands(AppGroup):
    """The commands of the house, each imported when somebody asks for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all commands, without importing any."""
        return sorted({*COMMANDS, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None when there is none of this name."""
        place = COMMANDS.get(cmd_name)
        if place is None:
            return super().get_command(ctx, cmd_name)
        module, _, name = place.partition(":")
        command: click.Command = getattr(import_module(f"{__name__}.{module}"), name)
        return command


def register_commands(app: Flask) -> None:
    """Give the application its commands."""
    app.cli = LazyCommands(app.name)

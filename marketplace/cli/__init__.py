"""The command line: ``flask --app wsgi <command>``, each with ``--help``."""

from flask import Flask

from marketplace.cli import i18n


def register_commands(app: Flask) -> None:
    """Give the application its commands."""
    app.cli.add_command(i18n.group)

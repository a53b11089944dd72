"""The command line: ``flask --app wsgi <command>``, each with ``--help``."""

from flask import Flask


def register_commands(app: Flask) -> None:
    """Give the application its commands."""
    del app

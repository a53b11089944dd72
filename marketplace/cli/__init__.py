"""The command line: ``flask --app wsgi <command>``, each with ``--help``."""

from flask import Flask

from marketplace.cli import assets, database, demo, i18n, index, journal, officers, serve, worker


def register_commands(app: Flask) -> None:
    """Give the application its commands."""
    for command in (
        assets.group,
        database.group,
        database.backup,
        database.restore,
        database.check_config,
        demo.group,
        i18n.group,
        index.reindex,
        journal.group,
        officers.group,
        serve.serve,
        worker.worker,
    ):
        app.cli.add_command(command)

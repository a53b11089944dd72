"""The command line: ``flask --app wsgi <command>``, each with ``--help``."""

from flask import Flask

from marketplace.cli import (
    assets,
    backups,
    database,
    demo,
    files,
    i18n,
    index,
    journal,
    officers,
    serve,
    worker,
)


def register_commands(app: Flask) -> None:
    """Give the application its commands."""
    for command in (
        assets.group,
        backups.backup,
        backups.restore,
        database.group,
        database.check_config,
        demo.group,
        files.group,
        i18n.group,
        index.reindex,
        journal.group,
        officers.group,
        serve.serve,
        worker.worker,
    ):
        app.cli.add_command(command)

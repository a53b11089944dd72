"""Commands that copy the data while the product runs, and put a copy back."""

from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import DatabaseError

from marketplace.cli import copies
from marketplace.cli.files import copy_photos
from marketplace.cli.guard import refuse_misfit
from marketplace.db import database
from marketplace.ports.storage_local import LocalStorage
from marketplace.web.ports import current_ports
from models import migrations

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("backup")
@click.argument("target", type=click.Path(path_type=Path), required=False)
@click.option("--files", type=_FOLDER, help="also keep the photos in this folder")
@with_appcontext
def backup(target: Path | None, files: Path | None) -> None:
    """Write a consistent copy of the database to TARGET while the product runs.

    Without TARGET it goes to `backups/` in the instance folder. Photos are named by their content
    and never change: --files copies those the folder lacks, from the local store or from S3. The
    search index is not copied; `reindex` makes it anew.
    """
    refuse_misfit()
    path = target or copies.new_name("backup")
    copies.write(path)
    if files is not None:
        # After the database: whatever its rows name was stored before they were written.
        copied = copy_photos(current_ports().storage, LocalStorage(files))
        click.echo(f"{copied} photo files copied to {files}")
    click.echo(str(path))


@click.command("restore")
@click.argument("source", type=click.Path(exists=True, path_type=Path, dir_okay=False))
@click.option("--files", type=_FOLDER, help="also put back the photos of this folder")
@click.option("--yes", is_flag=True, help="do not ask")
@with_appcontext
def restore(source: Path, files: Path | None, *, yes: bool) -> None:
    """Put the copy SOURCE in place of the present data. Stop web and worker first.

    The present data are copied to `backups/` before. Afterwards run `db upgrade`, `reindex`,
    `journal verify` and `files check`.
    """
    copies.check(source)
    if not yes:
        click.confirm("Replace the present data?", abort=True)
    kept = _keep_present()
    if kept is not None:
        click.echo(f"present data kept in {kept}")
    copies.put_back(source)
    if files is not None:
        copied = copy_photos(LocalStorage(files), current_ports().storage)
        click.echo(f"{copied} photo files put back")
    click.echo(f"restored {source}; now run: db upgrade, reindex, journal verify, files check")


def _keep_present() -> Path | None:
    """Copy what is there now; None when there is nothing, or when it is past reading."""
    try:
        if migrations.current(database().reads) is None:
            return None
    except DatabaseError:
        return None
    kept = copies.new_name("before-restore")
    copies.write(kept)
    return kept

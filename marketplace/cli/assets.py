"""Commands for styles, scripts, pictures and fonts."""

import click
from flask.cli import AppGroup

from config import ROOT
from marketplace.cli.progress import counted

group = AppGroup("assets", help="Styles, scripts, pictures and fonts.")


@group.command("build")
def build() -> None:
    """Pack, name by content and compress everything in static/ into static/dist/."""
    # The font tools are loaded by this command alone.
    from marketplace.web import assets  # noqa: PLC0415

    with counted("assets") as done:
        assets.build(ROOT / "static", ROOT / "static" / "dist", done)
    click.echo("assets built")

"""Commands for styles, scripts, pictures and fonts."""

import click
from flask.cli import AppGroup

from config import ROOT

group = AppGroup("assets", help="Styles, scripts, pictures and fonts.")


@group.command("build")
def build() -> None:
    """Pack, name by content and compress everything in static/ into static/dist/."""
    # The font tools are loaded by this command alone.
    from marketplace.web import assets  # noqa: PLC0415

    assets.build(ROOT / "static", ROOT / "static" / "dist")
    click.echo("assets built")

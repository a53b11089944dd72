"""Writes every drawing: ``python -m marketplace.motifs static/img``."""

import argparse
from pathlib import Path

from marketplace.motifs import DRAWINGS
from marketplace.motifs.share import share_png


def main() -> None:
    """Draw into the folder named on the command line."""
    parser = argparse.ArgumentParser(description="Draw the motifs of the look as SVG files.")
    parser.add_argument("folder", type=Path, help="where the files go, usually static/img")
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in DRAWINGS.items():
        (folder / f"{name}.svg").write_text(draw(), "utf-8")
    (folder / "share.png").write_bytes(share_png())


if __name__ == "__main__":
    main()

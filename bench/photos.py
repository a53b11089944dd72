"""What pictures cost: a phone photo, its AVIF, and the drawings of a whole demo.

    python -m bench.photos [--views N] [--workers N]

Prints CPU seconds of this process (median of five) and the wall time of the demo's drawings. A
phone photo may cost 0.35 CPU seconds where the plain way to the same three sizes, with the same
library, takes 0.51 (the machine of the house's budget); elsewhere that share of the plain way.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import yaml
from PIL import Image, ImageFilter

from marketplace.illustrations import Item, draw_and_process_many, illustrate
from marketplace.photos import avif, process

MOST_S, PLAIN_S = 0.35, 0.51


def cpu(work: Callable[[], object], rounds: int = 5) -> float:
    """Return the median CPU seconds of `work`."""
    taken = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return statistics.median(taken)


def phone_photo() -> bytes:
    """Make a 12-megapixel JPEG with the detail of a photograph."""
    noise = Image.effect_noise((504, 378), 80).resize((4032, 3024), Image.Resampling.BICUBIC)
    fine = Image.effect_noise((4032, 3024), 20).filter(ImageFilter.GaussianBlur(1))
    image = Image.merge("RGB", (noise, Image.blend(noise, fine, 0.4), fine))
    out = BytesIO()
    image.save(out, "JPEG", quality=92)
    return out.getvalue()


def plainly(photo: bytes) -> None:
    """Make the same three sizes as anybody would."""
    picture = Image.open(BytesIO(photo)).convert("RGB")
    for width in (1280, 640, 320):
        size = (width, round(picture.height * width / picture.width))
        small = picture.resize(size, Image.Resampling.LANCZOS)
        small.save(BytesIO(), "WEBP", quality=80, method=4)


def run() -> bool:
    """Measure a phone photo and print; True when it costs too much."""
    photo = phone_photo()
    ours, plain = cpu(lambda: process(photo)), cpu(lambda: plainly(photo))
    share, most = ours / plain, MOST_S / PLAIN_S
    print(
        f"phone photo, {len(photo) / 1e6:.1f} MB: {ours:.2f} CPU s, {share:.2f} of the plain way "
        f"(at most {most:.2f}), {share * PLAIN_S:.2f} s on the machine of the budget"
        f"{'  MISSED' if share > most else ''}"
    )
    return share > most


def demo_items(folder: Path, views: int) -> list[Item]:
    """Read the slugs of the demo's crafts and routes."""
    crafts = yaml.safe_load((folder / "crafts.yaml").read_text("utf-8"))["crafts"]
    routes = yaml.safe_load((folder / "routes.yaml").read_text("utf-8"))["routes"]
    found = [(craft["slug"], craft["category"]) for craft in crafts]
    found += [(route["slug"], "route") for route in routes]
    return [Item(slug, category, view) for slug, category in found for view in range(views)]


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with crafts.yaml and routes.yaml")
    parser.add_argument("--views", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args()
    photo = phone_photo()
    print(f"phone photo, {len(photo) / 1e6:.1f} MB: {cpu(lambda: process(photo)):.2f} CPU s")
    files = process(photo).files
    print(f"AVIF of the 1280 variant: {cpu(lambda: avif(files['1280.webp'])):.2f} CPU s")
    plate = cpu(lambda: illustrate("sangkhalok-fish-plate-25", "sangkhalok-tableware", 0))
    print(f"one drawing: {plate:.2f} CPU s")
    if args.data is not None:
        items = demo_items(args.data, args.views)
        started, before = time.perf_counter(), os.times()
        count = sum(1 for _ in draw_and_process_many(items, args.workers))
        after = os.times()
        spent = after.user + after.children_user - before.user - before.children_user
        wall = time.perf_counter() - started
        print(f"{count} drawings, processed: {wall:.1f} s, {spent:.1f} CPU s")


if __name__ == "__main__":
    main()

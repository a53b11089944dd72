"""What a photo costs, measured in a process of its own.

CPU is held against a yardstick, the plain way to the same three sizes with the same library, taken
in the same process: a busy machine counts more seconds for both. The seconds themselves
(at most 0.35 for a phone photo on the machine of the house's budget) are printed by `make bench`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TypedDict

import pytest
from PIL import Image

from tests.marketplace.photos.conftest import saved, scene
from tests.marketplace.photos.test_hostile import hollow_png

LINUX_ONLY = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
pytestmark = [pytest.mark.slow, LINUX_ONLY]

SCRIPT = """
import io, json, sys, time
from pathlib import Path
from PIL import Image
from marketplace.photos import PhotoRefused, process
content = Path(sys.argv[1]).read_bytes()
started = time.process_time()
try:
    code = "ok" if process(content) else ""
except PhotoRefused as refused:
    code = refused.code
cpu = time.process_time() - started
# Not ru_maxrss: a started process inherits the peak of the one that started it.
status = Path("/proc/self/status").read_text()
peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
started = time.process_time()
if code == "ok":
    Image.MAX_IMAGE_PIXELS = None
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    for width in (1280, 640, 320):
        height = round(picture.height * width / picture.width)
        small = picture.resize((width, height), Image.Resampling.LANCZOS)
        small.save(io.BytesIO(), "WEBP", quality=80, method=4)
plainly = time.process_time() - started
print(json.dumps({"code": code, "cpu": cpu, "peak": peak, "plainly": plainly}))
"""

PHONE_PHOTO_SHARE = 0.7
"""Of the plain way's CPU: 0.35 of its 0.51 seconds on the machine of the house's budget."""
LARGEST_SHARE = 2.0
"""Files at the limit cannot be read smaller than they are, and are looked at for advice too."""


class Run(TypedDict):
    code: str
    cpu: float
    peak: float
    plainly: float


def cost(content: bytes, folder: Path, share: float = 0.0) -> Run:
    """CPU seconds and peak MB of one upload; the run that fares best against the yardstick.

    Of three runs, as a busy moment may fall on one; the first is enough if it keeps within `share`.
    """
    path = folder / "upload"
    path.write_bytes(content)
    runs: list[Run] = []
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(path)],
            capture_output=True, check=True, env={**os.environ, "PYTHONPATH": "."},
        )  # fmt: skip
        runs.append(json.loads(done.stdout))
        if runs[-1]["cpu"] <= share * runs[-1]["plainly"]:
            break
    return min(runs, key=lambda run: run["cpu"] / max(run["plainly"], 0.01))


def test_a_phone_photo_costs_little(phone_photo: bytes, tmp_path: Path) -> None:
    run = cost(phone_photo, tmp_path, PHONE_PHOTO_SHARE)
    assert run["code"] == "ok"
    assert run["cpu"] <= PHONE_PHOTO_SHARE * run["plainly"]
    assert run["peak"] <= 80


def test_the_bomb_costs_nothing(tmp_path: Path) -> None:
    run = cost(hollow_png(12_000, 12_000), tmp_path)
    assert run["code"] == "upload.too_big"
    assert run["cpu"] <= 0.1
    assert run["peak"] <= 60


def test_a_webp_that_promises_a_huge_canvas_costs_nothing(tmp_path: Path) -> None:
    frames = [scene(330, 300, seed) for seed in (1, 2)]
    small = saved(frames[0], "WEBP", save_all=True, append_images=frames[1:])
    assert small[12:16] == b"VP8X"
    run = cost(small[:24] + b"\xff\x3e\x00\xff\x3e\x00" + small[30:], tmp_path)
    assert run["code"] == "upload.too_big"
    assert run["cpu"] <= 0.1
    assert run["peak"] <= 60


@pytest.mark.parametrize("case", ["png", "jpeg", "webp"])
def test_the_largest_allowed_files_stay_within_bounds(case: str, tmp_path: Path) -> None:
    if case == "png":
        content = hollow_png(8_000, 5_000, colour_type=6)
    elif case == "jpeg":
        big = scene(1000, 625).resize((8000, 5000), Image.Resampling.BICUBIC)
        content = saved(big, "JPEG", progressive=True, subsampling=0, quality=80)
    else:
        big = scene(1000, 875).resize((4000, 3500), Image.Resampling.NEAREST)
        content = saved(big, "WEBP", quality=70, method=0)
    run = cost(content, tmp_path, LARGEST_SHARE)
    assert run["code"] == "ok"
    assert run["cpu"] <= LARGEST_SHARE * run["plainly"]
    assert run["peak"] <= 300

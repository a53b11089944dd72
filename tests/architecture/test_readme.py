"""The README tells the truth about settings and logins."""

import re
from pathlib import Path

from marketplace.demo.people import LOGINS, PASSWORD

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_demo_login_stands_in_the_readme() -> None:
    missing = [login.email for login in LOGINS if f"| {login.email} |" not in README]

    assert missing == []
    assert f"`{PASSWORD}`" in README


def test_every_setting_stands_in_the_readme() -> None:
    source = (ROOT / "config.py").read_text(encoding="utf-8")
    reads = re.findall(
        r"(?:text|optional|listing|number|flag|choice|_url)\((?:reader, )?\"([A-Z0-9_]+)\"", source
    )
    named = {name if name.startswith("TALAT_") else None for name in re.findall(r"`(\w+)`", README)}
    # Groups are written `TALAT_SMTP_HOST`, `_PORT`, ...
    for row in README.splitlines():
        names = (
            re.findall(r"`(TALAT_[A-Z0-9_]+|_[A-Z_]+)`", row.split("|")[1]) if "|" in row else []
        )
        stem = names[0].rsplit("_", 1)[0] if names else ""
        named |= {f"{stem}{name}" for name in names if name.startswith("_")}

    assert reads
    assert sorted({f"TALAT_{name}" for name in reads} - {name for name in named if name}) == []

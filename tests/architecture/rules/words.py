"""What may not stand in any file of ours, and what must stand in the locks and catalogues."""

import re
from pathlib import Path

from babel.messages.pofile import read_po

from tests.architecture.rules.tree import files, spot

# Written in halves, so that this file does not break its own rule.
_UNFINISHED = re.compile(
    r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK", "WI" + "P")) + r")\b|"
    r"(?i:lorem " + r"ipsum)"
)
# Notes from before the first commit: whoever reads a line here cannot look there.
_ELSEWHERE = re.compile(
    r"\b(" + "|".join(("resea" + r"rch/\w", "VOI" + "CE", "DOM" + "AIN")) + r")\b"
)
_TEXT = (
    ".py", ".html", ".css", ".js", ".md", ".toml", ".txt", ".po", ".yaml", ".yml", ".in", ".svg",
)  # fmt: skip
_PIN = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*(\[[a-z0-9,_-]+\])?==[^\s;]+")
_ADDRESS = re.compile(r"https?://|--(extra-)?index-url|--find-links|\s@\s")
# Baht is no letter, and the switch to Thai names the language in Thai.
_THAI_LETTER = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]")
_THAI_IN_ENGLISH = frozenset({"ไทย"})


def unfinished(root: Path) -> list[str]:
    """List marks of unfinished work and dummy text."""
    faults = []
    for path in files(root, *_TEXT):
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            found = _UNFINISHED.search(text)
            if found:
                faults.append(spot(root, path, number, f"unfinished: {found[0]}"))
    return faults


def cited_elsewhere(root: Path) -> list[str]:
    """List references to papers that are not in the repository."""
    return [
        spot(root, path, number, f"cites what is not here: {found[0]}")
        for path in files(root, ".py", ".html", ".css", ".js", ".md")
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if (found := _ELSEWHERE.search(text))
    ]


def loose_requirements(root: Path) -> list[str]:
    """List lock entries that are not pinned with a hash, and addresses of package indexes."""
    faults = []
    for name in ("requirements.txt", "requirements-dev.txt"):
        path = root / name
        entries = path.read_text(encoding="utf-8").replace("\\\n", "").splitlines()
        for number, entry in enumerate(entries, start=1):
            text = entry.strip()
            if not text or text.startswith("#"):
                continue
            if _ADDRESS.search(text):
                faults.append(spot(root, path, number, f"holds an address: {text[:60]}"))
            elif not _PIN.match(text) or "--hash=sha256:" not in text:
                faults.append(spot(root, path, number, f"is not pinned: {text[:60]}"))
    return faults


def untranslated(root: Path) -> list[str]:
    """List Thai messages without finished English, and English that still holds Thai."""
    faults = []
    for path in files(root, ".po", under=("marketplace/translations/en",)):
        with path.open("rb") as source:
            catalogue = read_po(source, locale="en")
        for message in catalogue:
            if not message.id:
                continue
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            line = message.lineno or 1
            if message.fuzzy or not all(strings):
                faults.append(spot(root, path, line, f"no English for {message.id}"))
            elif any(_THAI_LETTER.search(s) and s not in _THAI_IN_ENGLISH for s in strings):
                faults.append(spot(root, path, line, f"Thai in the English of {message.id}"))
    return faults

"""Line icons, 24 by 24, stroke 1.7: always beside a word."""

from collections.abc import Mapping
from typing import Final

from marketplace.motifs.svg import XMLNS

ICONS: Final[Mapping[str, str]] = {
    "home": "M3 11.5 12 4l9 7.5M5.5 10v10h13V10M10 20v-6h4v6",
    "craft": "M9 3h6M10 3v4c-4 2-6 5-6 8s2 6 5 6h6c3 0 5-3 5-6s-2-6-6-8V3M5 13q7 3 14 0",
    "route": (
        "M6 21c-2.5-3-3-4-3-5.5a3 3 0 0 1 6 0C9 17 8.5 18 6 21zM18 11c-2.5-3-3-4-3-5.5"
        "a3 3 0 0 1 6 0C21 7 20.5 8 18 11zM6 21h9a3 3 0 0 0 0-6h-2a3 3 0 0 1 0-6h2"
    ),
    "chat": "M4 5h16v11H10l-5 4v-4H4zM8 9h8M8 12h5",
    "user": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-5 4-7 8-7s8 2 8 7",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2",
    "people": (
        "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-4.5 3-6 6.5-6s6.5 1.5 6.5 6"
        "M16 4.5a3.5 3.5 0 0 1 0 6.5M17.5 14.3c2.5.7 4 2.5 4 5.7"
    ),
    "road": "M8 3 4 21M16 3l4 18M12 4v3M12 11v3M12 18v3",
    "search": "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5",
    "bell": "M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21.5h4M12 3v2",
    "cart": "M3 4h2.5l2.2 11h10.5L20.5 8H6.5M9 20.5h.01M17 20.5h.01",
    "plus": "M12 5v14M5 12h14",
    "check": "M4.5 12.5l5 5 10-11",
    "x": "M6 6l12 12M18 6 6 18",
    "camera": "M4 8h4l1.5-3h5L16 8h4v11H4zM12 16.5a3.2 3.2 0 1 0 0-6.5 3.2 3.2 0 0 0 0 6.5z",
    "file": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
    "calendar": "M4 6h16v14H4zM4 10h16M8 3.5V8M16 3.5V8M8 14h2M14 14h2",
    "list": "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
    "store": (
        "M4 10v10h16V10M3 10l2-6h14l2 6"
        "c0 3-4.5 3-4.5 0 0 3-4.5 3-4.5 0 0 3-4.5 3-4.5 0 0 3-4.5 3-4.5 0M10 20v-5h4v5"
    ),
    "edit": "M4 20l1-5L16 4l4 4L9 19zM14 6l4 4",
    "phone": (
        "M6 3h4l1.5 5-2.5 1.5a12 12 0 0 0 5.5 5.5L16 12.5l5 1.5v4a3 3 0 0 1-3 3"
        "C10 21 3 14 3 6a3 3 0 0 1 3-3z"
    ),
    "mail": "M3 6h18v13H3zM3 7l9 7 9-7",
    "lock": "M6 11h12v10H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 15v2.5",
    "chart": "M4 20h16M7 20v-6M12 20V6M17 20v-9",
    "clipboard": "M6 5h12v16H6zM9 5V3h6v2M9 11h6M9 15h4",
    "flag": "M6 21V4h11l-2 4 2 4H6",
    "print": "M7 9V3h10v6M5 17H3v-8h18v8h-2M7 14h10v7H7z",
    "qr": "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v2h-2M14 20h2M20 18v2h-2",
    "truck": "M3 6h11v11H3zM14 10h4l3 3.5V17h-7M7 19.5h.01M17.5 19.5h.01",
    "box": "M4 8l8-4 8 4v9l-8 4-8-4zM4 8l8 4 8-4M12 12v9",
    "wallet": "M4 7h15v13H4zM4 7l11-4v4M15 13.5h.01",
    "star": "M12 4l2.5 5.2 5.5.8-4 4 1 5.6-5-2.7-5 2.7 1-5.6-4-4 5.5-.8z",
    "info": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.5h.01",
    "warn": "M12 4l9 16H3zM12 10v4.5M12 17.3h.01",
    "filter": "M4 6h16M7 12h10M10 18h4",
    "deal": "M3 8l4-2 5 2 5-2 4 2v8h-3l-5 4-7-5H3zM12 8l-3 4 2 1.5 4-2.5 4 4",
    "history": "M4 12a8 8 0 1 0 2.5-5.8M4 4v4h4M12 8v4l3 2",
    "eye": (
        "M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5S5 16.5 2.5 12z"
        "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z"
    ),
    "down": "M12 4v11M7 11l5 5 5-5M5 20h14",
    "up": "M12 20V9M7 13l5-5 5 5M5 4h14",
    "send": "M4 12l17-8-6 17-4-7z",
    "attach": "M18 11l-7 7a4 4 0 0 1-6-6l8-8a3 3 0 0 1 4 4l-8 8a1.2 1.2 0 0 1-2-2l6-6",
    "gear": (
        "M12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3"
        "M5.3 5.3l2.1 2.1M16.6 16.6l2.1 2.1M18.7 5.3l-2.1 2.1M7.4 16.6l-2.1 2.1"
    ),
    "pin": ("M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z"),
    "left": "M15 5l-7 7 7 7",
    "right": "M9 5l7 7-7 7",
    "book": "M4 5c3-1.5 6-1 8 1 2-2 5-2.5 8-1v14c-3-1.5-6-1-8 1-2-2-5-2.5-8-1zM12 6v14",
    "shield": "M12 3l8 3v6c0 5-3.5 8-8 9.5C7.5 20 4 17 4 12V6zM8.5 12l2.5 2.5 4.5-5",
    "link": (
        "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"
    ),
    "sun": (
        "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3"
        "l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4"
    ),
    "sort": "M7 4v16M3.5 16.5 7 20l3.5-3.5M14 6h7M14 11h5M14 16h3",
    "pause": "M8 5v14M16 5v14",
}


def sprite() -> str:
    """Return all icons as symbols of one file, used by ``<use href="...#name">``."""
    symbols = "".join(
        f'<symbol id="{name}" viewBox="0 0 24 24"><path d="{path}"/></symbol>'
        for name, path in ICONS.items()
    )
    return f'<svg xmlns="{XMLNS}">{symbols}</svg>'

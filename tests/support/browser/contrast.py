"""Settles by pixels the contrast of text that axe cannot judge: text over pictures and gradients.

The text is made transparent, the page photographed, and the worst background colour under each
piece of text (specks under 0.4 % of its box aside) held against the colour of the text.
"""

from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil, floor
from typing import Any

import numpy as np
from PIL import Image
from playwright.sync_api import FloatRect, Page

Colour = tuple[float, float, float]
"""Red, green, blue, 0 to 255."""

_SPECK = 0.004
_LARGE_PX, _LARGE_BOLD_PX, _BOLD = 24.0, 18.66, 700
_LEAST, _LEAST_LARGE = 4.5, 3.0

_UNDECIDED = """
(targets) => {
  const found = [];
  // The lines of its own text, not its box: a button's corners and marks are no background.
  const lines = (element) => {
    if (element.matches('input,textarea,select')) {
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const left = parseFloat(style.paddingLeft) + 2, top = parseFloat(style.paddingTop) + 2;
      return [new DOMRect(box.x + left, box.y + top, box.width - 2 * left, box.height - 2 * top)];
    }
    return [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim()).flatMap((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()];
    });
  };
  // What is cut off by a frame around it is not read.
  const visible = (element, box) => {
    let {left, top, right, bottom} = box;
    for (let up = element; up && up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (!/hidden|clip/.test(style.overflowX + style.overflowY)) continue;
      const frame = up.getBoundingClientRect();
      left = Math.max(left, frame.left); right = Math.min(right, frame.right);
      top = Math.max(top, frame.top); bottom = Math.min(bottom, frame.bottom);
    }
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  };
  const scrolledAway = (element, box) => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
      const frame = up.getBoundingClientRect();
      if (/auto|scroll/.test(getComputedStyle(up).overflowX) && (box.right > frame.right || box.left < frame.left)) return true;
    }
    return false;
  };
  for (const target of targets) {
    const element = document.querySelector(target);
    if (!element) continue;
    const style = getComputedStyle(element);
    const color = element instanceof SVGElement ? style.fill : style.color;
    for (const line of lines(element)) {
      const box = visible(element, line);
      if (box.width < 2 || box.height < 2 || scrolledAway(element, box)) continue;
      found.push({
        target, color,
        x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height,
        size: parseFloat(style.fontSize), weight: parseInt(style.fontWeight, 10),
      });
    }
  }
  return found;
}
"""

# A sheet made by script is not bound by the content security policy, a style element would be.
_WITHOUT_TEXT = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    *, ::placeholder { color: transparent !important; text-shadow: none !important; caret-color: transparent }
    text, tspan { fill: transparent !important }
  `);
  document.adoptedStyleSheets.push(sheet);
}
"""


@dataclass(frozen=True, slots=True)
class Faint:
    """A piece of text that does not stand out enough.

    Attributes:
        target: selector of its element.
        ratio: contrast against the worst background under it.
        least: what WCAG 2.2 asks for at this size (1.4.3).
    """

    target: str
    ratio: float
    least: float


def faint_texts(page: Page, targets: Sequence[str]) -> list[Faint]:
    """List text over pictures and gradients whose contrast is too low.

    Args:
        page: an open page.
        targets: selectors of the texts to judge, as `axe.check` leaves them undecided.
    """
    if not targets:
        return []
    texts: list[dict[str, Any]] = page.evaluate(_UNDECIDED, list(targets))
    if not texts:
        return []
    frame = _frame(texts)
    page.evaluate(_WITHOUT_TEXT)
    shot = _shot(page, frame)
    page.evaluate("() => document.adoptedStyleSheets.pop()")
    picture = Image.open(BytesIO(shot)).convert("RGB")
    for text in texts:
        text["x"], text["y"] = text["x"] - frame["x"], text["y"] - frame["y"]
    found = []
    for text in texts:
        ratio = _worst(picture, text)
        large = text["size"] >= _LARGE_PX or (
            text["size"] >= _LARGE_BOLD_PX and text["weight"] >= _BOLD
        )
        least = _LEAST_LARGE if large else _LEAST
        if ratio < least:
            found.append(Faint(text["target"], round(float(ratio), 2), least))
    return found


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two sRGB colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _frame(texts: Sequence[dict[str, Any]]) -> FloatRect:
    """Return the part of the page, in whole pixels, that holds all these texts."""
    left = max(0, floor(min(text["x"] for text in texts)))
    top = max(0, floor(min(text["y"] for text in texts)))
    right = ceil(max(text["x"] + text["width"] for text in texts))
    bottom = ceil(max(text["y"] + text["height"] for text in texts))
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def _shot(page: Page, frame: FloatRect) -> bytes:
    """Photograph a part of the page in a third of the time that Playwright's way takes."""
    debugger = page.context.new_cdp_session(page)
    try:
        answer = debugger.send(
            "Page.captureScreenshot",
            {
                "clip": {**frame, "scale": 1},
                "captureBeyondViewport": True,
                "optimizeForSpeed": True,
            },
        )
    finally:
        debugger.detach()
    return b64decode(answer["data"])


def _worst(picture: Image.Image, text: dict[str, Any]) -> float:
    x, y = int(text["x"]), int(text["y"])
    box = picture.crop((x, y, x + int(text["width"]), y + int(text["height"])))
    ink, area = _parsed(text["color"]), box.width * box.height
    pixels = np.asarray(box, dtype=np.uint32).reshape(-1, 3)
    # Sixteen steps a channel gather the shades of a gradient, so that specks are told from areas.
    steps = (pixels >> 4) @ np.array([256, 16, 1], dtype=np.uint32)
    ratios = [21.0]
    for step, count in zip(*np.unique(steps, return_counts=True), strict=True):
        if count > area * _SPECK:
            red, green, blue = pixels[steps == step].mean(axis=0)
            ratios.append(contrast(ink, (red, green, blue)))
    return min(ratios)


def _parsed(css: str) -> Colour:
    """Read the `rgb(r, g, b)` or `rgba(...)` that a browser computes."""
    parts = css[css.index("(") + 1 : css.index(")")].replace(",", " ").split()
    red, green, blue = (float(part) for part in parts[:3])
    return red, green, blue


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

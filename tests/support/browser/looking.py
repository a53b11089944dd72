"""What one sees on a page without reading it: cut letters, split names, words of another language."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from playwright.sync_api import Page

from marketplace.web.names import read_names

_ALLOWED: Final = """
line facebook qr pin otop gi sku unesco dasta csrf gps exif jpeg jpg png webp gpx ics atom heic
google chromium chrome firefox safari edge linux windows android iphone ipad macos apple
green destinations talat pasan sukhothai thai english openstreetmap wcag pdf mb kb km kg cm
api openapi octo utc rfc json etag link ratelimit retry after accept language if none match capabilities
get head options problem application cursor next lang code understood errors craft route
categories communities districts
en th iso ip agpl github html css wi fi rss sms top aa tab cbt stories headless headlesschrome
"""
ALLOWED_LATIN: Final = frozenset(_ALLOWED.split())
"""Latin words that stand on Thai pages, in small letters."""

_TEXTS = """
() => {
  const seen = [];
  const shown = (element) => element.checkVisibility({opacityProperty: true, visibilityProperty: true});
  const lang = (element) => element.closest('[lang]')?.lang ?? '';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const text = walker.currentNode.data.trim();
    if (text && shown(parent) && !parent.closest('script,style,template,textarea,code,.hash,[translate=no]'))
      seen.push([lang(parent), text]);
  }
  for (const name of ['alt', 'title', 'aria-label', 'placeholder'])
    for (const element of document.body.querySelectorAll(`[${name}]`))
      if (shown(element)) seen.push([lang(element), element.getAttribute(name)]);
  seen.push([document.documentElement.lang, document.title]);
  for (const meta of document.head.querySelectorAll('meta[name=description],meta[property="og:title"],meta[property="og:description"]'))
    seen.push([document.documentElement.lang, meta.content]);
  return seen;
}
"""

# A name may lie in one text node only: marks inside it come from the search, which keeps names.
_SPLIT = """
(names) => {
  // English names in the narrow tiles of the district map may use two lines.
  // A vowel or tone mark behind it: the name is only the beginning of another word.
  const pattern = new RegExp(`(?<![A-Za-z])(?:${names})(?![A-Za-z\\u0e31\\u0e33-\\u0e3a\\u0e47-\\u0e4e])`, 'g');
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.checkVisibility() || node.parentElement.closest('textarea,option,svg,.vh,.dmap:lang(en)')) continue;
    for (const match of node.data.matchAll(pattern)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const lines = [...range.getClientRects()].filter((box) => box.width > 0.5);
      if (lines.some((box) => Math.abs(box.top - lines[0].top) > box.height / 2))
        found.push(`${match[0]} in: ${node.data.trim().slice(0, 60)}`);
    }
  }
  return found;
}
"""

_CUT = """
() => {
  const found = [];
  const say = (why, element, text) => found.push(`${why}: ${element.tagName.toLowerCase()}.${element.className} “${text.trim().slice(0, 40)}”`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const wide = document.documentElement.clientWidth;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    if (parent.closest('.vh,svg,option,textarea,script,.skip')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
    let scrolls = false;
    for (let up = parent; up && up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (/auto|scroll/.test(style.overflowX)) { scrolls = true; break; }
      if (!/hidden|clip/.test(style.overflowX + style.overflowY)) continue;
      const frame = up.getBoundingClientRect();
      // Hidden on purpose, for screen readers.
      if (frame.width <= 2) { scrolls = true; break; }
      const across = boxes.some((box) => box.right > frame.right + 1.5 || box.left < frame.left - 1.5);
      const down = boxes.some((box) => box.bottom - box.height * .3 > frame.bottom || box.top + box.height * .3 < frame.top);
      if (across || down) { say(across ? 'cut at the side' : 'cut below', up, node.data); break; }
    }
    if (!scrolls && boxes.some((box) => box.right > wide + 1.5 || box.left < -1.5)) say('beyond the screen', parent, node.data);
    const button = !scrolls && parent.closest('.btn,.tag,.tool,.state,button.link,.days label,.dmap a,.figures > div,.chips a,.tabs a');
    if (button) {
      const frame = button.getBoundingClientRect();
      if (boxes.some((box) => box.right > frame.right + 1.5 || box.left < frame.left - 1.5)) say('sticks out', button, node.data);
    }
    for (const word of parent.closest('.hash,code,[translate=no]') ? [] : node.data.matchAll(/(?<![\\w.@])[A-Za-z]{2,}(?![\\w.-]*@)/g)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = [...range.getClientRects()].filter((box) => box.width > .5);
      if (lines.some((box) => Math.abs(box.top - lines[0].top) > box.height / 2)) say('broken within a word', parent, node.data);
    }
  }
  // The gap of a flex or grid container would stand in the middle of the sentence.
  for (const name of document.querySelectorAll('.nb'))
    if (/flex|grid/.test(getComputedStyle(name.parentElement).display) && name.parentElement.childNodes.length > 1)
      say('torn by a gap', name.parentElement, name.parentElement.textContent);
  for (const label of document.querySelectorAll('main svg text')) {
    const [frame, box] = [label.ownerSVGElement.getBoundingClientRect(), label.getBoundingClientRect()];
    if (box.width && (box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom))
      say('leaves its drawing', label.ownerSVGElement, label.textContent);
  }
  const pen = document.createElement('canvas').getContext('2d');
  for (const input of document.querySelectorAll('input[placeholder]')) {
    const style = getComputedStyle(input);
    pen.font = style.font;
    const room = input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    if (input.checkVisibility() && room > 0 && pen.measureText(input.placeholder).width > room)
      say('cut hint', input, input.placeholder);
  }
  return found;
}
"""

_THAI = re.compile(r"[\u0e00-\u0e7f]{2,}")
_LATIN = re.compile(r"[A-Za-z]{2,}")
# Addresses, file names and the like are no words of a language.
_ADDRESS = re.compile(r"\S*(?:@|://|www\.|\.(?:th|com|org|net|example)\b)\S*")


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of text of a page.

    Attributes:
        lang: of the nearest element that states one.
        text: visible, or said by a screen reader.
    """

    lang: str
    text: str


def texts(page: Page) -> list[Said]:
    """List what the page says: visible texts, alternative texts, labels, title, description."""
    return [Said(lang, text) for lang, text in page.evaluate(_TEXTS)]


def foreign_words(
    page: Page, language: Literal["th", "en"], people: Collection[str] = ()
) -> list[str]:
    """List what is neither in the page's language nor marked as being in another.

    On Thai pages, Latin words but those of `ALLOWED_LATIN` and addresses; on English pages, Thai.

    Args:
        page: an open page.
        language: the page's.
        people: names of persons, which stand as they were typed.
    """
    persons = re.compile("|".join(map(re.escape, people)) or "(?!)")
    found = []
    everything = texts(page)
    # Titles of listings stand marked on the page, and once more where no mark can be put.
    marked = "".join(said.text for said in everything if said.lang and said.lang != language)
    for said in everything:
        if said.lang and said.lang != language:
            continue
        text = persons.sub("", _ADDRESS.sub("", said.text))
        if language == "en":
            words = [word for word in _THAI.findall(text) if word not in marked]
        else:
            words = [w for w in _LATIN.findall(text) if w.lower() not in ALLOWED_LATIN]
        if words:
            found.append(f"{' '.join(words[:4])} in: {said.text[:70]}")
    return sorted(set(found))


def split_names(page: Page) -> list[str]:
    """List names of the gazetteer that break across two lines."""
    found: list[str] = page.evaluate(_SPLIT, _names())
    return found


def cut_texts(page: Page) -> list[str]:
    """List texts that are cut off, torn apart, stick out of their frame, or leave the screen."""
    found: list[str] = page.evaluate(_CUT)
    return found


def settle(page: Page) -> None:
    """Wait until fonts are there and the layout stands."""
    page.evaluate("() => document.fonts.ready.then(() => null)")


def next_frames(page: Page) -> None:
    """Wait until scripts that follow a change of size have followed it."""
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


@cache
def _names() -> str:
    return "|".join(map(re.escape, sorted(read_names(), key=len, reverse=True)))

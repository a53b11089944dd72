"""Templates: no inline code, no bare words, own folder only, one for each view."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, nodes

from tests.architecture.rules.tree import files, nodes_of, spot

# Mail programs read inline styles only, so mails are outside the content security policy.
_MAIL = re.compile(r"templates/notifications/(mail|email)")
_INLINE = re.compile(
    r"<style[\s>]|\sstyle\s*=|\son[a-z]+\s*=|javascript:|"
    r"<script(?![^>]*\ssrc\s*=)(?![^>]*type=\"application/(ld\+)?json\")",
    re.IGNORECASE,
)
_THAI = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]")
_GETTEXT = frozenset({"_", "gettext", "ngettext", "pgettext", "npgettext", "_l"})
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_DATA = re.compile(r"<script[^>]*>.*?</script>|<!DOCTYPE[^>]*>|<!--.*?-->|<\?xml[^>]*>", re.DOTALL)
# The language switch names the other language in that language and says so.
_DECLARED = re.compile(r"<(\w+)\b[^>]*\slang=\"(?:th|en)\"[^>]*>.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>|&[A-Za-z0-9#]+;")
_SPOKEN = re.compile(r"\s(?:alt|title|aria-label|placeholder)=\"([^\"]*)\"")
_WORD = re.compile(r"[A-Za-z]{2,}|[\u0e01-\u0e3a\u0e40-\u0e4e]+")
# Names that are the same in both languages.
_SAME_IN_BOTH = frozenset(
    {
        "LINE", "Facebook", "QR", "OTOP", "PIN", "GI", "GPX", "ICS", "PDF", "UNESCO",
    }
)  # fmt: skip
_EXPRESSION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_NAMED = re.compile(
    r"\bpick\((?:[^\"()]*,\s*)?\"(name|title|maker|community|district|organisation|place)\""
)
# Kept whole here, or handed to a macro, which keeps it whole itself.
_KEPT = re.compile(
    r"\|\s*th\b|^\s*(?:[a-z_]+\.)?(?!(?:_|gettext|ngettext|pgettext|pick)\()[a-z_]+\("
)
# Where no span can stand, or no line breaks: attributes, and the text of these.
_PLAIN_TEXT = re.compile(
    r"<(title|option|textarea|script|text)\b[^>]*>(?:(?!</\1).)*$|"
    r"\{%-?\s*block\s+(?:title|description|head)\b(?:(?!endblock).)*$",
    re.DOTALL,
)
_SHARED = ("_layouts", "_ui")


def inline_code(root: Path) -> list[str]:
    """List inline scripts, styles and event handlers, which the security policy forbids."""
    faults = []
    for path in _pages(root):
        text = path.read_text(encoding="utf-8")
        for found in _INLINE.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            faults.append(spot(root, path, line, f"inline code: {found[0].strip()}"))
    return faults


def bare_words(root: Path) -> list[str]:
    """List Thai or English words that stand in a template outside the translation functions."""
    faults = []
    for path in _pages(root, ".html"):
        tree = _parse(path)
        wrapped = {id(leaf) for call in _gettext_calls(tree) for leaf in call.find_all(nodes.Const)}
        for const in tree.find_all(nodes.Const):
            spoken = isinstance(const.value, str) and _THAI.search(const.value)
            if spoken and id(const) not in wrapped and const.value not in _SAME_IN_BOTH:
                faults.append(spot(root, path, const.lineno, f"untranslated: {const.value}"))
        text = path.read_text(encoding="utf-8")
        faults += [spot(root, path, line, f"untranslated: {word}") for line, word in _spoken(text)]
    return faults


def breaking_names(root: Path) -> list[str]:
    """List names of places, makers and listings printed without `|th`, which keeps them whole."""
    faults = []
    for path in _pages(root, ".html"):
        text = path.read_text(encoding="utf-8")
        for found in _EXPRESSION.finditer(text):
            if _NAMED.search(found[1]) and not _KEPT.search(found[1]):
                before = text[: found.start()]
                if not _in_tag(before) and not _PLAIN_TEXT.search(before):
                    line = before.count("\n") + 1
                    faults.append(spot(root, path, line, f"without |th: {found[1].strip()}"))
    return faults


def silent_ends(root: Path) -> list[str]:
    """List paged lists that do not say so when they are asked for a page behind the last one."""
    return [
        spot(root, path, 1, "a pager without feedback.past_end")
        for path in _pages(root, ".html")
        if "_ui.pager(" in (text := path.read_text(encoding="utf-8"))
        and "feedback.past_end(" not in text
        # The desk's views stay within the pages there are.
        and path.parent.name != "selling"
    ]


def foreign_templates(root: Path) -> list[str]:
    """List templates that extend, import or include outside their own folder and the shared ones."""
    faults = []
    for path in _pages(root):
        folder = path.relative_to(root / "templates").parts[0]
        kinds = (nodes.Extends, nodes.Import, nodes.FromImport, nodes.Include)
        for node in _parse(path).find_all(kinds):
            target = node.template
            if isinstance(target, nodes.Const) and isinstance(target.value, str):
                used = target.value.split("/")[0]
                if used not in (*_SHARED, folder):
                    faults.append(spot(root, path, node.lineno, f"uses {target.value}"))
    return faults


DESKS = {"listings": ("selling/",)}
"""Rooms with a second face: the seller's desk is the listings room seen from behind."""


def unmirrored(root: Path) -> list[str]:
    """List templates nobody renders, and views that render another room's template.

    A page is named after its view, or the view names it (what follows a form: `sign_up_sent`).
    """
    faults = []
    for room in sorted(path.name for path in (root / "templates").glob("[a-z]*") if path.is_dir()):
        modules = list(files(root, ".py", under=(f"marketplace/{room}/views.py",)))
        modules += list(files(root, ".py", under=(f"marketplace/{room}/views",)))
        if not modules:
            continue
        views, rendered = _views_of(modules)
        faults += [
            f"marketplace/{room}/views: renders {name}"
            for name in sorted(rendered)
            if not name.startswith((f"{room}/", "/", *DESKS.get(room, ())))  # "/": an address
        ]
        for page in files(root, ".html", under=(f"templates/{room}",)):
            name = page.relative_to(root / "templates" / room).with_suffix("").as_posix()
            known = name in views or f"{room}/{name}.html" in rendered
            if not page.name.startswith("_") and not known:
                faults.append(spot(root, page, 1, f"no view of {room} is called so or renders it"))
    return faults


def _pages(root: Path, *suffixes: str) -> Iterator[Path]:
    for path in files(root, *(suffixes or (".html", ".xml")), under=("templates",)):
        if not _MAIL.search(path.as_posix()):
            yield path


def _parse(path: Path) -> nodes.Template:
    environment = Environment(autoescape=True, extensions=["jinja2.ext.do"])
    return environment.parse(path.read_text(encoding="utf-8"))


def _gettext_calls(tree: nodes.Template) -> Iterator[nodes.Call]:
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in _GETTEXT:
            yield call


def _spoken(template: str) -> Iterator[tuple[int, str]]:
    """Yield the words a reader would see or hear that stand in the markup itself."""

    def blank(found: re.Match[str]) -> str:
        return "\n" * found[0].count("\n") or " "

    markup = _DECLARED.sub(blank, _DATA.sub(blank, _JINJA.sub(blank, template)))
    for attribute in _SPOKEN.finditer(markup):
        yield from _words(attribute[1], markup.count("\n", 0, attribute.start()) + 1)
    yield from _words(_TAG.sub(blank, markup), 1)


def _in_tag(before: str) -> bool:
    markup = _JINJA.sub("", before)
    return markup.rfind("<") > markup.rfind(">")


def _words(text: str, first_line: int) -> Iterator[tuple[int, str]]:
    for found in _WORD.finditer(text):
        if found[0] not in _SAME_IN_BOTH:
            yield first_line + text.count("\n", 0, found.start()), found[0]


def _views_of(modules: list[Path]) -> tuple[set[str], set[str]]:
    views: set[str] = set()
    rendered: set[str] = set()
    for module in modules:
        for node in nodes_of(module):
            if isinstance(node, ast.FunctionDef):
                views.add(node.name)
            elif isinstance(node, ast.Constant) and str(node.value).endswith((".html", ".xml")):
                rendered.add(str(node.value))
    return views, rendered

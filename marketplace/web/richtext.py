"""Long texts people write, in a small Markdown: paragraphs, lists, headings, links, emphasis.

The text is parsed without raw HTML and cleaned once more, so that nothing but the tags listed
here can ever reach a page.
"""

from functools import lru_cache
from typing import Final

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

from marketplace.web.i18n import current_lang
from marketplace.web.names import keep_names

_TAGS: Final = {"p", "ul", "ol", "li", "h2", "h3", "h4", "em", "strong", "a", "br", "blockquote"}
_TAGS_SHORT: Final = {"p", "ul", "ol", "li", "em", "strong", "br"}
_SCHEMES: Final = {"https", "http", "mailto", "tel"}
_LOWERED: Final = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h4", "h5": "h4", "h6": "h4"}


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "breaks": True})
    parser.enable(
        ["heading", "list", "blockquote", "emphasis", "link", "newline", "escape", "backticks"]
    )
    parser.disable("backticks")
    return parser


_MARKDOWN: Final = _parser()


def markdown(text: str, *, links: bool = True) -> Markup:
    """Return text as clean HTML.

    Headings go one level down, because the page has its own ``h1``.

    Args:
        text: Markdown as typed; HTML in it is shown as text.
        links: False drops links, for texts that must hold no contact channel.
    """
    return _kept(text, current_lang(), links=links)


@lru_cache(maxsize=512)
def _kept(text: str, _lang: str, *, links: bool) -> Markup:
    """Draw a text; names in it are marked for the language of the page."""
    tokens = _MARKDOWN.parse(text)
    for token in tokens:
        token.tag = _LOWERED.get(token.tag, token.tag) if "heading" in token.type else token.tag
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    clean = nh3.clean(
        html,
        tags=_TAGS if links else _TAGS_SHORT,
        attributes={"*": set(), "a": {"href"}} if links else {"*": set()},
        url_schemes=_SCHEMES,
        link_rel="nofollow noopener noreferrer",
    )
    return keep_names(Markup(clean))  # noqa: S704 - nh3 has just cleaned it

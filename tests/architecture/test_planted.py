"""Each rule catches a breach planted for it, and lets the right form pass."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.rules import sizes, source, templates, words
from tests.architecture.test_house import RULES

Rule = Callable[[Path], list[str]]

_LONG = "x = 1\n" * 401
_EXCUSED = '"""Longer than 400 lines because it is a table."""\n' + _LONG
_DOCUMENTED = 'def act():\n    """' + "Says much.\n" * 50 + '    """\n    return 1\n'
_PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "ลงรายการใหม่"\nmsgstr "%s"\n'
_CATALOGUE = "marketplace/translations/en/listings.po"
_HASH = "--hash=sha256:" + "0" * 64
_MARK = "TO" + "DO"

# rule, file, a text that breaks it, a text that keeps it
CASES: tuple[tuple[Rule, str, str, str], ...] = (
    (sizes.long_files, "models/a.py", _LONG, _EXCUSED),
    (
        sizes.long_functions,
        "models/a.py",
        "def act():\n" + "    x = 1\n" * 40,
        _DOCUMENTED,
    ),
    (
        source.commits,
        "marketplace/listings/actions.py",
        "def act(session):\n    session.commit()\n",
        "def act(session):\n    session.flush()\n",
    ),
    (
        source.environment_reads,
        "marketplace/app.py",
        "import os\nport = os.environ['PORT']\n",
        "def make(settings):\n    return settings.port\n",
    ),
    (
        source.foreign_doors,
        "marketplace/moderation/views.py",
        "from marketplace.listings.forms import CraftForm\n",
        "from marketplace.listings.queries import listing\n",
    ),
    (source.settings_imports, "config.py", "from flask import Flask\n", "import os\n"),
    (
        source.unexplained_silence,
        "models/a.py",
        "x = 1  # " + "noqa: F401\n",
        "x = 1  # " + "noqa: F401 - kept for its effect\n",
    ),
    (
        source.web_imports,
        "marketplace/listings/actions.py",
        "from flask import g\n",
        "from sqlalchemy import select\n",
    ),
    (
        templates.bare_words,
        "templates/listings/show.html",
        "<h1>Welcome</h1>",
        '<h1>{{ _("ลงรายการใหม่") }}</h1>',
    ),
    (
        templates.bare_words,
        "templates/listings/show.html",
        '<h1>{{ heading or "ลงรายการใหม่" }}</h1>',
        '<h1>{{ heading or _("ลงรายการใหม่") }}</h1>',
    ),
    (
        templates.bare_words,
        "templates/listings/show.html",
        '<img alt="A loom" src="{{ url }}">',
        '<img alt="{{ alt }}" src="{{ url }}">',
    ),
    (
        templates.breaking_names,
        "templates/listings/show.html",
        '<p>{{ pick(village, "name") }}</p>',
        '<p title="{{ pick(village, "name") }}">{{ pick(village, "name")|th }}</p>',
    ),
    (
        templates.foreign_templates,
        "templates/listings/show.html",
        '{% include "office/_row.html" %}',
        '{% extends "_layouts/public.html" %}{% include "listings/_card.html" %}',
    ),
    (
        templates.inline_code,
        "templates/listings/show.html",
        '<p style="color: red">x</p>',
        '<p class="warning">x</p>',
    ),
    (
        templates.inline_code,
        "templates/listings/show.html",
        "<script>alert(1)</script>",
        '<script type="application/ld+json">{{ data }}</script><script src="{{ url }}"></script>',
    ),
    (
        templates.silent_ends,
        "templates/listings/list.html",
        "{{ nav_ui.pager(page, pages, href) }}",
        "{{ nav_ui.pager(page, pages, href) }}{{ feedback.past_end(href(1)) }}",
    ),
    (
        words.loose_requirements,
        "requirements.txt",
        f"flask>=3 {_HASH}\n",
        f"flask==3.1.3 {_HASH}\n",
    ),
    (
        words.loose_requirements,
        "requirements.txt",
        "--index-url https://example.org/simple\n",
        f"# locked\nflask==3.1.3 \\\n    {_HASH}\n",
    ),
    (
        words.cited_elsewhere,
        "models/a.py",
        f'"""See {"VOI" + "CE"}.md, section 3."""\n',
        '"""A paused listing may be opened."""\n',
    ),
    (words.unfinished, "models/a.py", f"# {_MARK}: mend\n", "# Mended.\n"),
    (words.untranslated, _CATALOGUE, _PO % "", _PO % "New listing"),
    (words.untranslated, _CATALOGUE, _PO % "ลงรายการ", _PO % "New listing"),
)


@pytest.mark.parametrize(("rule", "name", "breach", "right"), CASES)
def test_a_planted_breach_is_found(
    tmp_path: Path, rule: Rule, name: str, breach: str, right: str
) -> None:
    for lock in ("requirements.txt", "requirements-dev.txt"):
        _write(tmp_path / lock, "")
    file = tmp_path / name

    _write(file, breach)
    assert rule(tmp_path)

    _write(file, right)
    assert rule(tmp_path) == []


def test_a_template_without_a_view_is_found(tmp_path: Path) -> None:
    _write(tmp_path / "templates/listings/show.html", "x")
    _write(tmp_path / "templates/listings/_card.html", "x")
    views = tmp_path / "marketplace/listings/views.py"

    _write(views, "def mine():\n    return render('office/home.html')\n")
    assert len(templates.unmirrored(tmp_path)) == 2

    _write(views, "def show():\n    return render('listings/show.html')\n")
    assert templates.unmirrored(tmp_path) == []


def test_every_rule_has_a_planted_breach() -> None:
    planted = {case[0] for case in CASES} | {templates.unmirrored}

    assert planted == set(RULES)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")

"""The project held to its law. What each rule catches is shown in test_planted.py."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.orm import configure_mappers

from models import Base
from tests.architecture.rules import sizes, source, templates, words

ROOT = Path(__file__).resolve().parents[2]

RULES: tuple[Callable[[Path], list[str]], ...] = (
    sizes.long_files,
    sizes.long_functions,
    source.commits,
    source.environment_reads,
    source.foreign_doors,
    source.settings_imports,
    source.unexplained_silence,
    source.web_imports,
    templates.bare_words,
    templates.breaking_names,
    templates.foreign_templates,
    templates.inline_code,
    templates.silent_ends,
    templates.unmirrored,
    words.loose_requirements,
    words.unfinished,
    words.cited_elsewhere,
    words.untranslated,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule: Callable[[Path], list[str]]) -> None:
    faults = rule(ROOT)

    assert not faults, "\n" + "\n".join(faults)


def test_imports_point_downward() -> None:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    result = subprocess.run(
        [sys.executable, "-c", program, "--no-logo"], cwd=ROOT, env={"PYTHONPATH": str(ROOT)},
        check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip

    assert result.returncode == 0, result.stdout + result.stderr


def test_no_relationship_is_loaded_behind_ones_back() -> None:
    configure_mappers()
    eager = [
        f"{mapper.class_.__name__}.{relationship.key}"
        for mapper in Base.registry.mappers
        for relationship in mapper.relationships
        if relationship.lazy not in {"raise", "raise_on_sql", "noload", "write_only"}
    ]

    assert eager == []

"""Makes applications faster to build, of which the suite builds one for almost every test.

Werkzeug writes and compiles two small functions for each of our hundred routes, every time anew:
half of what an application costs. The functions depend on the rule's text alone (they are bound to
the rule afterwards), so they are kept for the whole run.
"""

from collections.abc import Callable

from werkzeug.routing import Rule

_kept: dict[tuple[object, ...], Callable[..., tuple[str, str]]] = {}


def install() -> None:
    """Keep what Werkzeug compiles; once is enough."""
    compile_builder = Rule._compile_builder
    if getattr(compile_builder, "keeps", False):
        return

    def kept(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        # Defaults are written into the function; a rule that has some is compiled as ever.
        if rule.defaults:
            return compile_builder(rule, append_unknown)
        key = (tuple(rule._trace), append_unknown)
        if key not in _kept:
            _kept[key] = compile_builder(rule, append_unknown)
        return _kept[key]

    kept.keeps = True  # type: ignore[attr-defined]  # a mark on our own function
    setattr(Rule, "_compile_builder", kept)  # noqa: B010 - mypy refuses the plain assignment

"""Makes applications faster to build, of which the suite builds one for almost every test.

For each of our hundred routes Werkzeug reads the rule and compiles two small functions, every time
anew: two thirds of what an application costs. What comes out depends on the rule alone, so a rule
that was made once is used in the maps of all later applications.
"""

from operator import attrgetter
from typing import Any

from werkzeug.routing import Map, Rule
from werkzeug.routing.rules import RuleFactory

_of_rule = attrgetter(
    "rule", "endpoint", "subdomain", "host", "build_only", "alias", "strict_slashes", "merge_slashes",
    "redirect_to", "websocket",
)  # fmt: skip
_of_map = attrgetter("default_subdomain", "strict_slashes", "merge_slashes", "host_matching")
_kept: dict[tuple[Any, ...], Rule] = {}


def install() -> None:
    """Keep what Werkzeug compiles; once is enough."""
    add = Map.add
    if getattr(add, "keeps", False):
        return

    def kept(self: Map, factory: RuleFactory) -> None:
        # Flask adds bare rules; whatever else makes rules is left to Werkzeug.
        if type(factory) is not Rule:
            add(self, factory)
            return
        methods = None if factory.methods is None else frozenset(factory.methods)
        options = getattr(factory, "provide_automatic_options", None)
        key = (_of_rule(factory), methods, repr(factory.defaults), options, _settings(self))
        rule = _kept.get(key)
        if rule is None:
            add(self, factory)
            _kept[key] = factory
            return
        # As `Map.add` does, but for binding, which was done to another map with the same settings.
        if not rule.build_only:
            self._matcher.add(rule)
        self._rules_by_endpoint.setdefault(rule.endpoint, []).append(rule)
        self._remap = True

    kept.keeps = True  # type: ignore[attr-defined]  # a mark on our own function
    setattr(Map, "add", kept)  # noqa: B010 - mypy refuses the plain assignment


def _settings(rules: Map) -> tuple[Any, ...]:
    """Return what a map decides of its rules; it is asked before the first of them and kept."""
    kept: tuple[Any, ...] | None = vars(rules).get("settings_of_rules")
    if kept is None:
        kept = (_of_map(rules), *rules.converters.values())
        setattr(rules, "settings_of_rules", kept)  # noqa: B010 - a mark of ours
    return kept

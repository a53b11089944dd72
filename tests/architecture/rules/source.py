"""Who may do what in the product's Python."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.architecture.rules.tree import PRODUCT, files, nodes_of, spot

_WEB_LIBRARIES = frozenset(
    {"flask", "werkzeug", "flask_login", "flask_wtf", "flask_babel", "flask_compress", "whitenoise"}
)
_WEB_PLACES = re.compile(
    r"^(wsgi\.py|marketplace/(app|db)\.py|marketplace/(app|cli|web)/|"
    r"marketplace/[a-z_]+/views(\.py|/))"
)
# Who may read the environment: the settings, and the two doors that hand it to them. The folder of
# figures shared between processes is a variable of the Prometheus client itself.
_ENVIRONMENT_PLACES = re.compile(
    r"^(config\.py|wsgi\.py|marketplace/cli/|marketplace/(__main__|household)\.py"
    r"|marketplace/web/(health|server)\.py)"
)
_FOREIGN = re.compile(r"^marketplace\.([a-z_]+)\.(views|forms)(\.|$)")
_NOQA = re.compile(r"#\s*(noqa|type:\s*ignore)(?P<rest>.*)$")
_REASONED = re.compile(r"^(:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*|\[[a-z-]+(,\s*[a-z-]+)*\])\s+[-#(]\s*\S")
_CODED = re.compile(r"^(:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*|\[[a-z-]+(,\s*[a-z-]+)*\])")


def commits(root: Path) -> list[str]:
    """List `.commit()` calls outside marketplace/db.py: `transaction()` is the only commit.

    The search index has writers of its own (`search.commit()`), which know no database.
    """
    faults = []
    for path, nodes in _modules(root):
        if _inside(root, path) == "marketplace/db.py" or "search_index" in path.parts:
            continue
        for node in nodes:
            target = node.func if isinstance(node, ast.Call) else None
            if not isinstance(target, ast.Attribute) or target.attr != "commit":
                continue
            if not ast.unparse(target.value).endswith("search"):
                faults.append(spot(root, path, node.lineno, "commits; use transaction()"))
    return faults


def web_imports(root: Path) -> list[str]:
    """List imports of the web libraries outside app, cli, db, web and views."""
    faults = []
    for path, nodes in _modules(root):
        if _WEB_PLACES.match(_inside(root, path)):
            continue
        for line, module in _imports(nodes):
            if module.split(".")[0] in _WEB_LIBRARIES:
                faults.append(spot(root, path, line, f"imports {module}"))
    return faults


def foreign_doors(root: Path) -> list[str]:
    """List imports of another room's views or forms; `app` alone gathers the views."""
    faults = []
    for path, nodes in _modules(root):
        here = _inside(root, path)
        if here.startswith(("marketplace/app", "wsgi.py")):
            continue
        for line, module in _imports(nodes):
            found = _FOREIGN.match(module)
            if found and not here.startswith(f"marketplace/{found[1]}/") and found[1] != "web":
                faults.append(spot(root, path, line, f"imports {module} of another room"))
    return faults


def settings_imports(root: Path) -> list[str]:
    """List what the settings import of the house or of the web: they stand below both."""
    upper = _WEB_LIBRARIES | {"models", "search_index", "marketplace", "tests"}
    return [
        spot(root, path, line, f"imports {module}")
        for path, nodes in _modules(root)
        if _inside(root, path).startswith("config")
        for line, module in _imports(nodes)
        if module.split(".")[0] in upper
    ]


def environment_reads(root: Path) -> list[str]:
    """List reads of the environment outside the settings and the doors that hand it in."""
    faults = []
    for path, nodes in _modules(root):
        if _ENVIRONMENT_PLACES.match(_inside(root, path)):
            continue
        faults += [
            spot(root, path, node.lineno, "reads the environment")
            for node in nodes
            if isinstance(node, ast.Attribute)
            and node.attr in {"environ", "getenv"}
            and ast.unparse(node.value) == "os"
        ]
    return faults


def unexplained_silence(root: Path) -> list[str]:
    """List `noqa` and `type: ignore` comments without code or reason.

    The reason follows the code, or stands as a comment on the line above.
    """
    faults = []
    for path in files(root, ".py"):
        above = ""
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            found = _NOQA.search(text)
            form = _CODED if above.lstrip().startswith("#") else _REASONED
            if found and not form.match(found["rest"]):
                faults.append(spot(root, path, number, f"give code and reason: {found[0]}"))
            above = text
    return faults


def _modules(root: Path) -> Iterator[tuple[Path, tuple[ast.AST, ...]]]:
    for path in files(root, ".py", under=PRODUCT):
        yield path, nodes_of(path)


def _imports(nodes: Iterable[ast.AST]) -> Iterator[tuple[int, str]]:
    for node in nodes:
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            for name in node.names:
                yield node.lineno, f"{node.module}.{name.name}"


def _inside(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()

"""Static files: built once, named by content, refused when they would break."""

import gzip
import json
import re
from pathlib import Path

import brotli
import pytest

from marketplace.photos.tint import TINTS
from marketplace.web import assets
from marketplace.web.assets import SOURCES, AssetError, asset, build, css, is_immutable, modules

SITE_LIMIT = 10 * 1024
PAGE_LIMIT = 2 * 1024


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    build(SOURCES, out)
    return out


def names(out: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads((out / "manifest.json").read_text("utf-8"))["files"]
    return found


def small_sources(tmp_path: Path) -> Path:
    for folder in ("css/ui", "css/pages", "js", "img"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "css/base.css").write_text("@layer tokens;a { color: red; }")
    (tmp_path / "css/tokens.css").write_text(":root { --a: #fff; }")
    return tmp_path


def test_every_file_is_served_plain_and_compressed(built: Path) -> None:
    for name in names(built).values():
        content = (built / name).read_bytes()
        if name.endswith((".css", ".js", ".svg")) and len(content) > 200:
            assert gzip.decompress((built / f"{name}.gz").read_bytes()) == content
            assert brotli.decompress((built / f"{name}.br").read_bytes()) == content


def test_a_second_build_writes_nothing(built: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*")}
    report = build(SOURCES, built)
    assert not report.changed
    assert report.seconds < 0.5
    assert before == {path: path.stat().st_mtime_ns for path in built.rglob("*")}


def test_weights_stay_within_the_budget(built: Path) -> None:
    for logical, name in names(built).items():
        if logical.startswith("css/"):
            limit = SITE_LIMIT if logical == "css/site.css" else PAGE_LIMIT
            assert len(gzip.compress((built / name).read_bytes(), 9)) <= limit, logical
        if logical.startswith("fonts/"):
            assert (built / name).stat().st_size < 17_000


def test_no_address_points_nowhere(built: Path) -> None:
    files = names(built)
    for name in files.values():
        if name.endswith((".css", ".js")):
            text = (built / name).read_text("utf-8")
            for address in re.findall(r"/static/([\w./-]+)", text):
                assert (built / address).is_file(), (name, address)
            assert "url(../" not in text
            assert 'from "./' not in text and 'import("./' not in text


def test_all_tints_have_a_class(built: Path) -> None:
    text = (built / names(built)["css/site.css"]).read_text("utf-8")
    assert all(f".tint-{number}{{" in text for number in range(len(TINTS)))


def test_names_follow_the_content_and_old_files_go(tmp_path: Path) -> None:
    source, out = small_sources(tmp_path / "static"), tmp_path / "dist"
    build(source, out)
    first = names(out)["css/site.css"]
    (source / "css/base.css").write_text("@layer tokens;a { color: blue; }")
    assert build(source, out).changed
    second = names(out)["css/site.css"]
    assert first != second
    assert not (out / first).exists()
    assert (out / second).exists()


def test_a_lost_file_is_built_again(tmp_path: Path) -> None:
    source, out = small_sources(tmp_path / "static"), tmp_path / "dist"
    build(source, out)
    lost = out / names(out)["css/site.css"]
    lost.unlink()
    assert build(source, out).changed
    assert lost.exists()


@pytest.mark.parametrize(
    "rule",
    [
        ".a :is(b, c) { color: red; }",
        ".form :focus-visible { color: red; }",
        "* :hover { top: 0; }",
    ],
)
def test_selectors_that_the_minifier_breaks_are_refused(tmp_path: Path, rule: str) -> None:
    source = small_sources(tmp_path)
    (source / "css/ui/card.css").write_text(rule)
    with pytest.raises(AssetError, match=r"card\.css"):
        css.style_sheets(source / "css")


@pytest.mark.parametrize(
    "rule",
    [
        ".a *:focus-visible { color: red; }",
        ":is(a, b).c { top: 0; }",
        "/* .a :is(b) */ a { color: red; }",
        "a { color: red; inset-inline: 0; }",
    ],
)
def test_other_selectors_pass(tmp_path: Path, rule: str) -> None:
    source = small_sources(tmp_path)
    (source / "css/ui/card.css").write_text(rule)
    assert "css/site.css" in css.style_sheets(source / "css")


def test_a_picture_that_is_not_there_is_refused(tmp_path: Path) -> None:
    source = small_sources(tmp_path / "static")
    (source / "css/pages/home.css").write_text("a { background: url(../img/none.svg); }")
    with pytest.raises(AssetError, match=r"img/none\.svg"):
        build(source, tmp_path / "dist")


def test_modules_are_named_after_what_they_import() -> None:
    texts = {"js/a.js": 'import { b } from "./b.js"; import("./sub/c.js");', "js/b.js": "",
             "js/sub/c.js": 'import x from "../b.js";'}  # fmt: skip
    order = modules.in_order(texts)
    assert order.index("js/b.js") < order.index("js/sub/c.js") < order.index("js/a.js")
    assert modules.with_addresses("js/a.js", texts["js/a.js"], "/static/{}?".format) == (
        'import { b } from "/static/js/b.js?"; import("/static/js/sub/c.js?");'
    )


def test_circles_and_missing_modules_are_refused() -> None:
    with pytest.raises(AssetError, match="circle"):
        modules.in_order({"js/a.js": 'import "./b.js"', "js/b.js": 'import "./a.js"'})
    with pytest.raises(AssetError, match=r"js/none\.js"):
        modules.in_order({"js/a.js": 'import "./none.js"'})


def test_asset_reads_the_manifest(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "DIST", built)
    assets.forget_manifest()
    try:
        address = asset("css/site.css")
        assert re.fullmatch(r"/static/css/site\.[0-9a-f]{10}\.css", address)
        assert is_immutable("", address)
        with pytest.raises(AssetError, match="none"):
            asset("css/none.css")
    finally:
        assets.forget_manifest()


def test_asset_names_files_before_the_first_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "DIST", tmp_path)
    assets.forget_manifest()
    try:
        assert asset("css/site.css") == "/static/css/site.css"
        assert not is_immutable("", "/static/css/site.css")
    finally:
        assets.forget_manifest()

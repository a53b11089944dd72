"""The description holds: it is valid, complete, and every answer is as it says."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from sqlalchemy.orm import Session

from marketplace.api.operations import OPERATIONS
from marketplace.events import record
from marketplace.facts import CatalogueRebuilt
from tests.factories.listings import make_craft, make_route
from tests.factories.sequence import NOW
from tests.support.clients import HouseClient

Data = dict[str, Any]


ROUTE = "0123456789ab"


def document(client: HouseClient, lang: str = "en") -> Data:
    found: Data = client.get(f"/api/v1/openapi.json?lang={lang}").json or {}
    return found


def fits(described: Data, schema: Data, value: Any) -> bool:
    validator = Draft202012Validator(schema | {"components": described["components"]})
    faults = [
        f"{'/'.join(map(str, error.path))}: {error.message}"
        for error in validator.iter_errors(value)
    ]
    assert not faults, faults[:5]
    return True


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_description_is_an_openapi_document(client: HouseClient, lang: str) -> None:
    described = document(client, lang)

    assert described["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(described).validate()
    assert described["info"]["title"] == ("API ของตลาดปสาน" if lang == "th" else "Talat Pasan API")


def test_every_route_of_the_api_is_described(app: Flask, client: HouseClient) -> None:
    routes = {
        rule.rule.replace("<", "{").replace(">", "}")
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(("/api/", "/octo/")) and not rule.rule.endswith("openapi.json")
    }

    assert routes == set(document(client)["paths"])


@pytest.fixture
def stocked(session: Session, drain_outbox: Callable[[], int]) -> None:
    make_craft(session, slug="tin-chok-skirt")
    make_route(session, slug="na-ton-chan-ride", public_id=ROUTE)
    record(session, CatalogueRebuilt(reason="test"), None, NOW)
    drain_outbox()


def asked(described: Data) -> Iterator[tuple[str, str, Data]]:
    """Yield (path as described, address, operation), for crafts and for routes."""
    for path, item in described["paths"].items():
        parts = ("tin-chok-skirt", "na-ton-chan-ride") if "{slug}" in path else (ROUTE,)
        for part in parts if "{" in path else ("",):
            yield path, path.partition("{")[0] + part, item["get"]


@pytest.mark.usefixtures("stocked")
def test_every_answer_is_as_described(client: HouseClient) -> None:
    described = document(client)

    asked_for = [
        (address, operation, headers)
        for _path, address, operation in asked(described)
        for headers in ({}, {"Octo-Capabilities": "octo/content,octo/pricing"})
    ]
    for address, operation, headers in asked_for:
        answer = client.get(address, headers=headers)
        assert answer.status_code == 200, (address, answer.text)
        content = operation["responses"][str(answer.status_code)]["content"]
        assert fits(described, content[answer.mimetype]["schema"], answer.json)
        assert set(operation["responses"]["200"]["headers"]) - {"Link"} <= set(
            answer.headers.keys()
        )


@pytest.mark.usefixtures("stocked")
def test_every_parameter_is_read_as_its_example_and_default_say(client: HouseClient) -> None:
    described = document(client)

    for path, address, operation in asked(described):
        for parameter in operation["parameters"]:
            schema = parameter["schema"]
            for value in (parameter.get("example"), schema.get("default")):
                if value is None or parameter["in"] != "query" or parameter["name"] == "cursor":
                    continue
                assert fits(described, schema, value)
                joined = ",".join(map(str, value)) if isinstance(value, list) else value
                answer = client.get(address, query_string={parameter["name"]: joined})
                assert answer.status_code == 200, (path, parameter["name"], answer.text)


def test_a_refusal_is_as_described(client: HouseClient) -> None:
    described = document(client)

    for operation in OPERATIONS:
        responses = described["paths"][operation.path]["get"]["responses"]
        wrong = f"{operation.path.partition('{')[0]}{'nothing' if '{' in operation.path else ''}"
        wrong += f"?{operation.parameters[-1].name}=%22" if operation.parameters else ""
        answer = client.get(wrong)
        if not operation.parameters and "{" not in operation.path:
            assert answer.status_code == 200  # nothing about it can be wrong
            continue
        assert answer.status_code in {400, 404, 422}
        told = responses[str(answer.status_code)]["content"]
        assert fits(described, told[answer.mimetype]["schema"], answer.json)

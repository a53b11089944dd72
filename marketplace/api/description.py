"""The description of the API as an OpenAPI 3.1 document, made from the table of operations."""

from collections.abc import Iterable, Mapping, Sequence
from inspect import cleandoc
from re import findall
from typing import Any, Final

import msgspec

from marketplace.api.answers import Problem
from marketplace.api.labels import HEADERS, REFUSALS, about_api
from marketplace.api.octo_answers import OctoError
from marketplace.api.operations import OPERATIONS, VERSION, Operation
from marketplace.api.shapes import Parameter
from marketplace.web.i18n import LazyText

_REF: Final = "#/components/schemas/{name}"
_NOT_MODIFIED: Final = 304
_PROBLEM: Final = "application/problem+json"
Data = dict[str, Any]


def describe(base_url: str) -> Data:
    """Return the document, its sentences in the language of the request.

    Args:
        base_url: of the house, without a slash at its end.
    """
    title, summary, terms = about_api()
    answers = [operation.answer for operation in OPERATIONS]
    refs, schemas = msgspec.json.schema_components(
        [*answers, Problem, OctoError], ref_template=_REF
    )
    paths = {
        operation.path: {"get": _operation(operation, answer)}
        for operation, answer in zip(OPERATIONS, refs, strict=False)
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "summary": summary,
            "description": terms,
            "version": VERSION,
            "termsOfService": f"{base_url}/terms",
        },
        "servers": [{"url": base_url}],
        "externalDocs": {"url": f"{base_url}/developers"},
        "paths": paths,
        "components": {"schemas": _tidy(schemas), "headers": _headers()},
    }


def _operation(operation: Operation, answer: Data) -> Data:
    parts = findall(r"\{([a-z]+)\}", operation.path)
    queries = [_parameter(parameter) for parameter in operation.parameters]
    headers = [_parameter(header) | {"in": "header"} for header in operation.headers]
    return {
        "operationId": operation.name,
        "tags": ["octo" if operation.is_octo else "market"],
        "summary": str(operation.about),
        "parameters": [*map(_part, parts), *queries, *headers],
        "responses": {
            "200": {
                "description": str(operation.about),
                "headers": _refs(HEADERS),
                "content": {"application/json": {"schema": answer}},
            },
            **{str(status): _refusal(operation, status) for status in _statuses(operation)},
        },
    }


def _statuses(operation: Operation) -> Sequence[int]:
    if operation.is_octo:
        return (304, 400, 429, 503)
    return (304, 404, 422, 429, 503) if "{" in operation.path else (304, 422, 429, 503)


def _refusal(operation: Operation, status: int) -> Data:
    found: Data = {"description": str(REFUSALS[status])}
    kind, form = ("application/json", OctoError) if operation.is_octo else (_PROBLEM, Problem)
    if status != _NOT_MODIFIED:
        found["content"] = {kind: {"schema": {"$ref": _REF.format(name=form.__name__)}}}
    return found


def _part(name: str) -> Data:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _parameter(parameter: Parameter) -> Data:
    schema = parameter.shape.schema()
    many = parameter.shape.many
    if many:
        schema = {"type": "array", "items": schema}
    if parameter.default not in (None, (), ""):
        schema["default"] = "0" if parameter.default is False else parameter.default
    found: Data = {
        "name": parameter.name,
        "in": "query",
        "description": str(parameter.about),
        "schema": schema,
    }
    if many:
        # Commas are read as well as repetition; programs made from this description use commas.
        found |= {"style": "form", "explode": False}
    if parameter.example is not None:
        example = parameter.example
        shown = str(example) if isinstance(example, LazyText) else example
        found["example"] = [shown] if many else shown
    return found


def _headers() -> Data:
    return {
        name: {"description": str(about), "schema": {"type": "string"}}
        for name, about in HEADERS.items()
    }


def _refs(names: Iterable[str]) -> Data:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _tidy(schemas: Mapping[str, Data]) -> Data:
    """Take the margins of docstrings off the descriptions."""
    found = {}
    for name, schema in schemas.items():
        tidied = dict(schema)
        if "description" in tidied:
            tidied["description"] = cleandoc(tidied["description"])
        found[name] = tidied
    return found

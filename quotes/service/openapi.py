"""Description of the service for programs, as of OpenAPI 3.1."""

from __future__ import annotations

import json
from typing import Any

import quotes
from quotes.records import schema
from quotes.service.documents import ARTICLE_FIELDS, FORMATS, MULTIPART
from quotes.service.problems import MEDIA_TYPE as PROBLEM
from quotes.service.work import JSON, PAGE, WEB_ANNOTATION

_PROBLEMS = {
    400: "The body is not what its type says.",
    401: "The token is missing or wrong.",
    403: "The request comes from a page of another site.",
    404: "There is no such article.",
    406: "No accepted media type can be given.",
    408: "The request has not come in time.",
    413: "The body is larger than `--max-size`.",
    415: "The body has a type, a charset or a compression that is not read.",
    421: "The request is for another host.",
    422: "The body holds no article that can be read, or several.",
    429: "Too many articles are waiting: `Retry-After` says when to try again.",
    500: "The article cannot be analysed.",
    503: "No worker was free in time: `Retry-After` says when to try again.",
    504: "The analysis takes longer than `--timeout`.",
}
_EXAMPLE = {
    "id": "harbour-17",
    "title": "Harbour cranes to be tested",
    "text": "“The cranes,” said Ivan Petrov, the harbour master, “are older than I am.”",
}


_NAME = {
    "name": "name",
    "in": "path",
    "required": True,
    "description": "The name of the article, as `/articles` lists it.",
    "schema": {"type": "string"},
}


def openapi() -> dict[str, Any]:
    """Return the document: all routes, and the schemas of what they take and give."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "quotes",
            "version": quotes.__version__,
            "summary": "Who claims what in news articles.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{}, {"token": []}],
        "paths": {
            "/analyze": {"post": _analyze()},
            "/articles": {"get": _articles()},
            "/articles/{name}": {"get": _article()},
            "/health": {
                "get": {
                    "operationId": "health",
                    "summary": "Tell whether the service can analyse articles; needs no token.",
                    "security": [{}],
                    "responses": _responses({"200": _content("It can.", JSON, {"type": "object"})}, 503),
                }
            },
            "/schema": {
                "get": {
                    "operationId": "schema",
                    "summary": "Give the JSON Schema of analyses.",
                    "responses": _responses({"200": _content("The schema.", "application/schema+json", {})}),
                }
            },
            "/metrics": {
                "get": {
                    "operationId": "metrics",
                    "summary": "Give metrics for Prometheus, if its library is installed.",
                    "responses": _responses({"200": _content("Metrics.", "text/plain", {"type": "string"})}),
                }
            },
        },
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": _analysis_schemas() | {"ArticleSent": _article_schema(), "Problem": _problem_schema()},
        },
    }


def _analyze() -> dict[str, Any]:
    article = {"$ref": "#/components/schemas/ArticleSent"}
    form = {
        "type": "object",
        "properties": {"file": {"type": "string", "contentMediaType": "application/octet-stream"}}
        | _article_schema()["properties"],
    }
    bodies: dict[str, Any] = {name: {} for name in FORMATS}
    bodies[JSON] = {"schema": article, "example": _EXAMPLE}
    bodies[MULTIPART] = {"schema": form}
    return {
        "operationId": "analyze",
        "summary": "Analyse the article in the body: who claims what.",
        "parameters": [
            {
                "name": name,
                "in": "query",
                "description": f"The {name} of the article, if the body does not set it.",
                "schema": {"type": "string"},
            }
            for name in ARTICLE_FIELDS
        ],
        "requestBody": {"required": True, "content": bodies},
        "responses": _responses(_analysis(), 400, 406, 408, 413, 415, 422, 429, 500, 503, 504),
    }


def _articles() -> dict[str, Any]:
    entry = {"type": "object", "properties": {"name": {"type": "string"}, "url": {"type": "string"}}}
    listed = {"type": "object", "properties": {"articles": {"type": "array", "items": entry}}}
    return {
        "operationId": "articles",
        "summary": "List the articles in the files and folders that the service was given.",
        "responses": _responses({"200": _content("The articles.", JSON, listed)}),
    }


def _article() -> dict[str, Any]:
    return {
        "operationId": "article",
        "summary": "Analyse one of these articles.",
        "parameters": [_NAME],
        "responses": _responses(_analysis(), 404, 406, 422, 429, 500, 503, 504),
    }


def _analysis() -> dict[str, Any]:
    return {
        "200": {
            "description": "The analysis: JSON of this package, W3C Web Annotations, or a page.",
            "content": {
                JSON: {"schema": {"$ref": "#/components/schemas/Analysis"}},
                WEB_ANNOTATION: {"schema": {"type": "object"}},
                PAGE: {"schema": {"type": "string"}},
            },
        }
    }


def _content(description: str, media_type: str, content_schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {media_type: {"schema": content_schema}}}


def _responses(good: dict[str, Any], *problems: int) -> dict[str, Any]:
    """Return the answers of a route, with those that every one can give."""
    statuses = sorted({*problems, 401, 403, 421})
    problem = {"$ref": "#/components/schemas/Problem"}
    return good | {str(status): _content(_PROBLEMS[status], PROBLEM, problem) for status in statuses}


def _analysis_schemas() -> dict[str, Any]:
    """Return the JSON Schema of analyses and its definitions as components, which many tools need them to be."""
    text = json.dumps(schema()).replace('"#/$defs/', '"#/components/schemas/')
    whole = json.loads(text)
    definitions = whole.pop("$defs")
    return {"Analysis": {name: each for name, each in whole.items() if not name.startswith("$")}, **definitions}


def _article_schema() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "An article: its text, or its HTML. JSON of other forms is read too (ninjs, schema.org).",
        "properties": {name: {"type": ["string", "null"]} for name in ("text", "html", *ARTICLE_FIELDS)},
    }


def _problem_schema() -> dict[str, Any]:
    names = {"type": "string", "title": "string", "status": "integer", "detail": "string"}
    return {
        "type": "object",
        "description": "An error, as of RFC 9457; its detail is one line.",
        "required": list(names),
        "properties": {name: {"type": kind} for name, kind in names.items()},
    }

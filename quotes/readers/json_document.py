"""Reader of JSON: ninjs, schema.org articles, JSON Feed, exports of a CMS, and this program's own analyses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain

from quotes.errors import MissingExtraError, ReadError
from quotes.readers.article_fields import TEXT, Record, check_names, field_text, record_extract
from quotes.readers.extract import Extract
from quotes.readers.raw_document import RawDocument
from quotes.readers.saved_analysis import analysis_extract, is_analysis


def extracts(document: RawDocument) -> Iterator[Extract | ReadError]:
    """Yield the article of each object in a document: of itself, or of each in its array.

    An array may be the whole document, or the one list of objects in an object without a text ("items"). Raises
    `ReadError` if the document is not JSON, or has no objects or no field of the name that the options give.
    """
    found = list(_records(_parsed(document), document))
    records = [record for _, record in found if isinstance(record, dict)]
    if not records:
        raise ReadError(f"{document.name} has no JSON objects")
    if not any(map(is_analysis, records)):
        check_names(document.options, chain.from_iterable(records), document.name, "field")
    for pointer, record in found:
        try:
            yield _extract(record, document, pointer)
        except MissingExtraError:
            raise
        except ReadError as error:
            yield error


def _extract(record: object, document: RawDocument, pointer: str) -> Extract:
    name = str(int(pointer.rpartition("/")[2]) + 1) if pointer else ""
    if not isinstance(record, dict):
        raise ReadError(f"{document.name}, #{pointer}: not a JSON object")
    if is_analysis(record):
        return analysis_extract(record, document, name or "1")
    return record_extract(record, document, name, f"#{pointer}")


def _parsed(document: RawDocument) -> object:
    try:
        return json.loads(document.text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise ReadError(f"{document.name} is not JSON: {error.msg} in {place}") from None
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{document.name} cannot be read as JSON: {error}") from None


def _records(value: object, document: RawDocument) -> Iterator[tuple[str, object]]:
    """Yield the objects that may be articles, each with its JSON pointer, and what stands in their place.

    Nodes of a JSON-LD graph that have no text are other things than articles.
    """
    if isinstance(value, list):
        yield from ((f"/{number}", each) for number, each in enumerate(value))
    elif isinstance(value, dict):
        lists = {key: each for key, each in value.items() if _has_objects(each)}
        if _has_text(value, document) or is_analysis(value) or len(lists) != 1:
            yield "", value
            return
        ((key, objects),) = lists.items()
        for number, each in enumerate(objects):
            if key != "@graph" or not isinstance(each, dict) or _has_text(each, document):
                yield f"/{key.replace('~', '~0').replace('/', '~1')}/{number}", each


def _has_objects(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


def _has_text(record: Record, document: RawDocument) -> bool:
    return field_text(record, TEXT, document.options.text_field) is not None

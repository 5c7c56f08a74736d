"""JSON values of records (frozen dataclasses) and back: an object for each record, an array for each tuple."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Json = dict[str, Any]
Record = TypeVar("Record", bound="DataclassInstance")

JSON_NAMES = {bool: "true or false", str: "a string", int: "a whole number", float: "a number"}
"""Types of fields, as error messages name them."""


def to_json(record: DataclassInstance, **instead: Json) -> Json:
    """JSON values of a record, by field. `instead` has the entries that stand for a field of another form."""
    data: Json = {}
    for field in fields(record):
        data |= instead.get(field.name) or {field.name: _value(getattr(record, field.name))}
    return data


def from_json(record_type: type[Record], data: Mapping[str, Any], **given: Any) -> Record:
    """The record whose fields `data` has. `given` are the fields that are not read from `data`; other keys are ignored.

    Raises KeyError for a field that is missing, and ValueError or TypeError for a value of another type.
    """
    types = _types(record_type)
    return record_type(**{name: _read(types[name], data[name]) for name in types.keys() - given.keys()}, **given)


def _value(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return to_json(value)
    return [_value(item) for item in value] if isinstance(value, tuple) else value


@cache
def _types(record_type: type[DataclassInstance]) -> dict[str, Any]:
    return get_type_hints(record_type)


def _read(type_: Any, value: Any) -> Any:
    """The value of a field of this type: a record, a Literal, a tuple, a plain type, or one of these or None.

    Raises KeyError, ValueError or TypeError.
    """
    if type(value) is type_:
        return value
    if is_dataclass(type_) and isinstance(type_, type):
        return from_json(type_, value)
    origin, arguments = _parts(type_)
    if origin is Literal:
        if value not in arguments:
            raise ValueError(f"{value!r} is not one of {', '.join(arguments)}")
        return value
    if origin is tuple:
        if not isinstance(value, list):
            raise ValueError(f"{value!r} is not a list")
        return tuple(_read(arguments[0], item) for item in value)
    if NoneType in arguments:
        return None if value is None else _read(arguments[0], value)
    if type_ is float and type(value) is int:
        return value
    raise ValueError(f"{value!r} is not {JSON_NAMES[type_]}")


@cache
def _parts(type_: Any) -> tuple[Any, tuple[Any, ...]]:
    return get_origin(type_), get_args(type_)

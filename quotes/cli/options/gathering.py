"""Options that a command gets as one record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Command = TypeVar("Command", bound=Callable[..., Any])


def gathers(parameter: str, record_type: type[DataclassInstance], **other_names: str) -> Callable[[Command], Command]:
    """Return a decorator that gives a command the options which are the fields of a record as one `parameter`.

    `other_names` are those of options, by their fields, that are not called like these.
    """
    names = {field.name: other_names.get(field.name, field.name) for field in fields(record_type)}

    def decorate(command: Command) -> Command:
        @wraps(command)
        def with_record(*arguments: Any, **options: Any) -> Any:
            record = record_type(**{field: options.pop(name) for field, name in names.items()})
            return command(*arguments, **options, **{parameter: record})

        return with_record  # type: ignore[return-value]

    return decorate

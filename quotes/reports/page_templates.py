"""Templates of HTML pages that consist of one file, load nothing, and run no script but their own."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import quotes
from quotes.reports.wording import CONTROLS_BEYOND_ASCII

if TYPE_CHECKING:
    from jinja2 import Environment

_INVISIBLE = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f{CONTROLS_BEYOND_ASCII}\ud800-\udfff]")


def visible(text: str) -> str:
    """Return `text` with a substitute for controls, but not for line breaks and tabs, and for halves of surrogates."""
    return _INVISIBLE.sub("\ufffd", text)


def web_address(url: str | None) -> str | None:
    """Return an address that a page may link to: of http or https, with a host; None for others."""
    try:
        parts = urlsplit(url if url and url.isprintable() and " " not in url else "")
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def rendered(template: str, scripts: Sequence[str], **values: Any) -> str:
    """Return a page made of a template and of these scripts, which are files beside it.

    Everything in `values` is escaped, and `visible`. The page allows itself only its own style and scripts.
    """
    from markupsafe import Markup

    style = page_style()
    script = "\n".join(map(_file, scripts))
    return (
        _environment()
        .get_template(template)
        .render(
            style=Markup(style),
            script=Markup(script),
            style_hash=_hash(style),
            script_hash=_hash(script),
            version=quotes.__version__,
            **values,
        )
    )


def macro(template: str, name: str) -> Callable[..., str]:
    """Return a macro of a template as a function: everything that it is given is escaped, and `visible`."""
    found: Callable[..., str] = getattr(_environment().get_template(template).module, name)
    return found


def page_style() -> str:
    """Return the style of all pages."""
    return _file("page.css")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("quotes.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    environment.filters["web_address"] = web_address
    return environment


@cache
def _file(name: str) -> str:
    return resources.files("quotes.reports").joinpath("templates", name).read_text(encoding="utf-8").strip()


def _hash(text: str) -> str:
    """Return the source of a Content-Security-Policy that allows the element with exactly this text."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"

"""Files of a model set, downloaded from a server, or copied from a directory."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from quotes.errors import ModelError
from quotes.models.model_catalogue import CARD, INDEX
from quotes.models.model_index import (
    DEFAULT,
    ENGLISH,
    MALFORMED,
    MOST_INDEX_BYTES,
    Index,
    ListedFile,
    ListedSet,
    find_package,
    index_of,
    languages,
    list_package,
    read_index,
)
from quotes.networks.file_checksums import file_checksum, require_file

TIME_LIMIT = 60
"""The longest silence of a server, in seconds."""

MOST_BYTES = 16 << 30
"""The most that is downloaded for one set, in bytes."""

MOST_NAMES = 12
"""The most packages, and the most languages, that an error message lists."""


def fetch(name: str, source: str | None, target: Path) -> None:
    """Put the model set `name` into the empty directory `target`.

    `source` is None for Stanza's own server, the http(s) address of another, or a Stanza model directory. All files are
    checked against the checksums that the source lists; the ``resources.json`` in `target` names just this set. Raises
    `ModelError` if the source cannot be read or has no such set, or if a file is not whole.
    """
    if source is None or re.match("https?://", source):
        _download(name, source and source.rstrip("/"), target)
    else:
        _copy(name, Path(source), target)


def _copy(name: str, source: Path, target: Path) -> None:
    if not source.is_dir():
        raise ModelError(
            f"there is no directory {source}: name another with --from, or the http(s) address of a server"
        )
    try:
        index = read_index(source / INDEX)
        package = find_package(index, name) or _house_package(index, name)
        listed = _list_whole(index, package, name, str(source))
    except OSError as error:
        raise ModelError(f"model file {source / INDEX} cannot be read ({error.strerror}): choose another") from error
    except MALFORMED as error:
        raise ModelError(f"model file {source / INDEX} is not an index of Stanza models: choose another") from error
    for file in listed.files:
        path = file.path(listed.language)
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        try:
            require_file(source / path)
            shutil.copyfile(source / path, target / path)
        except FileNotFoundError as error:
            raise ModelError(f"model file {source / path} is missing: copy the whole directory again") from error
    if (source / CARD).is_file():
        shutil.copyfile(source / CARD, target / CARD)
    _write_index(index, listed, source, target)


def _house_package(index: Index, name: str) -> tuple[str, str] | None:
    """Return the (language, package) of a directory with one set, if `name` is none of Stanza's own; else None."""
    from stanza.models.common.constant import langcode_to_lang

    codes = languages(index)
    official = ":" in name or name.startswith(DEFAULT) or langcode_to_lang(name) != name
    return (codes[0], DEFAULT) if len(codes) == 1 and not official else None


def _download(name: str, address: str | None, target: Path) -> None:
    """Download a set. On any server but Stanza's own, the model files lie beside the index."""
    import requests
    import stanza
    from stanza.resources import common

    resources = address or common.DEFAULT_RESOURCES_URL
    version = common.DEFAULT_RESOURCES_VERSION
    index_name = f"resources_{version}.json"
    try:
        _download_file(f"{resources}/{index_name}", target / INDEX, MOST_INDEX_BYTES)
        index = read_index(target / INDEX)
        listed = _list_whole(index, find_package(index, name), name, resources)
        models = address + "/{lang}/{filename}" if address else common.expand_model_url(index, common.DEFAULT_MODEL_URL)
        paths = {file.path(listed.language): file for file in listed.files}
        if unchecked := [path for path, file in paths.items() if not file.checksums]:
            raise ModelError(f"{resources} lists no checksum for {unchecked[0]}: choose another")
        left = MOST_BYTES
        for path in paths:
            filename = path.relative_to(listed.language).as_posix()
            url = models.format(resources_version=version, lang=listed.language, filename=filename)
            left -= _download_file(url, target / path, left)
    except requests.RequestException as error:
        response = getattr(error, "response", None)
        if (target / INDEX).exists() or response is None or response.status_code != requests.codes.not_found:
            raise _unreachable(error, resources) from error
        raise ModelError(
            f"{resources} has no models for Stanza {stanza.__version__} ({_reason(error)} for {index_name}): "
            "name another server or a directory with --from"
        ) from error
    except MALFORMED as error:
        raise ModelError(
            f"{resources}/{index_name} is not an index of Stanza models: name another server with --from"
        ) from error
    _write_index(index, listed, resources, target)


def _list_whole(index: Index, package: tuple[str, str] | None, name: str, source: str) -> ListedSet:
    """Return what an index lists for a package. Raises `ModelError` if there is no package, or not all of it."""
    if package is None:
        raise ModelError(f"there is no model set '{name}' at {source}: it has {_offer(index, name)}")
    listed = list_package(index, *package)
    if listed.missing:
        raise ModelError(f"the model set '{name}' at {source} has no {', '.join(listed.missing)}: choose another")
    return listed


def _offer(index: Index, name: str) -> str:
    """List what an index has instead of `name`: packages of the language in it, or else of English, and languages."""
    language = name.rpartition(":")[0] or ENGLISH
    packages = index[language]["packages"] if language in languages(index) else ()
    choices = {
        f"the packages of '{language}'": packages,
        "the languages": () if ":" in name and packages else languages(index),
    }
    return " and ".join(
        f"{what} {', '.join(list(names)[:MOST_NAMES])}{', …' if len(names) > MOST_NAMES else ''}"
        for what, names in choices.items()
        if names
    )


def _write_index(index: Index, listed: ListedSet, source: str | Path, target: Path) -> None:
    """Check all files in `target`, and write the index that names just them."""
    checksums = {file: _verify_checksum(file, listed.language, source, target) for file in listed.files}
    text = json.dumps(index_of(index, listed, checksums), indent=1, sort_keys=True)
    (target / INDEX).write_text(text + "\n", encoding="utf-8")


def _verify_checksum(file: ListedFile, language: str, source: str | Path, target: Path) -> str:
    """Return the checksum of a file in `target`. Raises `ModelError` if another one is listed for it."""
    path = file.path(language)
    try:
        found = file_checksum(target / path)
    except FileNotFoundError as error:
        raise ModelError(f"model file {path} is missing at {source}: choose another") from error
    if file.checksums and found not in file.checksums:
        raise ModelError(f"model file {path} from {source} is damaged (its checksum differs): get it again")
    return found


def _download_file(url: str, path: Path, most: int) -> int:
    """Download a file of at most so many bytes, with a bar of progress in terminals; return its size.

    Raises `requests.RequestException` if the file is not whole, and `ModelError` if it is longer, or compressed: then
    little that is sent may fill the disk.
    """
    import requests
    from tqdm import tqdm

    path.parent.mkdir(parents=True, exist_ok=True)
    with requests.get(url, stream=True, timeout=TIME_LIMIT, headers={"Accept-Encoding": "identity"}) as response:
        response.raise_for_status()
        if (encoding := response.headers.get("content-encoding", "identity")) != "identity":
            raise ModelError(f"{url} is sent compressed ({encoding}): name another server with --from")
        size = int(response.headers.get("content-length", 0))
        too_long = ModelError(f"{url} has more than {most} bytes: name another server with --from")
        if size > most:
            raise too_long
        shown = "/".join(url.rsplit("/", 2)[-2:])
        with (
            path.open("wb") as file,
            tqdm(total=size or None, unit="B", unit_scale=True, desc=shown, disable=None) as bar,
        ):
            for chunk in response.iter_content(chunk_size=1 << 17):
                if file.tell() + len(chunk) > most:
                    raise too_long
                file.write(chunk)
                bar.update(len(chunk))
            return file.tell()


def _unreachable(error: Exception, address: str) -> ModelError:
    """Return the error to report for a `requests.RequestException`."""
    import requests

    request = getattr(error, "request", None)
    url = getattr(request, "url", None) or address
    if isinstance(error, requests.HTTPError):
        return ModelError(
            f"{url} cannot be downloaded ({_reason(error)}): try again, or name another server with --from"
        )
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return ModelError(f"a download from {address} broke off: try again")
    return ModelError(
        f"{url} cannot be reached ({_reason(error)}): check the address and the network, or install with --from DIR"
    )


def _reason(error: BaseException) -> str:
    """Return the cause of a failed request in a few words: "HTTP status 404", "no answer", "connection refused"."""
    import requests

    response = getattr(error, "response", None)
    if response is not None:
        return f"HTTP status {response.status_code}"
    if isinstance(error, requests.Timeout):
        return "no answer"
    reason, cause = type(error).__name__, error.__cause__ or error.__context__
    while cause is not None:
        if isinstance(cause, OSError) and (cause.strerror or isinstance(cause, TimeoutError)):
            reason = (cause.strerror or "no answer").lower()
        cause = cause.__cause__ or cause.__context__
    return reason

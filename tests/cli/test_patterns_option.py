"""`--patterns`: a house's own rules on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from quotes.cli.main import main

HOUSE = """
[[content]]
name = "per"
example = "The road is closed, per the ministry."
not = "{near_miss}"
reaches = "sentence"
cue = {{ LOWER = "per" }}
source = {{ of = "cue", rel = "<", POS = ["NOUN", "PROPN"] }}
content = {{ of = "source", rel = "<" }}
"""


@pytest.mark.models
@pytest.mark.parametrize(
    ("near_miss", "status"), [("The room costs ten per night.", 0), ("It is shut, per Berg.\u202e", 1)]
)
def test_examples_are_checked_and_statements_found(tmp_path: Path, near_miss: str, status: int) -> None:
    path = tmp_path / "house.toml"
    path.write_text(HOUSE.format(near_miss=near_miss), encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--patterns", str(path)])
    assert result.exit_code == status
    assert result.stdout == ("content “per” finds its near miss: It is shut, per Berg.�\n" if status else "")
    assert result.stderr == f"quotes: rules: 1; examples not as declared: {status}\n"
    found = CliRunner().invoke(
        main, ["extract", "--patterns", str(path)], input="The road is closed, per the ministry."
    )
    assert ",per," in found.stdout


def test_an_unsound_file_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_text(HOUSE.format(near_miss="").replace("LOWER", "LOWRE"), encoding="utf-8")
    for command in (["check"], ["extract", "-"]):
        result = CliRunner().invoke(main, [*command, "--patterns", str(path)], input="Rain.")
        assert result.exit_code == 2
        assert result.stderr.startswith("quotes: house.toml: content “per”: node cue: there is no attribute LOWRE")
        assert result.stderr.count("\n") == 1

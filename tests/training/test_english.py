"""The stages of making the English models: their order, and that finished ones are not made again."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.training import english
from quotes.training.__main__ import STAGES as SELECTABLE
from quotes.training.english import STAGES, Stage, Workshop, in_order, newswire_texts, run


def test_what_is_needed_comes_before() -> None:
    assert in_order(["ner"]) == ["vectors", "ner"]
    assert in_order(["mwt", "tokenizer"]) == ["tokenizer", "mwt"]
    everything = in_order(["depparse", "ner", "joint"])
    assert everything == list(STAGES)
    for name, stage in STAGES.items():
        assert all(everything.index(need) < everything.index(name) for need in stage.needs)


def test_every_stage_of_the_command_exists() -> None:
    assert set(SELECTABLE) < set(STAGES)


def test_a_finished_stage_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def stage(name: str, *needs: str) -> Stage:
        def make(shop: Workshop) -> None:
            made.append(name)
            (shop.out / f"{name}.pt").touch()

        return Stage(make, f"{name}.pt", needs)

    stages = {"first": stage("first"), "second": stage("second", "first"), "third": stage("third")}
    monkeypatch.setattr(english, "STAGES", stages)
    shop = Workshop(tmp_path, tmp_path / "out")  # which is made
    run(shop, ["second"], command="make")
    assert made == ["first", "second"]
    (shop.out / "second.pt").unlink()
    run(shop, ["second"], command="make")
    assert made == ["first", "second", "second"]


def test_articles_are_read_without_their_addresses(tmp_path: Path) -> None:
    annotated, originals = tmp_path / "newswire" / "processed_annotated", tmp_path / "newswire" / "original_articles"
    for folder in (annotated, originals):
        folder.mkdir(parents=True)
    for number in range(30):
        (annotated / f"a_{number}.txt.tsv").touch()
        if number % 2:
            (originals / f"a_{number}.txt").write_text(
                f"http://example.org/{number}\n\nNews {number}.", encoding="utf-8"
            )
    texts = [text.strip() for text in newswire_texts(Workshop(tmp_path, tmp_path))]
    assert 8 <= len(texts) <= 15
    assert all(text.startswith("News ") for text in texts)

"""Training Stanza's tokenizer, expander of multi-word tokens and lemmatizer: small models, minutes each."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from quotes.training.inflections import Inflection
from quotes.training.progress import Plan, train
from quotes.training.taggers import SHORTHAND
from quotes.training.treebanks import (
    FORM,
    LEMMA,
    UPOS,
    Tree,
    with_whole_multi_word_tokens,
    write_trees,
)

LONGEST_LEARNED = 16
"""In characters. Longer words, such as addresses, are mostly their own lemmas: of those the beginning is learned."""

UNCHANGING = frozenset({"PROPN", "X", "SYM", "PUNCT", "NUM"})
"""Parts of speech whose words have no lemma in lower case."""

TOKENIZER_FEATURES = [
    "space_before",
    "capitalized",
    "numeric",
    "end_of_para",
    "start_of_para",
    "labeled_field",
    "phone_id",
    "date_pattern",
    "currency",
]


def train_tokenizer(trees: Sequence[Tree], dev_trees: Sequence[Tree], folder: Path, steps: int, path: Path) -> None:
    """Train the tokenizer, which also finds sentences and multi-word tokens. `folder` is for what it reads."""
    from stanza.models import tokenizer
    from stanza.models.common import utils
    from stanza.models.tokenization.data import DataLoader, TokenizationDataset
    from stanza.models.tokenization.trainer import Trainer
    from stanza.models.tokenization.utils import eval_model, load_mwt_dict
    from stanza.utils.datasets import common

    folder.mkdir(parents=True, exist_ok=True)
    for part, chosen in (("train", trees), ("dev", dev_trees)):
        write_trees(folder / f"{SHORTHAND}.{part}.gold.conllu", chosen)
    common.convert_conllu_to_txt(str(folder), SHORTHAND, shards=("train", "dev"))
    for part in ("train", "dev"):
        common.prepare_tokenizer_dataset_labels(
            f"{folder}/{SHORTHAND}.{part}.txt", f"{folder}/{SHORTHAND}.{part}.gold.conllu", folder, SHORTHAND, part
        )
    arguments = f"""
        --txt_file {folder}/{SHORTHAND}.train.txt --label_file {folder}/{SHORTHAND}-ud-train.toklabels
        --mwt_json_file {folder}/{SHORTHAND}-ud-dev-mwt.json --dev_txt_file {folder}/{SHORTHAND}.dev.txt
        --dev_label_file {folder}/{SHORTHAND}-ud-dev.toklabels --dev_conll_gold {folder}/{SHORTHAND}.dev.gold.conllu
        --lang en --shorthand {SHORTHAND} --max_seqlen 300 --batch_size 32 --lr0 0.004
    """
    args = tokenizer.parse_args(arguments.split())
    args["feat_funcs"] = TOKENIZER_FEATURES
    args["feat_dim"] = len(TOKENIZER_FEATURES)
    args["num_dict_feat"] = 0
    utils.set_random_seed(args["seed"])
    known = load_mwt_dict(args["mwt_json_file"])
    loader = DataLoader(
        args,
        input_files={"txt": args["txt_file"], "label": args["label_file"]},
        mwt_expansions={token: words for token, (words, *_) in known.items()},
    )
    args["vocab_size"] = len(loader.vocab)
    args["use_mwt"] = True
    development = TokenizationDataset(
        args,
        input_files={"txt": args["dev_txt_file"], "label": args["dev_label_file"]},
        vocab=loader.vocab,
        evaluation=True,
    )
    trainer = Trainer(args=args, vocab=loader.vocab, device="cpu")

    def batches(epoch: int) -> Iterator[Any]:
        for number in range(steps):
            random.seed(args["seed"] + number)
            yield loader.next(unit_dropout=args["unit_dropout"], feat_unit_dropout=args["feat_unit_dropout"])

    train(
        "tokenizer",
        Plan(steps, evaluations=6, average_decay=0.995),
        trainer.model,
        [trainer.optimizer],
        batches,
        trainer.update,
        lambda: float(eval_model(args, trainer, development, loader.vocab, known)),
        lambda best: trainer.save(str(best)),
        path,
    )


def train_expander(trees: Sequence[Tree], dev_trees: Sequence[Tree], folder: Path, path: Path) -> None:
    """Train the expander of multi-word tokens ("don't" is "do" and "n't")."""
    from stanza.models import mwt_expander
    from stanza.utils.datasets.contract_mwt import contract_mwt

    folder.mkdir(parents=True, exist_ok=True)
    write_trees(folder / "train.conllu", map(with_whole_multi_word_tokens, trees))
    write_trees(folder / "dev.gold.conllu", map(with_whole_multi_word_tokens, dev_trees))
    contract_mwt(str(folder / "dev.gold.conllu"), str(folder / "dev.conllu"))
    partial = path.with_suffix(".partial")
    arguments = f"""
        --train_file {folder}/train.conllu --eval_file {folder}/dev.conllu --gold_file {folder}/dev.gold.conllu
        --lang en --shorthand {SHORTHAND} --save_dir {path.parent} --save_name {partial.name}
        --num_epoch 4 --hidden_dim 60 --emb_dim 30 --num_layers 1 --force_exact_pieces --batch_size 64 --lr 0.003
    """
    mwt_expander.main(arguments.split())
    partial.replace(path)


def train_lemmatizer(
    trees: Sequence[Tree],
    dev_trees: Sequence[Tree],
    inflections: Iterable[Inflection],
    folder: Path,
    epochs: int,
    path: Path,
) -> None:
    """Train the lemmatizer: a dictionary of the treebanks' words and of `inflections`, and a network for all others."""
    from stanza.models import lemmatizer
    from stanza.models.common import utils
    from stanza.models.common.doc import TEXT
    from stanza.models.common.doc import UPOS as PART_OF_SPEECH
    from stanza.models.lemma.data import DataLoader
    from stanza.models.lemma.trainer import Trainer
    from stanza.utils.conll import CoNLL

    folder.mkdir(parents=True, exist_ok=True)
    known = {(row[FORM], row[UPOS]) for tree in trees for row in tree.words}
    inflections = [inflection for inflection in inflections if inflection[:2] not in known]
    (folder / "train.conllu").write_text(_lemma_lessons(trees, inflections), encoding="utf-8")
    write_trees(folder / "dev.conllu", dev_trees)
    arguments = f"""
        --train_file {folder}/train.conllu --eval_file {folder}/dev.conllu --shorthand {SHORTHAND}
        --hidden_dim 100 --emb_dim 40 --pos_dim 40 --batch_size 256 --lr 0.005 --dropout 0.3
    """
    args = lemmatizer.parse_args(arguments.split())
    utils.set_random_seed(args["seed"])
    loader = DataLoader(CoNLL.conll2doc(args["train_file"]), args["batch_size"], args)
    args["vocab_size"], args["pos_vocab_size"] = loader.vocab["char"].size, loader.vocab["pos"].size
    document = CoNLL.conll2doc(args["eval_file"])
    development = DataLoader(document, args["batch_size"], args, vocab=loader.vocab, evaluation=True)
    words = document.get([TEXT, PART_OF_SPEECH])
    gold = [row[LEMMA] for tree in dev_trees for row in tree.words]
    trainer = Trainer(args=args, vocab=loader.vocab, device="cpu")
    # no entries for a word whatever its part of speech: they would tell the lemma of a verb for a noun never seen
    lessons = [(row[FORM], row[UPOS], row[LEMMA]) for tree in trees for row in tree.words]
    trainer.train_dict(lessons + inflections, update_word_dict=False)

    def batches(epoch: int) -> Iterator[Any]:
        order = list(range(len(loader)))
        random.Random(epoch).shuffle(order)
        return (loader[number] for number in order)

    def evaluate() -> float:
        results = [trainer.predict(batch) for batch in development]
        lemmas, edits = ([one for parts in part for one in parts] for part in zip(*results, strict=True))
        lemmas = trainer.ensemble(words, trainer.postprocess([text for text, _ in words], lemmas, edits=edits))
        right = sum(bool(one == other) for one, other in zip(gold, lemmas, strict=True))
        return right / len(gold)

    train(
        "lemma",
        Plan(epochs * len(loader), evaluations=4, average_decay=0.99),
        trainer.model,
        [trainer.optimizer],
        batches,
        trainer.update,
        evaluate,
        lambda best: trainer.save(str(best)),
        path,
    )


def _lemma_lessons(trees: Sequence[Tree], inflections: Sequence[Inflection]) -> str:
    """Words with their lemmas as CoNLL-U, frequent ones not as often as they occur: 1 + log2 of that."""
    counts = Counter((row[FORM], row[LEMMA], row[UPOS]) for tree in trees for row in tree.words)
    counts.update((form, lemma, upos) for form, upos, lemma in inflections)
    for lesson in list(counts):
        for other in _written_otherwise(*lesson):
            counts.setdefault(other, 1)
    lessons = []
    for (form, lemma, upos), count in counts.items():
        if form == lemma or max(len(form), len(lemma)) <= LONGEST_LEARNED:
            shortened = (form[:LONGEST_LEARNED], lemma[:LONGEST_LEARNED], upos)
            lessons += [shortened] * (1 + int(math.log2(count)))
    random.Random(0).shuffle(lessons)
    lines = []
    for start in range(0, len(lessons), 25):
        for number, (form, lemma, upos) in enumerate(lessons[start : start + 25], 1):
            head, relation = ("0", "root") if number == 1 else ("1", "dep")
            lines.append("\t".join([str(number), form, lemma, upos, "_", "_", head, relation, "_", "_"]))
        lines.append("")
    return "\n".join(lines) + "\n"


def _written_otherwise(form: str, lemma: str, upos: str) -> Iterator[tuple[str, str, str]]:
    """Words that are no names with capital letters: headlines have many, and sentences begin with them."""
    if form.islower() and upos not in UNCHANGING and len(form) > 1:
        yield form.capitalize(), lemma, upos
        yield form.upper(), lemma, upos

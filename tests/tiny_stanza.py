"""A Stanza model set of 150 kilobytes, trained in five seconds on the invented sentences of `TREEBANK`.

It lies as Stanza and `quotes.models` want it: ``en/PROCESSOR/tiny.pt`` (tokenize, mwt, pos, lemma, depparse, ner, and
the word vectors pretrain) beside ``resources.json``. Sentences of the treebank are parsed as they are annotated, others
somehow, and always in the same way. Tests take the set of the session from the fixture `tiny_set`, and must not change
its files.
"""

from __future__ import annotations

import json
import logging
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from quotes.networks.file_checksums import file_checksum

PACKAGE = "tiny"
PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
WITH_VECTORS = ("pos", "depparse", "ner")

TREEBANK = (
    "“/“/PUNCT/``/5/punct The/the/DET/DT/3/det cranes/crane/NOUN/NNS/5/nsubj are/be/AUX/VBP/5/cop "
    "old/old/ADJ/JJ/8/ccomp ,/,/PUNCT/,/8/punct ”/”/PUNCT/''/8/punct "
    "said/say/VERB/VBD/0/root Ivan/Ivan/PROPN/NNP/8/nsubj/B-PERSON "
    "Petrov/Petrov/PROPN/NNP/9/flat/E-PERSON ././PUNCT/./8/punct",
    "Ivan/Ivan/PROPN/NNP/3/nsubj/B-PERSON Petrov/Petrov/PROPN/NNP/1/flat/E-PERSON said/say/VERB/VBD/0/root "
    "that/that/SCONJ/IN/7/mark the/the/DET/DT/6/det ships/ship/NOUN/NNS/7/nsubj wait/wait/VERB/VBP/3/ccomp "
    "././PUNCT/./3/punct",
    "The/the/DET/DT/2/det union/union/NOUN/NN/5/nsubj did/do/AUX/VBD/5/aux +n't/not/PART/RB/5/advmod "
    "sign/sign/VERB/VB/0/root the/the/DET/DT/7/det plan/plan/NOUN/NN/5/obj ././PUNCT/./5/punct",
    "Anna/Anna/PROPN/NNP/3/nsubj/B-PERSON Berg/Berg/PROPN/NNP/1/flat/E-PERSON waits/wait/VERB/VBZ/0/root "
    "in/in/ADP/IN/5/case Baku/Baku/PROPN/NNP/3/obl/S-GPE on/on/ADP/IN/7/case Monday/Monday/PROPN/NNP/3/obl/S-DATE "
    "././PUNCT/./3/punct",
)
"""Words as form/lemma/UPOS/XPOS/head/relation, and the entity tag of those in names; + continues a token."""

SENTENCES = [[[*word.split("/"), "O"][:7] for word in line.split()] for line in TREEBANK]
"""Fields of the words of each sentence, O being the tag outside of names."""

NETWORKS = """--hidden_dim 8 --word_emb_dim 8 --char_hidden_dim 4 --char_emb_dim 4 --num_layers 1 --batch_size 50
    --no_char --dropout 0 --word_dropout 0 --max_steps 40 --eval_interval 40 --optim adam --lr 0.03"""
BIAFFINE = "--lang en --transformed_dim 8 --deep_biaff_hidden_dim 8 --tag_emb_dim 8 --word_cutoff 0 --no_second_optim"
DICTIONARY = "--dict_only --hidden_dim 4 --emb_dim 4"
CHARACTERS = "--lang en --hidden_dim 8 --emb_dim 8 --batch_size 6 --steps 100 --lr0 0.03"


def make_tiny_set(directory: Path) -> Path:
    """Train a model set with Stanza's own programs, store it in `directory`, which is made, and return that.

    Takes about five seconds of one CPU.
    """
    import torch
    from stanza.models import lemmatizer, mwt_expander, ner_tagger, parser, tagger, tokenizer
    from stanza.utils.datasets.prepare_tokenizer_data import main as label_characters

    data = directory / "data"
    data.mkdir(parents=True)
    text, trees, names, labels, splits = (str(data / name) for name in ("text", "conllu", "json", "labels", "splits"))
    Path(text).write_text("\n\n".join(map(text_of, SENTENCES)), encoding="utf-8")
    Path(trees).write_text("".join(map(_conllu, SENTENCES)), encoding="utf-8")
    tagged = [[{"text": word[0].lstrip("+"), "ner": word[6]} for word in words] for words in SENTENCES]
    Path(names).write_text(json.dumps(tagged), encoding="utf-8")
    label_characters([text, trees, "-o", labels, "-m", splits])
    vectors = model_path(directory, "pretrain")
    _store_vectors(vectors, sorted({word[0].lower() for words in SENTENCES for word in words}))

    characters = f"--txt_file {text} --label_file {labels} --dev_txt_file {text} --dev_label_file {labels}"
    with_vectors = f"--wordvec_pretrain_file {vectors} {NETWORKS}"
    programs = {
        "tokenize": (tokenizer, f"{CHARACTERS} {characters} --mwt_json_file {splits}"),
        "mwt": (mwt_expander, f"{DICTIONARY} --lang en --train_file {trees} --eval_file {trees} --gold_file {trees}"),
        "lemma": (lemmatizer, f"{DICTIONARY} --pos_dim 4 --train_file {trees} --eval_file {trees}"),
        "pos": (tagger, f"{BIAFFINE} {with_vectors} --train_file {trees} --eval_file {trees}"),
        "depparse": (parser, f"{BIAFFINE} {with_vectors} --train_file {trees} --eval_file {trees} --no_checkpoint"),
        "ner": (ner_tagger, f"{with_vectors} --train_file {names} --eval_file {names}"),
    }
    logging.disable(logging.WARNING)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # for such small networks, waiting for a second one takes longer than to do its work
    for processor, (program, options) in programs.items():
        path = model_path(directory, processor)
        program.main(f"--shorthand en_tiny --save_dir {path.parent} --save_name {path.name} --cpu {options}".split())
    torch.set_num_threads(threads)
    logging.disable(logging.NOTSET)
    shutil.rmtree(data)
    store_index(directory)
    return directory


def model_path(directory: Path, processor: str) -> Path:
    """Return the path of a model in a set of one English package."""
    return directory / "en" / processor / f"{PACKAGE}.pt"


def store_index(directory: Path) -> None:
    """Write the index of such a set, with the checksums of its files."""
    index: dict[str, Any] = {"lang_name": "English", "default_dependencies": {}}
    index["packages"] = {"default": dict.fromkeys(PROCESSORS, PACKAGE)}
    for processor in ("pretrain", *PROCESSORS):
        entry: dict[str, Any] = {"md5": file_checksum(model_path(directory, processor))}
        if processor in WITH_VECTORS:
            entry["dependencies"] = [{"model": "pretrain", "package": PACKAGE}]
        index[processor] = {PACKAGE: entry}
    (directory / "resources.json").write_text(json.dumps({"en": index}), encoding="utf-8")


def _conllu(words: Sequence[Sequence[str]]) -> str:
    rows = [f"# text = {text_of(words)}"]
    for number, (form, lemma, upos, xpos, head, relation, _) in enumerate(words, start=1):
        if number < len(words) and words[number][0][0] == "+":
            whole = form + words[number][0][1:]
            rows.append("\t".join([f"{number}-{number + 1}", whole, *"________"]))
        rows.append("\t".join([str(number), form.lstrip("+"), lemma, upos, xpos, "_", head, relation, "_", "_"]))
    return "\n".join(rows) + "\n\n"


def text_of(words: Sequence[Sequence[str]]) -> str:
    return re.sub(r" ([,.”])|(“) | \+", r"\1\2", " ".join(word[0] for word in words))


def _store_vectors(path: Path, words: Sequence[str]) -> None:
    import torch
    from stanza.models.common.pretrain import PretrainedWordVocab
    from stanza.models.common.vocab import VOCAB_PREFIX

    vectors = torch.randn(len(words), 8, generator=torch.Generator().manual_seed(0))
    path.parent.mkdir(parents=True)
    emb = torch.cat([torch.zeros(len(VOCAB_PREFIX), 8), vectors])
    torch.save({"vocab": PretrainedWordVocab(list(words)).state_dict(), "emb": emb}, path)

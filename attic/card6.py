"""card6.py NETWORK OUT : set with its card."""
import sys
from pathlib import Path
from quotes.training.english import ATTRIBUTIONS, Paths, assemble
from quotes.training.model_card import write_model_card
S = Path('CORPORA'); out = Path(sys.argv[2]); out.mkdir(exist_ok=True, parents=True)
paths = Paths(S, (), out)
assemble(Path(sys.argv[1]), out)
development = {scheme: list(read(paths, 'dev')) for scheme, read in ATTRIBUTIONS.items()}
write_model_card(out, paths.treebanks, paths.articles, development, 'python -m quotes.training english --data CORPORA --drills CORPORA/drills --drills drills --out WORK --threads 2 --test', True)

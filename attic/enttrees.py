"""Trees of the articles with entities, by the old network."""
import pickle, random
from dataclasses import replace
from pathlib import Path
from quotes.corpora import newswire
from quotes.parsing.joint.joint_file import load_joint_parser
from quotes.parsing.joint.lemmas import rule_of
from quotes.models.model_set import find_model_set
from quotes.training.joint_examples import texts_with_entities
S = Path('CORPORA'); ann = S/'newswire/processed_annotated'
P = load_joint_parser(find_model_set().joint_network)
texts = texts_with_entities(ann, newswire.article_parts(ann)['train'], random.Random(1))
out = []
for t in texts:
    out.append([replace(s, upos=f.upos, xpos=f.xpos, heads=f.heads, relations=f.relations) for s, f in zip(t, P.parse_words([s.words for s in t]))])
pickle.dump(out, open('WORK/enttrees.pkl', 'wb'))
print('ok', len(out))

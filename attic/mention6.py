"""mention6.py WEIGHTS OUT : whom words mean, on frozen weights."""
import sys, pickle, random, time, torch
from dataclasses import replace
from itertools import chain
from pathlib import Path
from quotes.corpora.say import read_say
from quotes.readers.paragraphs import split_paragraphs
from quotes.training import joint_training as jt
from quotes.training.article_examples import AttributedArticle, example_of, only_outer
from quotes.training.encoder import load_encoder, piece_table
from quotes.training.mention_training import learn_mentions, lessons_of, share_right
torch.set_num_threads(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
S = Path('CORPORA')
net = jt.load_network(Path(sys.argv[1]), load_encoder()); table = piece_table()
t0 = time.time()
parses = {}
for (k, aid, i), (ps, sents) in pickle.load(open('WORK/parse.pkl', 'rb')).items():
    parses[k, aid, i] = (ps, sents)
D = [('everyday', a) for a in read_say(S/'everyday/train')]
for f in sorted(p for p in (S/'drills').iterdir() if p.is_dir()): D += [('drills', a) for a in read_say(f)]
f = Path('REPO/drills')
for p in sorted([f, *[q for q in f.rglob('*') if q.is_dir()]]):
    try: D += [('own', a) for a in read_say(p)]
    except Exception: pass
articles = []; import os; D = D[:int(os.environ.get('LIMIT', 10**6))]
first = sum(1 for key in parses if key[0] == 'polnear')
for i, (k, a) in enumerate(D, first):
    ps, sents = parses[k, a.id, i]
    ps2 = split_paragraphs(a.text)
    assert [(p.start, p.end) for p in ps] == [(p.start, p.end) for p in ps2]
    out = []
    for p, ss in zip(ps, sents, strict=True):
        for s in ss: out.append(replace(s, spans=tuple((x + p.start, y + p.start) for x, y in s.spans)))
    g = only_outer(a)
    articles.append(AttributedArticle(g, example_of(g, 'everyday', out, {}, net.labels, table)))
print(len(articles), time.time() - t0, flush=True)
lessons = []
for n, l in enumerate(lessons_of(net, articles)):
    lessons.append(l)
    if n % 300 == 0: print(n, time.time() - t0, flush=True)
print(len(lessons), 'lessons', sum(len(l.references.units) for l in lessons), 'references', time.time() - t0, flush=True)
torch.save(lessons, 'WORK/lessons.pt')
if len(sys.argv) > 4:  # folds
    order = list(range(len(lessons))); random.Random(3).shuffle(order)
    held = {order[i] for i in range(0, len(order), 5)}
    import copy
    for epochs in (10, 20, 40):
        n2 = copy.deepcopy(net)
        learn_mentions(n2, [l for i, l in enumerate(lessons) if i not in held], 1, epochs)
        print(epochs, 'held out', share_right(n2, [l for i, l in enumerate(lessons) if i in held]), 'taught', share_right(n2, [l for i, l in enumerate(lessons) if i not in held]), time.time() - t0, flush=True)
learn_mentions(net, lessons, 1)
print('taught', share_right(net, lessons), time.time() - t0)
jt.save(net, Path(sys.argv[2]))

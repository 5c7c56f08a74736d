"""train4.py OUT [bench|eval0] : everything together, from the mixture of the two old networks."""
import sys, pickle, random, time, os
from dataclasses import replace
from pathlib import Path
import numpy as np, torch
sys.path.insert(0, 'WORK')
from build import mixture
from patch6 import own_layers, legal
from quotes.corpora import newswire
from quotes.corpora.polnear import read_polnear
from quotes.corpora.say import read_say
from quotes.training import joint_training as jt
from quotes.training.article_examples import NOTHING, NOT_LEARNED, AttributedArticle, TaughtWord, article_batches_of, example_of, only_outer
from quotes.training.encoder import piece_table
from quotes.training.joint_examples import TrainingData, texts_of_treebank, texts_with_entities
from quotes.training.treebanks import read_development_trees, read_training_trees
S = Path('CORPORA')
OUT = Path(sys.argv[1]); OUT.mkdir(exist_ok=True, parents=True)
torch.set_num_threads(int(os.environ.get('THREADS', 2)))
SEED = 1
H = jt.Hyperparameters(*[float(x) if '.' in x or 'e' in x else int(x) for x in os.environ.get('HYPER', '1.6,1.0,3,2,1.5e-4,6e-4,0.5').split(',')])
table = piece_table()
network = mixture(float(os.environ.get('ALPHA', .7)))
labels = network.labels
ann = S/'newswire/processed_annotated'
parts = newswire.article_parts(ann)
kept_apart = set(parts['dev']) | set(parts['test'])
cache = Path('WORK/examples.pkl')
t0 = time.time()
if cache.exists():
    examples = pickle.load(open(cache, 'rb'))
else:
    parses = pickle.load(open('WORK/parse.pkl', 'rb'))
    taught = pickle.load(open('WORK/attr.pkl', 'rb'))
    D = [('polnear', a) for a in read_polnear(S/'polnear/train')] + [('everyday', a) for a in read_say(S/'everyday/train')]
    for f in sorted(p for p in (S/'drills').iterdir() if p.is_dir()): D += [('drills', a) for a in read_say(f)]
    f = Path('REPO/drills')
    for p in sorted([f, *[q for q in f.rglob('*') if q.is_dir()]]):
        try: D += [('own', a) for a in read_say(p)]
        except Exception: pass
    examples = []; dropped = []
    for i, (k, a) in enumerate(D):
        scheme = 'polnear' if k == 'polnear' else 'everyday'
        ps, sents = parses.pop((k, a.id, i))
        words = {}
        for s, (spans, tags, atts) in taught.pop((k, a.id, i)).items():
            cue = np.full(len(spans), NOT_LEARNED); src = np.full(len(spans), NOT_LEARNED)
            for c, so, cont in atts:
                for f0, l0 in cont: cue[f0:l0] = spans[c[0]][0] if c else NOTHING
            for c, so, cont in atts:
                if c: cue[c[0]:c[1]] = NOT_LEARNED; src[c[0]] = spans[so[0]][0] if so else NOTHING
            pr = np.exp(tags.astype(np.float32))
            words[s] = [TaughtWord(tuple(sp), p, int(c), int(o)) for sp, p, c, o in zip(spans, pr, cue, src)]
        ent = k != 'everyday' or a.id.rpartition('/')[2].removesuffix('.txt') not in kept_apart
        if not ent: dropped.append(a.id)
        examples.append(AttributedArticle(a, example_of(a, scheme, sents, words, labels, table, ent), scheme == 'everyday'))
    print('no entities from', len(dropped), dropped[:3], D[900][1].id, flush=True)
    pickle.dump(examples, open(cache, 'wb'))
    del parses, taught
print(len(examples), 'examples', time.time()-t0, flush=True)
print('illegal tags', legal(examples), flush=True)
data = TrainingData(
    texts_of_treebank(read_training_trees(S/'ud', SEED)), pickle.load(open('WORK/enttrees.pkl', 'rb')),
    texts_of_treebank(read_development_trees(S/'ud'))[::5], texts_with_entities(ann, parts['dev'])[::3], examples,
    {'everyday': [only_outer(a) for a in read_say(S/'everyday/dev')][::2], 'polnear': read_polnear(S/'polnear/dev')[::2]})
if sys.argv[2:] == ['eval0']:
    network.eval(); p = jt.parser_of(network)
    jt.scores_of(p, data.dev_trees, data.dev_articles); jt.attribution_scores_of(p, data.dev_attributed); sys.exit()
if sys.argv[2:] == ['bench']:
    g = random.Random(1); t = time.time()
    bs = article_batches_of(examples, labels, table, g); print(len(bs), time.time()-t); g.shuffle(bs)
    from quotes.training.encoder import optimizer_of, descend
    network.encoder.words.weight.requires_grad_(False)
    opt = optimizer_of(network, 1e-4, 3e-4, 1e-3)
    for r in (False, True):
        network.encoder.learn_rounding(r); network.train(); t = time.time()
        for b in bs[:15]: l = descend(network, opt, network.loss(jt._arrays(b, labels), table.mask))
        print(r, (time.time()-t)/15, l, flush=True)
    sys.exit()

import torch.distributed as dist
from quotes.training import article_examples as ae, joint_examples as je
RANK = int(os.environ.get('RANK', 0)); WORLD = int(os.environ.get('WORLD_SIZE', 1))
ae.BATCH_PIECES = int(os.environ.get('PIECES', 1600)); je.BATCH_PIECES = int(os.environ.get('PIECES', 1600)) * 2 // 3
own_layers(network)
network.load_state_dict(torch.load(os.environ['INIT'], weights_only=True)['model'])
if WORLD > 1:
    import datetime
    dist.init_process_group('gloo', timeout=datetime.timedelta(minutes=40))
    def descend(net, opt, loss):
        opt.zero_grad(set_to_none=False)
        loss.backward()
        ws = [w for w in net.parameters() if w.requires_grad]
        for w in ws:
            if w.grad is None: w.grad = torch.zeros_like(w)
        flat = torch.cat([w.grad.flatten() for w in ws])
        dist.all_reduce(flat); flat /= WORLD
        at = 0
        for w in ws:
            n = w.numel(); w.grad.copy_(flat[at:at+n].view_as(w)); at += n
        torch.nn.utils.clip_grad_norm_(ws, 1.0)
        opt.step()
        return float(loss.detach())
    jt.descend = descend
    inner = jt.train
    def train(steps, evaluations, net, opt, batches, update, score, save, product):
        def mine(epoch):
            bs = batches(epoch); n = len(bs) // WORLD * WORLD
            # neighbours of a kind and size side by side, so that no process waits for the other
            key = lambda b: (isinstance(b[0], ae.ArticleWindow), sum(w.size if isinstance(w, ae.ArticleWindow) else w.stretch.size(table) for w in b))
            bs = sorted(bs[:n], key=key)
            groups = [bs[i:i+WORLD] for i in range(0, n, WORLD)]
            random.Random(7 + epoch).shuffle(groups)
            return [g[RANK] for g in groups]
        steps = int(os.environ.get('STEPS', 0)) or sum(len(mine(e)) for e in range(2))
        print('steps', steps, flush=True)
        torch.manual_seed(100 + RANK)
        if RANK: inner(steps, evaluations, net, opt, mine, update, lambda: 1.0, lambda p: torch.save({}, p), OUT/'rank1.pt')
        else: inner(steps, evaluations, net, opt, mine, update, score, save, product)
    jt.train = train
if os.environ.get('NOPOL'):
    data = replace(data, attributed=[e for e in data.attributed if e.varied])
class Mixed:
    n = 0
    def __init__(self, base): self.base = base
    def __iter__(self):
        Mixed.n += 1; r = random.Random(5000 + Mixed.n)
        share = float(os.environ.get('POLNEAR', 0.6))
        return iter([x for x in self.base if x.varied or r.random() < share])
data = replace(data, attributed=Mixed(data.attributed))
jt.train_joint_network(network, H, data, SEED + 10, OUT/'net.pt')

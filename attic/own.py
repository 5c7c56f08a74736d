"""own.py WEIGHTS OUT STEPS : trains the layers of the scheme polnear on a frozen network."""
import sys, os, pickle, random, torch, datetime
import numpy as np
from pathlib import Path
sys.path.insert(0, 'WORK')
import torch.distributed as dist
from convert import convert
from quotes.corpora.polnear import read_polnear
from quotes.parsing.joint.windows import Unit
from quotes.training import joint_training as jt, article_examples as ae
from quotes.training.encoder import piece_table
from quotes.training.joint_examples import TrainingData
torch.set_num_threads(1)
S = Path('CORPORA'); OUT = Path(sys.argv[2]); OUT.mkdir(exist_ok=True)
RANK = int(os.environ.get('RANK', 0)); WORLD = int(os.environ.get('WORLD_SIZE', 1))
net = convert(sys.argv[1]); net.learn_own()
rows = pickle.load(open('WORK/polnear_neutral.pkl', 'rb'))
articles = []
import inspect
fields = list(inspect.signature(ae.AttributionLabels).parameters)
for a, units, spans, sents, heads, cols, atts, sizes, ent, var in rows:
    us = []
    for text, glued, ends, within, place in units:
        u = Unit(text, glued, ends, within); u.place = place; us.append(u)
    for t in atts:
        tags = t[0]; before = np.append(0, tags[:-1])
        tags[(tags > 0) & (tags % 2 == 0) & (before != tags) & (before != tags - 1)] -= 1
    labels = [ae.AttributionLabels(**{k: v for k, v in zip(('tags', 'taught', 'cues', 'sources'), t) if k in fields}) for t in atts]
    ex = dict(units=us, spans=spans, sentences=sents, heads=heads, columns=cols, sizes=sizes, entities=ent)
    ex['attributions'] = labels if 'taught' in fields else labels[0]
    articles.append(ae.AttributedArticle(a, ae.ArticleExample(**ex), False))
H = jt.Hyperparameters(*[float(x) if '.' in x or 'e' in x else int(x) for x in os.environ.get('HYPER', '0,0,4,1,1.5e-4,8e-4,0.15').split(',')])
data = TrainingData((), (), (), (), articles, {'polnear': read_polnear(S/'polnear/dev')})
ae.BATCH_PIECES = 2400
if sys.argv[3] == 'eval0':
    p = jt.parser_of(net); s = jt.attribution_scores_of(p, data.dev_attributed['polnear'], 'polnear')
    print('eval0', s['attributed',].f1, s['found',].f1); sys.exit()
if WORLD > 1:
    dist.init_process_group('gloo', timeout=datetime.timedelta(minutes=40))
    def descend(net, opt, loss):
        opt.zero_grad(set_to_none=False); loss.backward()
        ws = [w for w in net.parameters() if w.requires_grad]
        for w in ws:
            if w.grad is None: w.grad = torch.zeros_like(w)
        flat = torch.cat([w.grad.flatten() for w in ws]); dist.all_reduce(flat); flat /= WORLD
        at = 0
        for w in ws:
            n = w.numel(); w.grad.copy_(flat[at:at+n].view_as(w)); at += n
        torch.nn.utils.clip_grad_norm_(ws, 1.0); opt.step()
        return float(loss.detach())
    jt.descend = descend
    inner = jt.train
    def train(steps, evaluations, net, opt, batches, update, score, save, product):
        def mine(epoch):
            bs = batches(epoch); n = len(bs) // WORLD * WORLD
            bs = sorted(bs[:n], key=lambda b: sum(w.size for w in b))
            groups = [bs[i:i+WORLD] for i in range(0, n, WORLD)]
            random.Random(7 + epoch).shuffle(groups)
            return [g[RANK] for g in groups]
        steps = int(sys.argv[3])
        torch.manual_seed(100 + RANK)
        if RANK: inner(steps, evaluations, net, opt, mine, update, lambda: 1.0, lambda p: torch.save({}, p), OUT/'rank1.pt')
        else: inner(steps, evaluations, net, opt, mine, update, score, save, product)
    jt.train = train
jt.train_joint_network(net, H, data, 1, OUT/'net.pt')

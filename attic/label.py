"""label.py parse|attr OUT : parses (raw network) or attribution labels of the old networks for all training articles."""
import sys, pickle, time
from pathlib import Path
import numpy as np
S = Path('CORPORA')
from quotes.corpora.say import read_say
from quotes.corpora.polnear import read_polnear
what, out = sys.argv[1:3]
D = []
for a in read_polnear(S/'polnear/train'): D.append(('polnear', a))
for a in read_say(S/'everyday/train'): D.append(('everyday', a))
for f in sorted(p for p in (S/'drills').iterdir() if p.is_dir()):
    for a in read_say(f): D.append(('drills', a))
for f in ['REPO/drills']:
    for p in sorted([Path(f), *[q for q in Path(f).rglob('*') if q.is_dir()]]):
        try: arts = list(read_say(p))
        except Exception as e: print(p, e); continue
        for a in arts: D.append(('own', a))
print(len(D), {k: sum(1 for d in D if d[0] == k) for k in ('polnear','everyday','drills','own')}, flush=True)
res = {}
t = time.time(); n = 0
if what == 'parse':
    from quotes.parsing.joint.joint_file import load_joint_parser
    from quotes.models.model_set import find_model_set
    from quotes.parsing.blanks import with_blanks
    from quotes.readers.paragraphs import split_paragraphs
    P = load_joint_parser(find_model_set().joint_network)
    for i, (k, a) in enumerate(D):
        ps = split_paragraphs(a.text)
        res[k, a.id, i] = (ps, P.parse_text([with_blanks(a.text[s.start:s.end]) for s in ps]))
        n += len(a.text.split())
        if i % 200 == 0: print(i, n, n/(time.time()-t), flush=True)
else:
    from quotes.statements.learned.embedded_model import load_attribution_model
    from quotes.training.attribution_examples import model_input_of
    from quotes.networks.viterbi import best_tags
    from quotes.statements.learned.attribution_decoding import decode
    M = load_attribution_model('en', 'all')
    for i, (k, a) in enumerate(D):
        one = {}
        for scheme in (('everyday',) if k == 'polnear' else ('polnear',)):
            m = model_input_of(a.text, M.table, scheme)
            sc = M.scores(m)
            att = decode(sc, M._parameters.transitions)
            one[scheme] = ([(w.start, w.end) for w in m.words], sc.tags.astype(np.float16), [(x.cue, x.source, x.content) for x in att])
        res[k, a.id, i] = one
        n += len(a.text.split())
        if i % 200 == 0: print(i, n, n/(time.time()-t), flush=True)
pickle.dump(res, open(out, 'wb'))
print('done', n, time.time()-t)

import sys, random
from pathlib import Path
from quotes.corpora.polnear import read_polnear
from quotes.corpora.say import read_say
from quotes.parsing.joint.joint_file import load_joint_parser
from quotes.training.article_examples import only_outer
from quotes.training.joint_training import attribution_scores_of
S = Path('CORPORA'); P = load_joint_parser(Path(sys.argv[1]))
r = random.Random(5)
for scheme, part, arts in (('everyday','train',[only_outer(a) for a in r.sample(list(read_say(S/'everyday/train')), 60)]), ('everyday','dev',[only_outer(a) for a in read_say(S/'everyday/dev')]), ('polnear','train',r.sample(list(read_polnear(S/'polnear/train')),30)), ('polnear','dev',list(read_polnear(S/'polnear/dev'))[::2])):
    s = attribution_scores_of(P, arts, scheme); print(scheme, part, 'found %.1f attributed %.1f' % (s['found',].f1, s['attributed',].f1), flush=True)

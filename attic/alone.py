"""alone.py SCHEME.. : the embedded network alone on dev"""
import sys
from pathlib import Path
from quotes.corpora.attribution.evaluation import evaluate
from quotes.corpora.attribution.predictions import Prediction
from quotes.corpora.polnear import read_polnear
from quotes.corpora.say import read_say
from quotes.parsing.blanks import with_blanks_inside
from quotes.parsing.joint.joint_file import embedded_network
from quotes.readers.paragraphs import split_paragraphs
from quotes.corpora.attribution.gold import Annotation, GoldArticle
sys.path.insert(0, 'REPO')
S = Path('CORPORA')
P = embedded_network()
def only_outer(article):
    from quotes.statements.span_index import SpanIndex
    at = article.attributions
    contents = SpanIndex((span, one) for one in at for span in one.content)
    def within(one):
        first = (one.cue or one.content)[0]
        return any(o is not one and sum(map(len, o.content)) > sum(map(len, one.content)) for o in contents.find(first))
    return GoldArticle(article.id, article.text, (Annotation('', tuple(o for o in at if not within(o))),))
for scheme in sys.argv[1:]:
    arts = [only_outer(a) for a in read_say(S/'everyday/dev')] if scheme == 'everyday' else read_polnear(S/'polnear/dev')
    pred = []
    for a in arts:
        ps = split_paragraphs(a.text)
        r = P.read(with_blanks_inside(ps, a.text), ps, (scheme,), parse=False)
        pred.append([Prediction(source=(x.source,) if x.source else (), cue=(x.cue,) if x.cue else (), content=x.content) for x in r.attributions.by(scheme)])
    s = evaluate(arts, pred).scores
    print(scheme, 'found %.1f attributed %.1f' % (s['found',].f1, s['attributed',].f1), flush=True)

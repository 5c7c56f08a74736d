"""eval6.py WEIGHTS own|shared STEP : polnear dev by the network in 32 bits."""
import sys, types, torch
from pathlib import Path
from quotes.corpora.polnear import read_polnear
from quotes.training import joint_training as jt
from quotes.training.encoder import load_encoder
from quotes.training.joint_network import OneWindow, OwnLayers
torch.set_num_threads(1)
S = Path('CORPORA')
net = jt.load_network(Path(sys.argv[1]), load_encoder()); net.eval()
if sys.argv[2] == 'shared':
    @torch.inference_mode()
    def run(window, all_acts):
        inputs = [torch.from_numpy(p).unsqueeze(0) for p in window]
        *outputs, _ = OneWindow(net)(*inputs)
        hidden = net.all_layers(inputs[0], None, inputs[1])
        own = net.all_layers_polnear(net.unit_vectors(hidden, *inputs[2:])[-1])
        return [o.float()[0].numpy() for o in (*outputs, own)]
    object.__setattr__(net, 'run', run)
    net.polnear.nothing, net.polnear.distances, net.polnear.transitions = (getattr(net.all_layers_polnear, n) for n in ('nothing', 'distances', 'transitions'))
s = jt.attribution_scores_of(jt.parser_of(net), read_polnear(S/'polnear/dev')[::int(sys.argv[3])], 'polnear')
print(sys.argv[2], 'attributed %.2f found %.2f' % (s['attributed',].f1, s['found',].f1))

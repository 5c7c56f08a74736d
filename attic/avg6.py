"""avg6.py CHECKPOINT|best OUT : averaged weights of run6."""
import sys, torch
sys.path.insert(0, 'WORK')
from build import mixture
from patch6 import own_layers
ck = torch.load(sys.argv[1], weights_only=True)
net = mixture(.7); own_layers(net); net.encoder.words.weight.requires_grad_(False)
net.load_state_dict(ck['model'])
if 'averages' in ck:
    ws = [w for w in net.parameters() if w.requires_grad]
    assert len(ws) == len(ck['averages'])
    with torch.no_grad():
        for w, a in zip(ws, ck['averages']): w.copy_(a)
    print('step', ck['step'])
torch.save({'labels': net.labels.to_json(), 'model': net.state_dict()}, sys.argv[2])

"""avg.py CHECKPOINT OUT : the averaged weights of a checkpoint of run1 (frozen word vectors are not averaged)."""
import sys, torch
sys.path.insert(0, 'WORK')
from build import mixture
ck = torch.load(sys.argv[1], weights_only=True)
net = mixture(.7); net.encoder.words.weight.requires_grad_(False)
net.load_state_dict(ck['model'])
ws = [w for w in net.parameters() if w.requires_grad]
assert len(ws) == len(ck['averages'])
with torch.no_grad():
    for w, a in zip(ws, ck['averages']): w.copy_(a)
torch.save({'labels': net.labels.to_json(), 'model': net.state_dict()}, sys.argv[2])
print('step', ck['step'])

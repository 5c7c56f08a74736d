"""convert6.py STATE OUT : state of avg6 -> weights of main's JointNetwork."""
import sys, torch
from quotes.parsing.joint.joint_labels import Labels
from quotes.training.encoder import load_encoder
from quotes.training.joint_network import JointNetwork
from quotes.training import joint_training
st = torch.load(sys.argv[1], weights_only=True)
net = JointNetwork(load_encoder(), Labels.from_json(st['labels']))
new = {k: v for k, v in net.state_dict().items() if k.startswith(('mentions', 'nobody'))}
for k, v in st['model'].items():
    if k.startswith('attributions.0.'): k = 'all_layers_polnear.' + k[15:]
    elif k.startswith('attributions.1.'): k = 'everyday.' + k[15:]
    elif k.startswith('encoder.own.'): k = k[8:]
    elif k == 'mixes': v = v[[0, 1, 2, 3, 5, 4]]
    new[k] = v
net.load_state_dict(new)
from pathlib import Path
joint_training.save(net, Path(sys.argv[2]))

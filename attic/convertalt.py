"""convertalt.py STATE(of avg6) OUT : -> weights of the layout without own layers."""
import sys, torch
from pathlib import Path
from quotes.parsing.joint.joint_labels import Labels
from quotes.training.encoder import load_encoder
from quotes.training.joint_network import JointNetwork
from quotes.training import joint_training
st = torch.load(sys.argv[1], weights_only=True)
net = JointNetwork(load_encoder(), Labels.from_json(st['labels']))
new = {k: v for k, v in net.state_dict().items() if k.startswith(('mentions', 'nobody'))}
for k, v in st['model'].items():
    if not k.startswith(('encoder.own.', 'polnear.')): new[k] = v
net.load_state_dict(new)
joint_training.save(net, Path(sys.argv[2]))

"""convert(state of run1) -> JointNetwork of main, with own layers from the old attribution network."""
import sys, torch
sys.path.insert(0, 'WORK')
from build import read, OLD
from quotes.parsing.joint.joint_labels import Labels
from quotes.training.encoder import load_encoder
from quotes.training.joint_network import JointNetwork
def convert(path, own='old'):
    st = torch.load(path, weights_only=True)
    if 'labels' not in st: raise SystemExit('no labels')
    labels = Labels.from_json(st['labels']); model = st['model']
    net = JointNetwork(load_encoder(), labels)
    new = {}
    for k, v in model.items():
        if k.startswith('attributions.0.'): new['polnear.' + k[15:]] = v
        elif k.startswith('attributions.1.'): new['everyday.' + k[15:]] = v
        elif k == 'mixes' and len(v) == 6: new[k] = v[[0, 1, 2, 3, 5]]
        else: new[k] = v
    if not any(k.startswith('own.') for k in new):
        A, _, _ = read(OLD/'attribution/network.onnx')
        for n in range(2):
            for k in A:
                if k.startswith(f'encoder.layers.{4+n}.'): new[f'own.{n}.' + k.split('.', 3)[3]] = A[k]
        # the head as it was in the old network
        if own == 'old':
            import numpy as np
            par = np.load(OLD/'attribution/parameters.npz')
            w = torch.zeros(384, 768); w[:, :384] = A['tags.0.weight']
            new['polnear.tags.0.weight'], new['polnear.tags.0.bias'] = w, A['tags.0.bias']
            new['polnear.tags.3.weight'], new['polnear.tags.3.bias'] = A['tags.3.weight'], A['tags.3.bias']
            W = torch.zeros(512, 768); W[:, :384] = torch.cat([A[n+'.weight'] for n in ('content','cue','citing','source')])
            new['polnear.pointers.weight'] = W
            new['polnear.pointers.bias'] = torch.cat([A[n+'.bias'] for n in ('content','cue','citing','source')])
            new['polnear.nothing'] = torch.from_numpy(par['nothing']).float()
            new['polnear.distances'] = torch.stack([torch.from_numpy(par['cue_distance']), torch.from_numpy(par['source_distance'])]).float()
            new['polnear.transitions'] = torch.from_numpy(par['transitions']).float()
    net.load_state_dict(new)
    return net

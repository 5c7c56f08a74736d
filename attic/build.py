"""Mixture of the two old networks as the start of the joint one."""
import re, sys, json, torch
import torch.nn.functional as F
import onnx
from onnx.numpy_helper import to_array
from pathlib import Path
OLD = Path('WORK/src0/quotes/models')
def read(path):
    m = onnx.load(path); g = m.graph
    stored = {i.name: torch.from_numpy(to_array(i).copy()) for i in g.initializer}
    state = {}
    def matrix(n):
        q, z, s = stored[n+'_quantized'].float(), stored[n+'_zero_point'].float(), stored[n+'_scale']
        return (q - z) * s
    for n, v in stored.items():
        if n.startswith('network.') and not re.search('reciprocals|_scale|_zero_point|_quantized', n):
            state[n[8:].replace('.linear.', '.')] = v
        if n.startswith('network.') and n.endswith('_quantized'):
            b = n[:-10]; state[b[8:]] = matrix(b)
    for node in g.node:
        if node.op_type == 'MatMulInteger':
            w = node.input[1].removesuffix('_quantized')
            if w.startswith('network.'): continue
            name = node.name.removeprefix('/network/').removesuffix('/MatMul_quant')
            parts = name.split('/')
            name = parts[0] if len(parts) == 1 else name
            name = name.replace('encoder/', '')
            mm = re.fullmatch(r'(layers\.\d+)/(\w+)(/linear)?', name)
            if mm:
                W = matrix(w).T
                tog = 'query' if mm[2] in ('key', 'value') else mm[2]
                f = stored.get(f'network.encoder.{mm[1]}.{tog}.reciprocals')
                state[f'encoder.{mm[1]}.{mm[2]}.weight'] = W if f is None else W * f
            else:
                last = parts[-1]  # arc_dependent.0 or boundaries
                state[last + '.weight'] = matrix(w).T
    return state, {p.key: p.value for p in m.metadata_props}, stored
def mixture(alpha=0.7):
    from quotes.parsing.joint.joint_labels import Labels
    from quotes.training.encoder import load_encoder
    from quotes.training.joint_network import JointNetwork
    P, props, storedP = read(OLD/'english/en/joint/news.onnx')
    A, _, _ = read(OLD/'attribution/network.onnx')
    import numpy as np
    par = np.load(OLD/'attribution/parameters.npz')
    labels = Labels.from_json(props['labels'])
    enc = load_encoder()
    net = JointNetwork(enc, labels)
    state = net.state_dict()
    new = dict(state)
    for k in state:
        if k.startswith('encoder.'):
            new[k] = (1-alpha)*P[k] + alpha*A[k]
    muls = [storedP[n] for n in sorted((n for n in storedP if re.fullmatch(r'onnx::Mul_\d+', n)), key=lambda n: int(n.split('_')[1]))][:12]
    mix = torch.stack(muls).view(4, 3)
    print('mixes', mix)
    new['mixes'] = torch.cat([mix.clamp(min=1e-4).log(), torch.tensor([[-2., -1., 1.]]*2)])
    for k in ('root', 'arc', 'relation'): new[k] = P[k]
    for k in state:
        if k in P and not k.startswith('encoder.') and k not in ('kind.weight',) and state[k].shape == P[k].shape: new[k] = P[k]
    new['transitions'] = torch.tensor(json.loads(props['transitions']))
    # kinds
    feats = A['features.weight']  # 1+8+2 rows
    kinds = torch.zeros(70, 384)
    scheme = feats[9:11].mean(0)
    for place in range(5):
        for glued in range(2):
            for shape in range(7):
                capital = shape in (2, 3)
                pl = {0: 0, 1: 0, 2: 1, 3: 2, 4: 3}[place]
                a = feats[1 + pl + 4*capital]
                kinds[place*14 + glued*7 + shape] = (1-alpha)*P['kind.weight'][glued*7+shape] + alpha*(a + scheme)
    kinds[0] = (1-alpha)*P['kind.weight'][0]
    new['kind.weight'] = kinds
    for s in range(2):
        h = f'attributions.{s}.'
        w = torch.zeros(384, 768); w[:, :384] = A['tags.0.weight']
        new[h+'tags.0.weight'], new[h+'tags.0.bias'] = w, A['tags.0.bias']
        new[h+'tags.3.weight'], new[h+'tags.3.bias'] = A['tags.3.weight'], A['tags.3.bias']
        W = torch.zeros(512, 768); W[:, :384] = torch.cat([A[n+'.weight'] for n in ('content','cue','citing','source')])
        new[h+'pointers.weight'] = W
        new[h+'pointers.bias'] = torch.cat([A[n+'.bias'] for n in ('content','cue','citing','source')])
        new[h+'nothing'] = torch.from_numpy(par['nothing']).float()
        new[h+'distances'] = torch.stack([torch.from_numpy(par['cue_distance']), torch.from_numpy(par['source_distance'])]).float()
        new[h+'transitions'] = torch.from_numpy(par['transitions']).float()
    missing = [k for k in state if not k.startswith(('encoder', 'attributions')) and k not in P and k not in ('mixes', 'transitions', 'kind.weight')]
    print('missing', missing, 'A keys', [k for k in A if not k.startswith('encoder')])
    net.load_state_dict(new)
    return net
if __name__ == '__main__':
    net = mixture(float(sys.argv[1]) if len(sys.argv) > 1 else .7)

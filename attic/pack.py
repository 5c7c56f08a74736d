"""pack.py WEIGHTS OUT.xz | unpack: weights as differences of 4 bits from the mixture of the two networks of b6078c7."""
import sys, io, lzma, torch, numpy as np
sys.path.insert(0, 'WORK')
from build import mixture
def pack(state, base, out):
    parts = {}
    for k, v in state.items():
        d = (v - base[k]).float().numpy()
        if not np.abs(d).any(): continue
        m = d.reshape(len(d), -1) if d.ndim > 1 else d.reshape(1, -1)
        scale = np.maximum(np.abs(m).max(1, keepdims=True) / 7, 1e-12).astype(np.float16).astype(np.float32)
        scale[scale == 0] = 6e-8
        parts[k] = np.clip(np.round(m / scale), -7, 7).astype(np.int8); parts[k + '/scale'] = scale.astype(np.float16)
    b = io.BytesIO(); np.savez(b, **parts)
    with lzma.open(out, 'wb', preset=9) as f: f.write(b.getvalue())
def unpack(path, base):
    z = np.load(io.BytesIO(lzma.open(path).read()))
    state = {k: v.clone() for k, v in base.items()}
    for k in z.files:
        if not k.endswith('/scale'):
            d = z[k].astype(np.float32) * z[k + '/scale'].astype(np.float32)
            state[k] = state[k] + torch.from_numpy(d).view_as(state[k])
    return state
if __name__ == '__main__':
    base = mixture(.7).state_dict()
    st = torch.load(sys.argv[1], weights_only=True)['model']
    pack(st, base, sys.argv[2])
    again = unpack(sys.argv[2], base)
    num = sum(float(((again[k] - st[k])**2).sum()) for k in st); den = sum(float(((base[k] - st[k])**2).sum()) for k in st)
    print('relative error', (num/den)**.5)
    import os; print(os.path.getsize(sys.argv[2]))
    torch.save({'labels': torch.load(sys.argv[1], weights_only=True)['labels'], 'model': again}, 'WORK/unpacked.pt')

"""export2.py WEIGHTS OUT : converts if needed, exports; PUT=1 puts it into main."""
import sys, json, hashlib, os, torch
from pathlib import Path
sys.path.insert(0, 'WORK')
from convert import convert
from quotes.training.joint_training import export
import onnx
src, out = sys.argv[1:3]
net = convert(src)
torch.save({'labels': net.labels.to_json(), 'model': net.state_dict()}, 'WORK/converted.pt')
props = {p.key: p.value for p in onnx.load('WORK/old.onnx').metadata_props}
export(Path('WORK/converted.pt'), json.loads(props['inflections']), Path(out))
print(Path(out).stat().st_size)
if os.environ.get('PUT'):
    d = Path('REPO/quotes/models/english')
    data = Path(out).read_bytes()
    (d/'en/joint/news.onnx').write_bytes(data)
    r = json.loads((d/'resources.json').read_text())
    r['en']['joint']['news']['md5'] = hashlib.md5(data).hexdigest()
    (d/'resources.json').write_text(json.dumps(r, indent=1, sort_keys=True) + '\n')

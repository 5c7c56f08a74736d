"""export6.py WEIGHTS OUT.onnx ; PUT=1 puts it into the package."""
import sys, os, json, hashlib, re, onnx
from pathlib import Path
from quotes.training import joint_training
old = onnx.load('WORK/f1.onnx', load_external_data=False)
infl = json.loads({p.key: p.value for p in old.metadata_props}['inflections']); del old
joint_training.export(Path(sys.argv[1]), infl, Path(sys.argv[2]))
print(os.path.getsize(sys.argv[2]))
if os.environ.get('PUT'):
    b = Path(sys.argv[2]).read_bytes()
    Path('' + os.environ.get("REPO", "REPO") + '/quotes/models/english/en/joint/news.onnx').write_bytes(b)
    p = Path('' + os.environ.get("REPO", "REPO") + '/quotes/models/english/resources.json'); s = p.read_text()
    p.write_text(re.sub(r'"md5": "\w+"', f'"md5": "{hashlib.md5(b).hexdigest()}"', s))

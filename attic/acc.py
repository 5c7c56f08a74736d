"""acc.py EV : tables of docs/accuracy.md from EV/{dev,dev_model,dev_rules,drills,polnear,polnear_model,polnear_rules,reporting,...}.json"""
import json, re, sys
from pathlib import Path
EV = Path(sys.argv[1]); P = Path('REPO/docs/accuracy.md'); text = P.read_text()
L = lambda n: json.load(open(EV/f'{n}.json'))
def prf(s, p, k, bold=False):
    a, b, c = ('%.1f' % (s[p][k][x] or 0) for x in ('precision', 'recall', 'f1'))
    return f'{a} / {b} / ' + (f'**{c}**' if bold else c)
f1 = lambda s, p, k: '%.1f' % (s[p][k]['f1'] or 0)
dev = L('dev'); s = dev['scores']
for p in ('all', 'direct', 'mixed', 'indirect'):
    row = f"| {p} | {s[p]['found']['gold']} | {prf(s,p,'found',p=='all')} | {prf(s,p,'attributed',p=='all')} | {f1(s,p,'speaker')} | {f1(s,p,'claims')} |"
    text, n = re.subn(rf'^\| {p} \| \d+ \| [\d. /*]+ \| [\d. /*]+ \| [\d.]+ \| [\d.]+ \|$', row, text, flags=re.M); print(p, n)
q = s['quotes']['right']; w = s['speakers']['written']; a = s['speakers']['all']
print('quotes right', q['recall'], q['gold']); print({k: (round(v['right']['recall'] or 0, 1), v['right']['gold']) for k, v in w.items()}); print({k: v['recall'] for k, v in a.items()})
names = {'dev': '**rules and model together** (`--engine all`, the default)', 'dev_model': 'model alone (`--engine model`)', 'dev_rules': 'rules alone, with textacy (`--engine rules`)'}
for n, name in names.items():
    if (EV/f'{n}.json').exists():
        t = L(n)['scores']
        row = f"| {name} | {prf(t,'all','found')} | {f1(t,'all','attributed')} | {f1(t,'all','speaker')} | {f1(t,'direct','attributed')} | {'%.1f' % t['quotes']['right']['recall']} |"
        text, k = re.subn(rf'^\| {re.escape(name)} \|.*$', lambda m: row, text, flags=re.M); print(n, k)
def folders(d, first, columns):
    """Two columns of folders."""
    global text
    fs = d['folders']; names = sorted(fs)
    half = (len(names) + 1) // 2
    cell = lambda n: f"{n} | {fs[n]['all']['found']['gold']} | {f1(fs[n],'all','found')} | {f1(fs[n],'all','attributed')} | {f1(fs[n],'all','speaker')}"
    rows = []
    for i in range(half):
        right = cell(names[half+i]) if half + i < len(names) else ' |  |  |  | '
        rows.append(f'| {cell(names[i])} | {right} |')
    head = next(m for m in re.finditer(rf'^\| {first} \| statements .*\n\|[- |]+\|\n((?:\|.*\n)+)', text, flags=re.M))
    text = text[:head.start(1)] + '\n'.join(rows) + '\n' + text[head.end(1):]
folders(dev, 'outlet', 5)
if (EV/'drills.json').exists():
    d = L('drills'); folders(d, 'kind', 5); t = d['scores']; print('drills', prf(t,'all','found'), f1(t,'all','attributed'), f1(t,'all','speaker'), 'right of found', {k: (round(v['right']['recall'] or 0,1)) for k, v in t['speakers']['written'].items()}, t['speakers']['all']['right']['recall'])
pn = {'': '**rules and model together**', '_model': 'model alone', '_rules': 'rules alone'}
for x, name in pn.items():
    if (EV/f'polnear{x}.json').exists():
        cells = []
        for which in ('polnear', 'reporting'):
            t = L(which + x)['scores']
            cells += [f1(t,'all','found'), f1(t,'all','attributed'), f1(t,'direct','attributed'), '%.1f' % t['quotes']['right']['recall']]
        text, k = re.subn(rf'^\| {re.escape(name)} \| [\d.]+ \| [\d.]+ \| [\d.]+ \| [\d.]+ \| [\d.]+ .*$', lambda m: f"| {name} | {' | '.join(cells)} |", text, flags=re.M); print('polnear' + x, k)
if len(sys.argv) > 2: P.write_text(text)

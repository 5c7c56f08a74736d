import json,sys
for f in sys.argv[1:]:
    try: d=json.load(open(f))
    except Exception as e: print(f, e); continue
    s=d['scores']; s.setdefault('all', s.get('all') or {k:v for k,v in s.items()}); r=lambda p,k: '%.1f/%.1f/%.1f'%tuple((s[p][k][x] or 0) for x in ('precision','recall','f1'))
    print(f.split('/')[-1], *(f'{p}: '+' '.join(f'{k} {r(p,k)}' for k in ('found','attributed','speaker') if k in s[p]) for p in ('all','direct')), 'quotes', s['quotes']['right']['recall'])
    if 'speakers' in s: print('   right of found', s['speakers']['all']['right']['recall'], {k: round(v['right']['recall'] or 0,1) for k,v in s['speakers']['written'].items()})

#!/bin/bash
# A: weights, then whom words mean; B: export, judge, measures
cd /tmp; export OMP_NUM_THREADS=1
T=VENV/bin/python
PYTHONPATH=WORK/src1 $T -P WORK/avg6.py WORK/run6/net.pt WORK/s.pt > WORK/post.log 2>&1
export PYTHONPATH=REPO
$T -P WORK/convertalt.py WORK/s.pt WORK/w.pt >> WORK/post.log 2>&1
( $T -P WORK/mention6.py WORK/w.pt WORK/w7.pt 1 > WORK/mention.log 2>&1; $T -P WORK/export6.py WORK/w7.pt WORK/w7.onnx >> WORK/mention.log 2>&1; echo finished >> WORK/mention.log ) &
( PUT=1 $T -P WORK/export6.py WORK/w.pt WORK/w.onnx >> WORK/post.log 2>&1
  . VENV/bin/activate; S=CORPORA; O=WORK/ev; mkdir -p $O; E="quotes evaluate attribution --bootstrap 0 -f json --corpus"
  python -m quotes.training judge --data $S/everyday/dev > $O/judge.txt 2>&1
  $E say $S/everyday/dev --by-folder > $O/dev0.json 2> $O/err
  quotes check REPO/fixtures --min-f1 1 > $O/fixtures.txt 2>&1
  $E polnear $S/polnear/dev > $O/polnear.json 2>> $O/err
  $E polnear $S/polnear/dev --reporting > $O/reporting.json 2>> $O/err
  $T -P WORK/card6.py WORK/w.onnx WORK/set > $O/card.txt 2>&1
  $E say $S/drills > $O/drills0.json 2>> $O/err
  echo finished > $O/done ) &
wait

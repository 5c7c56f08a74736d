#!/bin/bash
cd /tmp; . VENV/bin/activate
export THREADS=1 OMP_NUM_THREADS=1 PYTHONPATH=WORK/src1 MASTER_ADDR=127.0.0.1 MASTER_PORT=29511 WORLD_SIZE=2 INIT=WORK/init.checkpoint
export STEPS=1700 NOPOL=1
export HYPER=${HYPER:-0.7,0.4,2,2,2e-4,8e-4,0.1} PIECES=1600
RANK=1 nohup python -P WORK/train5.py WORK/run1 >> WORK/run1.rank1.log 2>&1 &
RANK=0 nohup python -P WORK/train5.py WORK/run1 >> WORK/run1.log 2>&1 &

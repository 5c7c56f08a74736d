#!/bin/bash
cd /tmp; . VENV/bin/activate
export THREADS=1 OMP_NUM_THREADS=1 PYTHONPATH=WORK/src1 MASTER_ADDR=127.0.0.1 MASTER_PORT=29514 WORLD_SIZE=2 INIT=WORK/run6/net.pt
export STEPS=${STEPS:-1700}
export HYPER=${HYPER:-1.0,0.6,3,1,1.5e-4,6e-4,0.0} PIECES=1600
RANK=1 nohup python -P WORK/train7.py WORK/run7 >> WORK/run7.rank1.log 2>&1 &
RANK=0 nohup python -P WORK/train7.py WORK/run7 >> WORK/run7.log 2>&1 &

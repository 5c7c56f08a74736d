#!/bin/bash
cd /tmp; . VENV/bin/activate
export OMP_NUM_THREADS=1 PYTHONPATH=WORK/src2 MASTER_ADDR=127.0.0.1 MASTER_PORT=29512 WORLD_SIZE=2
RANK=1 nohup python -P WORK/own.py $1 WORK/own $2 >> WORK/own.rank1.log 2>&1 &
RANK=0 nohup python -P WORK/own.py $1 WORK/own $2 >> WORK/own.log 2>&1 &

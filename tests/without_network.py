"""Runs Python code with the network closed, and with what it has loaded waits for calls from behind.

    python tests/without_network.py SECONDS CODE ARGUMENT…

The kernel kills this process and its children, native threads too, when they open or use a socket; the exit status
is then `KILLED`. Two kinds are no network: pairs of connected sockets, which are pipes, and
the socket of `urllib3` that is bound at its import to see whether this machine has IPv6, and sends nothing. The exit
status is `NOT_CLOSED` where the kernel cannot do this.
"""

from __future__ import annotations

import ctypes
import platform
import signal
import socket
import sys
import time

KILLED = -signal.SIGSYS
NOT_CLOSED = 77

# numbers of system calls: asm/unistd_64.h and asm-generic/unistd.h; architectures: linux/audit.h
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
SOCKET = {"x86_64": 41, "aarch64": 198}
CONNECT_SENDTO_SENDMSG_SENDMMSG_LISTEN_IO_URING = {
    "x86_64": (42, 44, 46, 307, 50, 425),
    "aarch64": (203, 206, 211, 269, 201, 425),
}

LOAD, AND, EQUAL, RETURN = 0x20, 0x54, 0x15, 0x06  # linux/bpf_common.h
CALL, ARCHITECTURE, FAMILY, KIND = 0, 4, 16, 24  # offsets in `struct seccomp_data`; the last are arguments of `socket`
ALLOW, KILL = 0x7FFF0000, 0x80000000  # linux/seccomp.h
PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, FILTER = 22, 38, 2  # linux/prctl.h


class Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("value", ctypes.c_uint32))


class Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(Instruction)))


def close_network() -> bool:
    """Close the network for this process and those that it starts; tell whether that was possible."""
    machine = platform.machine()
    if sys.platform != "linux" or machine not in ARCHITECTURES:
        return False
    forbidden = CONNECT_SENDTO_SENDMSG_SENDMMSG_LISTEN_IO_URING[machine]
    rows = [
        (LOAD, 0, 0, ARCHITECTURE),
        (EQUAL, 1, 0, ARCHITECTURES[machine]),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, CALL),
        *(
            (EQUAL, 7 + after, 0, call)
            for after, call in zip(range(len(forbidden) - 1, -1, -1), forbidden, strict=True)
        ),
        (EQUAL, 0, 5, SOCKET[machine]),
        (LOAD, 0, 0, FAMILY),
        (EQUAL, 0, 4, socket.AF_INET6),
        (LOAD, 0, 0, KIND),
        (AND, 0, 0, 0xF),
        (EQUAL, 0, 1, socket.SOCK_STREAM),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, KILL),
    ]
    instructions = (Instruction * len(rows))(*rows)
    program = Program(len(rows), instructions)
    prctl = ctypes.CDLL(None).prctl
    prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    done = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), prctl(PR_SET_SECCOMP, FILTER, ctypes.addressof(program), 0, 0)
    return done == (0, 0)


def main() -> None:
    seconds, code, *sys.argv[1:] = sys.argv[1:]
    sys.path[0] = ""
    if not close_network():
        sys.exit(NOT_CLOSED)
    try:
        exec(code, {"__name__": "__main__"})
    finally:
        time.sleep(float(seconds))


if __name__ == "__main__":
    main()

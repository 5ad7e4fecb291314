"""Runs a process and tells what it took."""
import ctypes
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from statistics import median

PR_SET_CHILD_SUBREAPER = 36
kept = set()  # what the bench itself keeps running: proxies, sshd


@dataclass
class Sample:
    """Seconds of wall time, seconds of CPU of the whole tree, MB of its largest process."""
    wall: float
    cpu: float
    user: float
    rss: float

    @staticmethod
    def middle(samples):
        return Sample(*(median(getattr(s, f) for s in samples) for f in ("wall", "cpu", "user", "rss")))


def adopt():
    """Daemons that a contender leaves behind (ssh's masters) become this process's children, so that they can be
    counted and stopped."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def children():
    with open(f"/proc/self/task/{os.getpid()}/children") as f:
        return [int(pid) for pid in f.read().split() if int(pid) not in kept]


def comm(pid):
    try:
        with open(f"/proc/{pid}/comm") as f:
            return f.read().strip()
    except OSError:
        return ""


def reap():
    """Stops what a contender left running; the CPU (user, system) of those that are ssh."""
    user = system = 0.0
    pids = children()
    names = {pid: comm(pid) for pid in pids}
    for pid in pids:
        try:
            os.kill(pid, signal.SIGTERM)
        except ProcessLookupError:
            pass
    for pid in pids:
        try:
            _, _, usage = os.wait4(pid, 0)
        except ChildProcessError:
            continue
        if names[pid].startswith("ssh"):
            user, system = user + usage.ru_utime, system + usage.ru_stime
    return user, system


def run(argv, log, env=None, cwd=None, ok=(0,), stdin=subprocess.DEVNULL):
    """One run from start to exit; its output goes to the file `log`. Fails when it exits with another code."""
    with open(log, "wb") as out:
        begin = time.monotonic()
        process = subprocess.Popen(argv, stdin=stdin, stdout=out, stderr=subprocess.STDOUT, env=env, cwd=cwd)
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except KeyboardInterrupt:
            process.terminate()
            raise
        wall = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    user, system = reap()
    if process.returncode not in ok:
        with open(log, errors="replace") as f:
            tail = f.read()[-3000:]
        raise SystemExit(f"{' '.join(argv)[:400]}\nexited with {process.returncode}:\n{tail}")
    user += usage.ru_utime
    return Sample(wall, user + usage.ru_stime + system, user, usage.ru_maxrss / 1024)


def start(argv, **more):
    """A process that the bench keeps; stop() ends it."""
    process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, **more)
    kept.add(process.pid)
    return process


def stop(process):
    """The CPU, in seconds, that it and what it started took."""
    process.terminate()
    _, process.returncode, usage = os.wait4(process.pid, 0)
    kept.discard(process.pid)
    return usage.ru_utime + usage.ru_stime

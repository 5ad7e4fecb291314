"""Hosts as they are reached over a slow or a counting link."""
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace

from contenders import BENCH
from measure import start, stop

PORT = 22400


@dataclass
class Count:
    up: int
    down: int
    flights: int


class Link:
    def __init__(self, process, hosts):
        self.process, self.hosts = process, hosts

    def count(self):
        """What has passed since the last time this was asked."""
        self.process.send_signal(signal.SIGUSR1)
        return Count(*map(int, self.process.stdout.readline().split()))


def known(hosts, work, at):
    """A file of known hosts for the same hosts at other places; at: of [address]:port."""
    lines = []
    for host, place in zip(hosts, at):
        key = host.ssh("cat /etc/ssh/ssh_host_ed25519_key.pub").split()[:2]
        lines.append(f"{place} {' '.join(key)}\n")
    path = work / "known_hosts"
    path.write_text("".join(lines))
    return f"-o UserKnownHostsFile={path}"


@contextmanager
def link(bench, milliseconds, count):
    """The first `count` of the hosts behind a link of that round-trip time."""
    hosts = bench.hosts.all[:count]
    ports = range(PORT, PORT + count)
    args = known(hosts, bench.work, [f"[127.0.0.1]:{p}" for p in ports])
    process = start([sys.executable, str(BENCH / "lib/proxy.py"), str(milliseconds), str(PORT),
                     *(f"{h.address}:{h.port}" for h in hosts)], stdout=subprocess.PIPE, text=True)
    try:
        process.stdout.readline()
        far = [replace(h, address="127.0.0.1", port=p, args=args) for h, p in zip(hosts, ports)]
        yield Link(process, bench.hosts.write(bench.work / "far.ini", far))
    finally:
        stop(process)



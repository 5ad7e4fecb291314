"""Many hosts: one sshd of this machine, on as many addresses of 127.0.0.0/8 as are wanted."""
import getpass
import socket
import subprocess
import time
from contextlib import contextmanager

from hosts import Host, Hosts
from measure import start, stop

PORT = 22300
CONFIG = """Port {port}
ListenAddress 0.0.0.0
HostKey {dir}/host_key
AuthorizedKeysFile {dir}/key.pub
AllowUsers {user}@127.*
PidFile none
UsePAM no
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
MaxStartups 1000
UseDNS no
PrintMotd no
SetEnv HOME={dir}/home PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
"""


def keys(directory):
    for name in ("host_key", "key"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(directory / name)], check=True)
    return " ".join((directory / "host_key.pub").read_text().split()[:2])


def wait_for(address):
    """sshd tells nobody when it listens."""
    end = time.monotonic() + 10
    while True:
        try:
            return socket.create_connection((address, PORT), 1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)


@contextmanager
def many(bench, count):
    """That many hosts; each has a directory `dir` of its own."""
    directory = bench.work / "many"
    # A home of its own: what the user's shell does at its start is not what is measured.
    (directory / "home").mkdir(parents=True)
    public, user = keys(directory), getpass.getuser()
    (directory / "sshd_config").write_text(CONFIG.format(port=PORT, dir=directory, user=user))
    if user == "root":
        subprocess.run(["mkdir", "-p", "/run/sshd"], check=True)
    addresses = [f"127.1.{n // 200}.{n % 200 + 1}" for n in range(count)]
    (directory / "known_hosts").write_text("".join(f"[{a}]:{PORT} {public}\n" for a in addresses))
    args = f"-o UserKnownHostsFile={directory}/known_hosts"
    hosts = [Host(f"h{n + 1:03}", a, PORT, user, str(directory / "key"), args) for n, a in enumerate(addresses)]
    process = start(["/usr/sbin/sshd", "-D", "-e", "-f", str(directory / "sshd_config")],
                    stderr=open(directory / "sshd.log", "wb"))
    try:
        wait_for(addresses[0])
        yield ManyHosts(Hosts(None, hosts), directory)
    finally:
        directory.joinpath("cpu").write_text(str(stop(process)))


class ManyHosts:
    """A choice of the hosts is an inventory of its own."""

    def __init__(self, hosts, directory):
        self.hosts, self.directory = hosts, directory
        self.files = directory / "hosts"

    def first(self, count):
        path = self.directory / f"{count}.ini"
        made = self.hosts.write(path, self.hosts.all[:count])
        path.write_text(path.read_text() + f"[all:vars]\ndir={self.files}/{{{{ inventory_hostname }}}}\n")
        return made

    def listing(self, count):
        """As Hosts.listing; the directories are all on this machine."""
        script = (f"cd {self.files} && find . -printf '%P %y %m %U %l\\n' | LC_ALL=C sort;"
                  f" find . -type f -exec sha256sum {{}} + | LC_ALL=C sort -k2")
        text = subprocess.run(["sh", "-c", script], check=True, capture_output=True, text=True).stdout
        return {f"the {count} hosts": text}

    def clean(self):
        subprocess.run(["rm", "-rf", str(self.files)], check=True)
        self.files.mkdir()

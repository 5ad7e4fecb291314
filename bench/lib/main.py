"""The bench's one command."""
import argparse
import importlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import measure
import results
from contenders import BENCH, ROOT
from hosts import Hosts

LAB = Path("/var/lib/jplay-lab")


class Bench:
    """What the workloads share."""

    def __init__(self, options, work):
        self.rounds, self.slow_rounds, self.work = options.rounds, options.slow_rounds, work
        self.options, self._hosts = options, None

    @property
    def hosts(self):
        """The lab's hosts, or those of --inventory; nothing starts before a workload wants them."""
        if self._hosts is None:
            self._hosts = Hosts.read(self.options.inventory or lab(self))
        return self._hosts

    def say(self, text):
        print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def lab(bench):
    """Starts the lab of lab.yml with eight hosts that have Python."""
    bench.say("starting the lab")
    subprocess.run([ROOT / "jplay", "lab.yml", "-e", f"@{BENCH}/lab.yml"], check=True, cwd=ROOT,
                   stdout=open(bench.work / "lab.log", "wb"))
    # The hosts are not what a contender left behind.
    measure.kept.update(measure.children())
    inventory = bench.work / "lab.ini"
    hosts = "".join(f"node{n} ansible_host=10.97.0.{10 + n}\n" for n in range(1, 9))
    inventory.write_text(f"[all]\n{hosts}[all:vars]\nansible_user=root\nansible_ssh_private_key_file={LAB}/id\n"
                         f"ansible_ssh_common_args=-o UserKnownHostsFile={LAB}/known_hosts\n"
                         "ansible_python_interpreter=/usr/bin/python3\n")
    return inventory


def rivals():
    """Ansible and Mitogen from Debian's packages."""
    if shutil.which("ansible-playbook") and Path("/usr/share/doc/ansible-mitogen").exists():
        return
    subprocess.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", "ansible", "ansible-mitogen",
                    "openssh-client", "openssh-server"], check=True, stdout=subprocess.DEVNULL)


def options():
    parser = argparse.ArgumentParser(prog="bench/run", description="Measures jplay against its rivals; see bench/README.md.")
    parser.add_argument("workload", nargs="*", type=int, choices=range(1, 9), help="1 to 8 (default: all)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each contender runs (default: 5)")
    parser.add_argument("--slow-rounds", type=int, default=1, help="the same for what takes Ansible minutes (default: 1)")
    parser.add_argument("--inventory", help="hosts that are there already, in place of the lab's")
    parser.add_argument("--k8s", help="inventory of a finished cluster (default: the lab's, which is built first)")
    return parser.parse_args()


def main():
    chosen = options()
    # The rivals are Debian's, and so is their Python, whatever else stands before it.
    os.environ["PATH"] = "/usr/bin:/bin:/usr/sbin:/sbin:" + os.environ.get("PATH", "")
    measure.adopt()
    rivals()
    work = BENCH / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    bench = Bench(chosen, work)
    # Builds, and makes the archive of classes, where that is wanting.
    subprocess.run([os.environ.get("JPLAY", ROOT / "jplay"), "--version"], check=True, stdout=subprocess.DEVNULL)
    for number in chosen.workload or range(1, 9):
        module = importlib.import_module(f"w{number}")
        bench.say(f"workload {number}: {module.__doc__}")
        section = module.measure(bench)
        results.write({number: section})
        print(results.section_text(number, section.data(results.commit())), flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()

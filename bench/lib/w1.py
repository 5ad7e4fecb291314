"""1. A playbook of 12 tasks and 26 items on all hosts: first run, and again when nothing is left to change."""
import random
from collections import defaultdict

from contenders import BENCH, Ansible, Jplay, Mitogen
from hosts import Same
from measure import Sample, run
from results import Section, rotated

DIR = "/srv/bench"
FILES = BENCH / "play/files"


class Raw:
    name = "ssh, an exec an item"
    modes = ("write", "check")

    def __init__(self, work):
        self.sockets = work / "raw"
        self.sockets.mkdir(exist_ok=True)

    def runs(self, hosts, log):
        lines = self.sockets.parent / "raw.hosts"
        lines.write_text("".join(f"{h.name} {h.user}@{h.address} {' '.join(h.ssh_options())}\n" for h in hosts.all))
        for mode in self.modes:
            with open(lines) as listed:
                yield run([str(BENCH / "lib/raw"), mode, DIR, str(self.sockets), str(FILES)], log, stdin=listed)


class Floor(Raw):
    name = "ssh, one script: the floor"
    modes = ("floor", "floor")


def playbook_runs(contender, hosts, log):
    for again in (False, True):
        contender.fresh()
        yield run(contender.argv("-i", hosts.inventory, BENCH / "play/one.yml"), log, env=contender.env)
        text = log.read_text(errors="replace")
        if text.count("changed=0") != (len(hosts.all) if again else 0):
            raise SystemExit(f"{contender.name}: the {'second' if again else 'first'} run changed what it should not:\n"
                             + text[-2000:])


def measure(bench):
    blob = FILES / "blob"
    if not blob.exists():
        blob.write_bytes(random.Random(1).randbytes(65536))
    contenders = [c(bench.work) for c in (Jplay, Ansible, Mitogen, Raw, Floor)]
    samples, same, log = defaultdict(list), Same(), bench.work / "w1.log"
    for n in range(bench.rounds):
        for c in rotated(contenders[:-1], n) + contenders[-1:]:
            if not isinstance(c, Floor):
                bench.hosts.clean(DIR)
            runs = c.runs(bench.hosts, log) if isinstance(c, Raw) else playbook_runs(c, bench.hosts, log)
            for which, sample in zip(("first", "again"), runs):
                samples[c.name, which].append(sample)
                bench.say(f"round {n + 1}: {c.name}, {which}: {sample.wall:.2f} s, CPU {sample.cpu:.2f} s")
            same.check(c.name, bench.hosts.listing(DIR))
    bench.hosts.clean(DIR)
    return report(bench, {key: Sample.middle(s) for key, s in samples.items()}, contenders)


def report(bench, m, contenders):
    section = Section("Playbook of 12 tasks, 26 items and facts", f"{len(bench.hosts.all)} hosts, {bench.rounds} rounds")
    for which, title in (("first", "first run"), ("again", "again")):
        section.samples(title, [(c.name, m[c.name, which]) for c in contenders])
    wall = {key: s.wall for key, s in m.items()}
    j1, j2 = wall["jplay", "first"], wall["jplay", "again"]
    section.at_most("first run / Ansible", j1 / wall["ansible", "first"], 1 / 25)
    section.at_most("first run / Mitogen", j1 / wall["mitogen", "first"], 1 / 4)
    section.at_most("again / Ansible", j2 / wall["ansible", "again"], 1 / 25)
    section.at_most("again / raw ssh", j2 / wall[Raw.name, "again"], 1)
    section.at_most("first run / floor", j1 / wall[Floor.name, "first"], 2)
    section.at_most("again / floor", j2 / wall[Floor.name, "again"], 2)
    return section

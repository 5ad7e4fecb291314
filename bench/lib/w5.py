"""5. 20 tasks on four hosts over a link with a round-trip time of 40 ms."""
from collections import defaultdict

from contenders import BENCH, Ansible, Jplay, Mitogen
from hosts import Same
from link import link
from measure import Sample, run
from results import Section, rotated

DIR = "/srv/bench"
MILLISECONDS = 40
FEW, MANY = 5, 15
FILES = ("copy", "copy-file", "template", "directory", "link", "lineinfile")
KINDS = (*FILES, "command")


def timed(bench, far):
    contenders = [c(bench.work) for c in (Jplay, Ansible, Mitogen)]
    samples, same = defaultdict(list), Same()
    for n in range(bench.rounds):
        for c in rotated(contenders, n):
            bench.hosts.clean(DIR)
            for which in ("first", "again"):
                c.fresh()
                far.count()
                sample = run(c.argv("-i", far.hosts.inventory, BENCH / "play/twenty.yml", "-e", f"dir={DIR}"), bench.work / "w5.log", env=c.env)
                samples[c.name, which].append(sample)
                bench.say(f"round {n + 1}: {c.name}, {which}: {sample.wall:.2f} s, {far.count().flights} flights")
            same.check(c.name, far.hosts.listing(DIR))
    return {key: Sample.middle(s) for key, s in samples.items()}, contenders


def flights(bench, one, kind, count):
    """How many flights that many tasks of a kind make: on the first run, and again."""
    bench.hosts.clean(DIR)
    found = []
    for _ in range(2):
        one.count()
        c = Jplay(bench.work)
        run(c.argv("-i", one.hosts.inventory, BENCH / "play/kinds.yml", "-e", f"kind={kind}", "-e", f"count={count}"), bench.work / "w5.log")
        found.append(one.count().flights)
    return found


def trips(bench):
    """What each further task costs: not what a run does once, as to connect, or to have the disk keep what it wrote."""
    with link(bench, MILLISECONDS, 1) as one:
        few, many = ({kind: flights(bench, one, kind, count) for kind in KINDS} for count in (FEW, MANY))
        return {kind: [(m - f) / (MANY - FEW) for f, m in zip(few[kind], many[kind])] for kind in KINDS}


def measure(bench):
    with link(bench, MILLISECONDS, 4) as far:
        m, contenders = timed(bench, far)
    per_task = trips(bench)
    bench.hosts.clean(DIR)
    section = Section("20 tasks over a link of 40 ms", f"4 hosts, {bench.rounds} rounds")
    for which, title in (("first", "first run"), ("again", "again")):
        section.samples(title, [(c.name, m[c.name, which]) for c in contenders])
    section.table(["round trips per task", *KINDS], [[title] + [f"{per_task[k][n]:.1f}" for k in KINDS]
                                                     for n, title in enumerate(("something changes", "nothing changes"))])
    for which in ("first", "again"):
        section.at_most(f"{which} / Ansible", m["jplay", which].wall / m["ansible", which].wall, 1 / 5)
    section.at_most("round trips of a file-like task that changes something", max(per_task[k][0] for k in FILES), 2)
    section.at_most("round trips when nothing changes", max(per_task[k][1] for k in FILES), 1)
    return section

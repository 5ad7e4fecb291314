"""6. Start-up alone: the version, a list of tasks, a syntax check."""
from collections import defaultdict

from contenders import ROOT, Ansible, Jplay
from k8s import equivalent
from measure import Sample, run
from results import Section, rotated


def measure(bench):
    playbooks = equivalent(bench)
    inventory = ROOT / "inventory/lab"
    jplay, ansible = Jplay(bench.work), Ansible(bench.work)
    what = {"--version": lambda c: ["--version"],
            "--list-tasks": lambda c: ["-i", inventory, "--list-tasks", playbooks[c.name]],
            "--syntax-check": lambda c: ["-i", inventory, "--syntax-check", playbooks[c.name]]}
    samples = defaultdict(list)
    rounds = max(bench.rounds, 5)
    for n in range(rounds):
        for name, args in what.items():
            for c in rotated([jplay, ansible], n):
                samples[name, c.name].append(run(c.argv(*args(c)), bench.work / "w6.log", env=c.env))
    m = {key: Sample.middle(s) for key, s in samples.items()}
    section = Section("Start-up", f"k8s.yml, {rounds} rounds")
    section.table(["", "jplay: wall", "user CPU", "CPU", "Ansible: wall", "user CPU", "CPU"],
                  [[name] + [f"{getattr(m[name, c], f):.2f}" for c in ("jplay", "ansible") for f in ("wall", "user", "cpu")]
                   for name in what])
    for name, limit in (("--version", 1), ("--syntax-check", 1 / 3)):
        section.at_most(f"{name}, user CPU / Ansible's", m[name, "jplay"].user / m[name, "ansible"].user, limit)
    return section

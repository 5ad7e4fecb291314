"""6. Start-up alone: the version, a list of tasks, a syntax check."""
import time
from collections import defaultdict

from contenders import ROOT, Ansible, Jplay
from k8s import equivalent
from measure import Sample, run
from results import Section, rotated

CHECK = "--syntax-check"
NEW = "--syntax-check, something changed"


def measure(bench):
    playbooks = equivalent(bench)
    inventory = ROOT / "inventory/lab"
    jplay, ansible = Jplay(bench.work), Ansible(bench.work)
    what = {"--version": lambda c: ["--version"],
            "--list-tasks": lambda c: ["-i", inventory, "--list-tasks", playbooks[c.name]],
            CHECK: lambda c: ["-i", inventory, "--syntax-check", playbooks[c.name]]}
    samples = defaultdict(list)
    rounds = max(bench.rounds, 5)
    log = bench.work / "w6.log"
    time.sleep(3)  # jplay does not remember what it found in files as new as its clock is coarse
    known = {**jplay.env, "XDG_CACHE_HOME": str(bench.work / "known")}
    run(jplay.argv(*what[CHECK](jplay)), log, env=known)
    for n in range(rounds):
        for name, args in what.items():
            for c in rotated([jplay, ansible], n):
                env = known if c is jplay else c.env
                samples[name, c.name].append(run(c.argv(*args(c)), log, env=env))
        new = {**jplay.env, "XDG_CACHE_HOME": str(bench.work / f"new{n}")}
        samples[NEW, "jplay"].append(run(jplay.argv(*what[CHECK](jplay)), log, env=new))
    m = {key: Sample.middle(s) for key, s in samples.items()}
    m[NEW, "ansible"] = m[CHECK, "ansible"]
    section = Section("Start-up", f"k8s.yml, {rounds} rounds")
    section.table(["", "jplay: wall", "user CPU", "CPU", "Ansible: wall", "user CPU", "CPU"],
                  [[name] + [f"{getattr(m[name, c], f):.2f}" for c in ("jplay", "ansible") for f in ("wall", "user", "cpu")]
                   for name in (*what, NEW)])
    for name, limit in (("--version", 1), (CHECK, 1 / 3)):
        section.at_most(f"{name}, user CPU / Ansible's", m[name, "jplay"].user / m[name, "ansible"].user, limit)
    return section

"""2. k8s.yml on a finished cluster, where nothing is left to change, without the tasks that wait for health or test it."""
import re
from pathlib import Path

from contenders import ROOT, Ansible, Jplay
from k8s import equivalent
from measure import Sample, run
from results import Section, rotated


def unchanged(who, log):
    text = log.read_text(errors="replace")
    counts = re.findall(r"changed=(\d+)", text)
    if not counts or any(n != "0" for n in counts):
        changed = [line for line in text.splitlines() if line.startswith("changed:")]
        raise SystemExit(f"{who} found something to change in the finished cluster; see {log}\n" + "\n".join(changed[:20]))


def finish(bench, jplay, log):
    """The lab's cluster, built where it is not there; one of --k8s is somebody else's."""
    if bench.options.k8s is None:
        bench.hosts.clean("/srv/bench")
        bench.say("building the cluster, where something of it is missing")
        run(jplay.argv(ROOT / "playbooks/k8s.yml"), log, env=jplay.env, cwd=ROOT)
    return Path(bench.options.k8s or ROOT / "inventory/lab").resolve()


def measure(bench):
    playbooks, log = equivalent(bench), bench.work / "w2.log"
    contenders = [Jplay(bench.work), Ansible(bench.work)]
    inventory = finish(bench, contenders[0], log)

    def once(c, *more):
        c.fresh()
        sample = run(c.argv("-i", inventory, playbooks[c.name], *more), log, env=c.env, cwd=ROOT)
        unchanged(c.name, log)
        return sample

    # A certificate that Ansible would sign anew would break the cluster: asked before it is let loose.
    once(contenders[1], "--check", "--tags", "pki")
    samples = {c.name: [] for c in contenders}
    for n in range(bench.rounds):
        for c in rotated(contenders, n):
            sample = once(c)
            samples[c.name].append(sample)
            bench.say(f"round {n + 1}: {c.name}: {sample.wall:.2f} s, CPU {sample.cpu:.2f} s")
    m = {name: Sample.middle(s) for name, s in samples.items()}
    section = Section("k8s.yml on a finished cluster", f"{inventory.name}, {bench.rounds} rounds, nothing to change")
    section.samples("wall time", [(c.name, m[c.name]) for c in contenders])
    section.at_most("wall time / Ansible", m["jplay"].wall / m["ansible"].wall, 1 / 15)
    return section

"""4. 20 tasks on 200 hosts: one sshd on 200 loopback addresses, a directory for each host."""
import json
from collections import defaultdict

from contenders import BENCH, Ansible, Jplay, Mitogen
from hosts import Same
from many import many
from measure import Sample, run
from results import Section

COUNT = 200


def measure(bench):
    samples, same, log = defaultdict(list), Same(), bench.work / "w4.log"
    with many(bench, COUNT) as hosts:
        inventory = hosts.first(COUNT).inventory
        contenders = [c(bench.work) for c in (Jplay, Ansible, Mitogen)]
        for n in range(max(bench.rounds, bench.slow_rounds)):
            for c in contenders:
                if c.name != "jplay" and n >= bench.slow_rounds:
                    continue
                hosts.clean()
                for which in ("first", "again"):
                    c.fresh()
                    sample = run(c.argv("-i", inventory, BENCH / "play/twenty.yml"), log, env=c.env)
                    samples[c.name, which].append(sample)
                    bench.say(f"round {n + 1}: {c.name}, {which}: {sample.wall:.2f} s, CPU {sample.cpu:.2f} s, {sample.rss:.0f} MB")
                same.check(c.name, hosts.listing(COUNT))
        waits = overlap(bench, inventory)
        hosts.clean()
    return report(bench, {key: Sample.middle(s) for key, s in samples.items()}, contenders, waits)


def overlap(bench, inventory):
    """Of a task that takes a second on one host and nothing on the others: when the others were done."""
    log = bench.work / "w4.jsonl"
    c = Jplay(bench.work)
    run(c.argv("-i", inventory, "--output", "jsonl", BENCH / "play/one-slow.yml"), log)
    took = {}
    for line in log.read_text().splitlines():
        event = json.loads(line) if line.startswith("{") else {}
        if event.get("event") == "host_finished" and event.get("result", {}).get("cmd"):
            took[event["host"]] = event["took"]
    slow = took.pop("h001")
    return slow, max(took.values())


def report(bench, m, contenders, waits):
    section = Section(f"20 tasks on {COUNT} hosts", f"{bench.rounds} rounds, the others {bench.slow_rounds}")
    for which, title in (("first", "first run"), ("again", "again")):
        section.samples(title, [(c.name, m[c.name, which]) for c in contenders])
    for which in ("first", "again"):
        section.at_most(f"{which} / Ansible", m["jplay", which].wall / m["ansible", which].wall, 1 / 20)
    section.at_most("peak memory", max(m["jplay", w].rss for w in ("first", "again")), 400, " MB")
    section.at_most(f"slowest of the others while one host takes {waits[0]:.1f} s", waits[1], waits[0] / 2, " s")
    return section

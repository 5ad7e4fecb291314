"""8. Cost grows linearly, by hosts and by tasks; and the controller's CPU per task and host (point 7 of what is asked)."""
import math
import re

from contenders import BENCH, Jplay
from many import many
from measure import run
from results import Section

HOSTS = (50, 100, 200)
TASKS = (100, 1000, 10000)
FEW_TASKS, FEW_HOSTS = 100, 2


def playbook(path, count):
    """That many tasks, those of twenty.yml over and over."""
    text = (BENCH / "play/twenty.yml").read_text()
    head, tasks = text.split("  tasks:\n")
    tasks = re.sub(r"(src: )(\w+\.conf|\w+\.j2)", lambda m: m[1] + str(BENCH / "play"
                   / ("files" if m[2].endswith("conf") else "templates") / m[2]), tasks).splitlines(keepends=True)
    path.write_text(head + "  tasks:\n" + "".join(tasks[n % len(tasks)] for n in range(count)))
    return path


def exponent(points):
    """The slope between the first and the last, both axes logarithmic."""
    (x1, y1), (x2, y2) = points[0], points[-1]
    return math.log(y2 / y1) / math.log(x2 / x1)


def measure(bench):
    log, jplay = bench.work / "w8.log", Jplay(bench.work)

    def sample(hosts, count, tasks):
        play = playbook(bench.work / f"{tasks}.yml", tasks)
        s = run(jplay.argv("-i", hosts.first(count).inventory, play), log, env=jplay.env)
        bench.say(f"{count} hosts, {tasks} tasks: {s.wall:.2f} s, CPU {s.cpu:.2f} s, {s.rss:.0f} MB")
        return s

    with many(bench, HOSTS[-1]) as hosts:
        hosts.clean()
        sample(hosts, HOSTS[-1], 20)  # so that nothing is left to change
        start = sample(hosts, 1, 1)
        by_hosts = {n: sample(hosts, n, FEW_TASKS) for n in HOSTS}
        one = sample(hosts, HOSTS[-1], 1)
        by_tasks = {n: sample(hosts, FEW_HOSTS, n) for n in TASKS}
        hosts.clean()
    section = Section("Growth", "Nothing to change, one round")
    for title, series in ((f"hosts, {FEW_TASKS} tasks each", by_hosts), (f"tasks on {FEW_HOSTS} hosts", by_tasks)):
        slopes = {f: exponent([(n, getattr(s, f) - getattr(start, f)) for n, s in series.items()]) for f in ("wall", "cpu")}
        section.table([title, *(f"{n:,}" for n in series), "exponent"],
                      [[name, *(f"{getattr(s, f):.2f}" for s in series.values()), f"{slopes[f]:.2f}"]
                       for name, f in (("wall", "wall"), ("CPU", "cpu"))]
                      + [["memory, MB", *(f"{s.rss:.0f}" for s in series.values()), ""]])
        section.at_most(f"exponent of CPU by {title}", slopes["cpu"], 1.1)
        section.at_most(f"exponent of wall time by {title}", slopes["wall"], 1.1)
    many_tasks = by_hosts[HOSTS[-1]]
    each = 1000 * (many_tasks.cpu - one.cpu) / (HOSTS[-1] * (FEW_TASKS - 1))
    section.at_most("CPU per task and host, in ms", each, 2, " ms")
    return section

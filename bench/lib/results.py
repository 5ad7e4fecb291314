"""Tables, and the page RESULTS.md."""
import json
import os
import platform
import subprocess
import time

from contenders import BENCH, ROOT

HEAD = """# Results

Written by `bench/run`; [README.md](README.md) says what is measured and how. Times are medians, in seconds. CPU is
user and system time of all of the contender's processes on the control machine, memory the peak of its largest
process, in MB.

"""


def rotated(contenders, n):
    """The order of the n-th round: whoever was first is last in the next."""
    n %= len(contenders)
    return contenders[n:] + contenders[:n]


class Section:
    """One workload's tables and verdicts."""

    def __init__(self, title, how):
        self.title, self.how, self.tables, self.verdicts = title, how, [], []

    def samples(self, title, named):
        """named: (contender, Sample); the first is jplay, which the others are compared with."""
        base = named[0][1]
        self.table([title, "wall", "CPU", "memory", "wall / jplay's", "CPU / jplay's"],
                   [[name, f"{s.wall:.2f}", f"{s.cpu:.2f}", f"{s.rss:.0f}", f"{s.wall / base.wall:.2f}",
                     f"{s.cpu / base.cpu:.2f}"] for name, s in named])

    def table(self, head, rows):
        self.tables.append([head, rows])

    def at_most(self, what, value, limit, unit=""):
        self.verdicts.append([what, f"{shown(value, limit)}{unit}", f"at most {shown(limit, limit)}{unit}", value <= limit])

    def data(self, commit):
        return {"title": self.title, "how": self.how, "tables": self.tables, "verdicts": self.verdicts,
                "commit": commit, "time": time.strftime("%Y-%m-%d %H:%M", time.gmtime()), "machine": machine()}


def shown(value, limit):
    """A ratio below one is easier read as a fraction."""
    if limit < 1 and value > 0:
        return f"1/{1 / value:.1f}"
    return f"{value:.2f}" if limit < 20 else f"{value:.0f}"


def machine():
    with open("/proc/cpuinfo") as f:
        models = [line.split(":")[1].strip() for line in f if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
    return f"{len(models)} × {models[0] if models else platform.machine()}, {memory} GB, Linux {platform.release()}"


def commit():
    def git(*args):
        return subprocess.run(["git", "-C", str(ROOT), *args], capture_output=True, text=True).stdout.strip()
    changed = git("status", "--porcelain", "--", "runner", "tasks", "jplay", "pom.xml")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + (" and changes" if changed else "")


def markdown(table):
    head, rows = table
    lines = [head, ["---"] + ["---:"] * (len(head) - 1)] + rows
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines) + "\n"


def section_text(number, d):
    parts = [f"## {number}. {d['title']}\n", f"{d['how']}. Commit {d['commit']}, {d['time']}, {d['machine']}.\n"]
    parts += [markdown(t) for t in d["tables"]]
    if d["verdicts"]:
        parts.append(markdown([["asked", "reached", "wanted", ""],
                               [[what, got, want, "yes" if ok else "**no**"] for what, got, want, ok in d["verdicts"]]]))
    notes = BENCH / f"notes/{number}.md"
    if notes.exists():
        parts.append(notes.read_text())
    return "\n".join(parts)


def summary(data):
    rows = []
    for number, d in sorted(data.items()):
        missed = [what for what, _, _, ok in d["verdicts"] if not ok]
        rows.append([f"{number}. {d['title']}", "**missed**: " + "; ".join(missed) if missed else "reached"])
    return markdown([["Workload", "Verdict"], rows])


def write(sections):
    """Replaces the sections that were measured; the others keep their last figures."""
    path = BENCH / "results.json"
    data = json.loads(path.read_text()) if path.exists() else {}
    data.update({str(n): s.data(commit()) for n, s in sections.items()})
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n")
    (BENCH / "RESULTS.md").write_text(
        HEAD + summary(data) + "\n" + "\n".join(section_text(n, d) for n, d in sorted(data.items())))

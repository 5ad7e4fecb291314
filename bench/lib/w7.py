"""7. Throughput of expressions and templates, and the time to parse a playbook of 10,000 tasks."""
import subprocess
import sys
from pathlib import Path

from contenders import BENCH, ROOT, Ansible, Jplay
from measure import Sample, run
from results import Section, rotated
from w8 import playbook

NAMES = {"condition": "a condition", "filters": "a chain of four filters", "string": "a string with two variables",
         "jinja": "a template of four lines, Jinja", "mustache": "the same, Mustache"}
TASKS = 10000


def throughput(bench, path):
    told = subprocess.run([Jplay(bench.work).program, "--version"], check=True, capture_output=True, text=True).stdout
    java = Path(told[told.rindex("(") + 1:told.rindex(")")]) / "bin"
    jar = ROOT / ".jplay/lib/jplay.jar"
    subprocess.run([java / "javac", "-cp", jar, "-d", bench.work, BENCH / "java/Throughput.java"], check=True)
    ours = [java / "java", "-cp", f"{jar}:{bench.work}", "Throughput", path]
    found = []
    for argv in (ours, [sys.executable, BENCH / "lib/jinja.py"]):
        out = subprocess.run(argv, check=True, capture_output=True, text=True).stdout
        found.append({name: float(n) for name, n in map(str.split, out.splitlines())})
    return found


def measure(bench):
    path = playbook(bench.work / "many.yml", TASKS)
    ours, theirs = throughput(bench, path)
    contenders = [Jplay(bench.work), Ansible(bench.work)]
    samples = {c.name: [] for c in contenders}
    for n in range(bench.rounds):
        for c in rotated(contenders, n):
            # jplay would remember a check of what has not changed: that is measured in workload 6.
            env = {**c.env, "XDG_CACHE_HOME": str(bench.work / f"cache{n}")}
            samples[c.name].append(run(c.argv("-i", "localhost,", "--syntax-check", path), bench.work / "w7.log", env=env))
    section = Section("Throughput", f"{bench.rounds} rounds of the syntax check")
    section.table(["a second, warm", "jplay", "Jinja, compiled once", "ratio"],
                  [[title, f"{ours[name]:,.0f}", f"{theirs[name]:,.0f}" if name in theirs else "",
                    f"{ours[name] / theirs[name]:.1f}" if name in theirs else ""] for name, title in NAMES.items()])
    section.samples(f"--syntax-check, {TASKS:,} tasks", [(c.name, Sample.middle(samples[c.name])) for c in contenders])
    section.table(["jplay, cold, in seconds", ""], [[f"YAML of {TASKS:,} tasks", f"{ours['first-parse']:.2f}"]])
    return section

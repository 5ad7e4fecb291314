"""3. One file of 100 MB to all hosts, and again when it is there."""
from collections import defaultdict

from contenders import BENCH, Ansible, Jplay
from hosts import Same
from link import link
from measure import Sample, run
from results import Section, rotated

DIR = "/srv/bench"
MB = 1 << 20


class Scp:
    name = "scp, in parallel"

    def argv(self, hosts, source):
        each = "; ".join(f"scp -q -P {h.port} {' '.join(h.ssh_options()[2:])} {source} {h.user}@{h.address}:{DIR}/file &"
                         for h in hosts.all).replace("&;", "&")
        return ["bash", "-c", f"{each} wait"]


def made(bench, size):
    path = bench.work / f"{size}MB"
    if not path.exists():
        with open("/dev/urandom", "rb") as source, open(path, "wb") as out:
            for _ in range(size):
                out.write(source.read(MB))
    return path


def one(contender, hosts, source, log):
    if isinstance(contender, Scp):
        return run(contender.argv(hosts, source), log)
    contender.fresh()
    args = ["-i", hosts.inventory, BENCH / "play/file.yml", "-e", f"source={source}"]
    return run(contender.argv(*args), log, env=contender.env)


def prepared(hosts):
    hosts.clean(DIR)
    hosts.each(f"mkdir -p {DIR} && chmod 755 {DIR}")


def timed(bench, contenders):
    samples, same, log, source = defaultdict(list), Same(), bench.work / "w3.log", made(bench, 100)
    for n in range(bench.rounds):
        for c in rotated(contenders, n):
            if isinstance(c, Ansible) and n >= bench.slow_rounds:
                continue
            prepared(bench.hosts)
            for which in ("first", "again"):
                sample = one(c, bench.hosts, source, log)
                samples[c.name, which].append(sample)
                bench.say(f"round {n + 1}: {c.name}, {which}: {sample.wall:.2f} s, CPU {sample.cpu:.2f} s, {sample.rss:.0f} MB")
            same.check(c.name, bench.hosts.listing(DIR))
    return {key: Sample.middle(s) for key, s in samples.items()}


def memory(bench, jplay):
    """Peak memory by the file's size, in MB."""
    two = bench.hosts.write(bench.work / "two.ini", bench.hosts.all[:2])
    found = {}
    for size in (10, 500):
        prepared(two)
        found[size] = one(jplay, two, made(bench, size), bench.work / "w3.log").rss
        bench.say(f"{size} MB: {found[size]:.0f} MB of memory")
    return found


def sent(bench, jplay):
    """Bytes that go to a host: the first time, and when the file is there."""
    with link(bench, 0, 1) as counted:
        prepared(bench.hosts)
        return [(one(jplay, counted.hosts, made(bench, 100), bench.work / "w3.log"), counted.count().up)[1] for _ in range(2)]


def measure(bench):
    jplay = Jplay(bench.work)
    contenders = [jplay, Scp(), Ansible(bench.work)]
    m, bytes_up, by_size = timed(bench, contenders), sent(bench, jplay), memory(bench, jplay)
    bench.hosts.clean(DIR)
    section = Section("A file of 100 MB", f"{len(bench.hosts.all)} hosts, {bench.rounds} rounds, Ansible {bench.slow_rounds}")
    for which, title in (("first", "first run"), ("again", "again")):
        section.samples(title, [(c.name, m[c.name, which]) for c in contenders])
    section.table(["jplay", "first run", "again"], [["bytes sent to a host", *bytes_up]])
    section.table(["size of the file", *(f"{s} MB" for s in by_size)], [["peak memory, MB", *(f"{v:.0f}" for v in by_size.values())]])
    section.at_most("first run / parallel scp", m["jplay", "first"].wall / m[Scp.name, "first"].wall, 2)
    section.at_most("bytes sent when unchanged", bytes_up[1], 65536)
    section.at_most("memory with 500 MB / with 10 MB", by_size[500] / by_size[10], 1.2)
    return section

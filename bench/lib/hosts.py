"""The hosts of a run: reached by ssh for what is not measured, and compared."""
import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

LIST = r"""cd {dir} 2>/dev/null || exit 0
find . | LC_ALL=C sort | while read -r f; do
  if [ -h "$f" ]; then echo "$f link $(readlink "$f")"
  elif [ -d "$f" ]; then echo "$f $(stat -c '%F %a %U %G' "$f")"
  else echo "$f $(stat -c '%F %a %U %G %s' "$f") $(sha256sum <"$f")"; fi
done"""


@dataclass
class Host:
    name: str
    address: str
    port: int
    user: str
    key: str
    args: str

    def ssh_options(self):
        return ["-p", str(self.port), "-i", self.key, "-o", "BatchMode=yes", *self.args.split()]

    def ssh(self, command, stdin=None):
        done = subprocess.run(["ssh", *self.ssh_options(), f"{self.user}@{self.address}", command], input=stdin,
                              capture_output=True)
        if done.returncode:
            raise SystemExit(f"{self.name}: {command[:200]}\nexited with {done.returncode}: {done.stderr.decode()}")
        return done.stdout.decode()


class Hosts:
    def __init__(self, inventory, hosts):
        self.inventory, self.all = str(inventory), hosts

    @staticmethod
    def read(inventory):
        data = json.loads(subprocess.run(["ansible-inventory", "-i", str(inventory), "--list"], check=True,
                                         capture_output=True).stdout)
        found = []
        for name, v in data["_meta"]["hostvars"].items():
            found.append(Host(name, v.get("ansible_host", name), int(v.get("ansible_port", 22)),
                              v.get("ansible_user", "root"), v["ansible_ssh_private_key_file"],
                              v.get("ansible_ssh_common_args", "")))
        return Hosts(inventory, found)

    def write(self, path, hosts, extra=""):
        """An inventory of these hosts alone; it is returned."""
        lines = ["[all]"]
        for h in hosts:
            lines.append(f"{h.name} ansible_host={h.address} ansible_port={h.port} ansible_user={h.user} "
                         f"ansible_ssh_private_key_file={h.key} ansible_ssh_common_args='{h.args}' "
                         f"ansible_python_interpreter=/usr/bin/python3 {extra}")
        path.write_text("\n".join(lines) + "\n")
        return Hosts(path, hosts)

    def each(self, command):
        with ThreadPoolExecutor(16) as pool:
            return list(pool.map(lambda h: h.ssh(command), self.all))

    def clean(self, directory):
        self.each(f"rm -rf {directory}")

    def listing(self, directory):
        """What is below the directory of each host: kinds, modes, owners, checksums."""
        return dict(zip((h.name for h in self.all), self.each(LIST.format(dir=directory))))


class Same:
    """That all contenders leave the same."""

    def __init__(self):
        self.first = None

    def check(self, who, listing):
        if not all(listing.values()):
            raise SystemExit(f"{who} left nothing")
        if self.first is None:
            self.first = (who, listing)
            return
        for host, text in listing.items():
            want = self.first[1][host]
            if text != want:
                lines = set(want.splitlines()) ^ set(text.splitlines())
                raise SystemExit(f"{who} and {self.first[0]} leave different files on {host}:\n" + "\n".join(sorted(lines)))

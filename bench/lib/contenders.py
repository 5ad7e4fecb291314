"""How each contender is called."""
import os
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / "bench"
CONFIG = """[defaults]
forks = 50
host_key_checking = true
retry_files_enabled = false
interpreter_python = /usr/bin/python3
{more}
[ssh_connection]
pipelining = true
ssh_args = -o ControlMaster=auto -o ControlPersist=60s
control_path_dir = {work}/cp
"""


class Ansible:
    name = "ansible"
    more = ""

    def __init__(self, work):
        self.work = work / self.name
        self.work.mkdir(parents=True, exist_ok=True)
        (self.work / "ansible.cfg").write_text(CONFIG.format(work=self.work, more=self.more))
        self.env = dict(os.environ, ANSIBLE_CONFIG=str(self.work / "ansible.cfg"), LC_ALL="C.UTF-8", ANSIBLE_NOCOLOR="1")

    def argv(self, *args):
        return ["ansible-playbook", *map(str, args)]

    def fresh(self):
        """Each run connects anew."""
        shutil.rmtree(self.work / "cp", ignore_errors=True)


class Mitogen(Ansible):
    name = "mitogen"
    more = "strategy = mitogen_linear"


class Jplay:
    name = "jplay"

    def __init__(self, work):
        self.env = dict(os.environ)
        self.program = os.environ.get("JPLAY", str(ROOT / "jplay"))

    def argv(self, *args):
        return [self.program, *map(str, args)]

    def fresh(self):
        pass

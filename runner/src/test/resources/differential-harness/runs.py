"""Runs Ansible once for every line of /play/runs; what happened goes to /out/NUMBER.jsonl, the exit code to /out/NUMBER.exit."""
import os
import shlex
import sys

os.environ.update(
    ANSIBLE_JINJA2_NATIVE="1", ANSIBLE_STDOUT_CALLBACK="events", ANSIBLE_CALLBACK_PLUGINS=os.path.join(os.path.dirname(os.path.abspath(__file__)), "callback"),
    ANSIBLE_PYTHON_INTERPRETER="/usr/bin/python3", ANSIBLE_PIPELINING="1", ANSIBLE_HOST_KEY_CHECKING="0", ANSIBLE_LOCALHOST_WARNING="0")

from ansible import constants  # noqa: E402  (the environment comes first)
from ansible.cli.playbook import PlaybookCLI  # noqa: E402

with open(sys.argv[1]) as file:
    runs = [shlex.split(line) for line in file if line.strip() and not line.startswith("#")]
for number, arguments in enumerate(runs):
    child = os.fork()
    if child == 0:
        # The run before has removed it when it ended.
        os.makedirs(constants.DEFAULT_LOCAL_TMP, exist_ok=True)
        os.environ["EVENTS"] = "/out/%d.jsonl" % number
        said = os.open("/out/%d.text" % number, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(said, 1)
        os.dup2(said, 2)
        PlaybookCLI.cli_executor(["ansible-playbook"] + arguments)
        sys.exit(0)
    status = os.waitpid(child, 0)[1]
    with open("/out/%d.exit" % number, "w") as file:
        file.write(str(os.waitstatus_to_exitcode(status)))

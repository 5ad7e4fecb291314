"""Writes what happens as jplay does with --output jsonl: the events and fields that the comparison needs."""
import json
import os

from ansible.parsing.ajson import AnsibleJSONEncoder
from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: events
type: stdout
short_description: JSON lines
description: JSON lines
"""


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "stdout"
    CALLBACK_NAME = "events"

    def __init__(self):
        super().__init__()
        self.out = open(os.environ["EVENTS"], "w")

    def write(self, event, **fields):
        self.out.write(json.dumps(dict(event=event, **fields), cls=AnsibleJSONEncoder, default=str) + "\n")
        self.out.flush()

    def v2_playbook_on_play_start(self, play):
        self.write("play_started", name=play.get_name().strip())

    def v2_playbook_on_no_hosts_matched(self):
        self.write("play_skipped", reason="no hosts matched")

    def v2_playbook_on_no_hosts_remaining(self):
        self.write("no_hosts_left")

    def finished(self, result, status, **more):
        role = result._task._role
        prefix = "" if role is None or result._task.action.endswith("include_role") else role.get_name() + " : "
        name = result.task_name.strip()
        self.write("host_finished", host=result._host.get_name(), name=name if name.startswith(prefix) else prefix + name, action=result._task.action.split(".")[-1],
                   status=status, result=result._result, **more)

    def v2_runner_on_ok(self, result):
        self.finished(result, "changed" if result._result.get("changed") else "ok")

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self.finished(result, "failed", ignored=bool(ignore_errors))

    def v2_runner_on_skipped(self, result):
        self.finished(result, "skipped")

    def v2_runner_on_unreachable(self, result):
        self.finished(result, "unreachable", ignored=bool(result._task.ignore_unreachable))

    def v2_runner_retry(self, result):
        self.write("retrying", host=result._host.get_name(), left=result._result["retries"] - result._result["attempts"])

    def v2_playbook_on_stats(self, stats):
        hosts = {host: stats.summarize(host) for host in sorted(stats.processed)}
        for each in hosts.values():
            each["failed"] = each.pop("failures")
        self.write("run_finished", hosts=hosts)

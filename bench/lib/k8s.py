"""k8s.yml as jplay and Ansible both can run it, made of the project's own roles: without the tasks that wait for health
or test it, and for Ansible with Jinja in place of Mustache and a template in place of the module kubeconfig."""
import re
import shutil

from contenders import BENCH, ROOT

WAITS = re.compile(r"- name: (Wait until|See whether its pods run|Say that CoreDNS waits)")
MODULES = re.compile(r"^( +)kubeconfig:\n((?:\1  .*\n)+)", re.M)
SECTION = re.compile(r"\{\{([#^/])\s*(.*?)\s*\}\}")
KEPT = ("path", "mode")


def without_waits(text):
    tasks = re.split(r"(?m)^(?=(?:#.*\n)*- )", text)
    return "".join(task for task in tasks if not WAITS.search(task))


def jinja(text):
    """Mustache as the roles use it: sections over lists, whose element is `.`, and sections that are conditions."""
    over = {name for name in re.findall(r"\{\{#\s*(\w+)\s*\}\}", text) if re.search(
        r"\{\{#\s*" + name + r"\s*\}\}(?:(?!\{\{/).|\n)*\{\{\s*\.", text)}

    def tag(match):
        kind, what = match.groups()
        if what in over:
            return f"{{% for each in {what} %}}" if kind == "#" else "{% endfor %}"
        return {"#": f"{{% if {what} %}}", "^": f"{{% if not ({what}) %}}", "/": "{% endif %}"}[kind]

    return re.sub(r"\{\{\s*\.\s*\}\}", "{{ each }}", SECTION.sub(tag, text))


def ansible_tasks(text):
    def template(match):
        pad, body = match.groups()
        lines = body.splitlines()
        kept = [line for line in lines if line.split(":")[0].strip() in KEPT]
        given = [line for line in lines if line not in kept]
        return (f"{pad}template:\n{pad}  src: {BENCH}/play/kubeconfig.j2\n"
                + "".join(f"{line}\n".replace("path:", "dest:", 1) for line in kept)
                + f"{pad}vars:\n{pad}  kubeconfig:\n" + "".join(f"  {line}\n" for line in given))
    # To renew in time is jplay's own.
    text = re.sub(r"(?m)^ +renew_before:.*\n", "", text)
    return MODULES.sub(template, text.replace(" x509_certificate:", " community.crypto.x509_certificate:"))


def equivalent(bench):
    """Directories of playbooks: of jplay's and of Ansible's."""
    top = bench.work / "k8s"
    shutil.rmtree(top, ignore_errors=True)
    for who in ("jplay", "ansible"):
        for part in ("playbooks", "roles"):
            shutil.copytree(ROOT / part, top / who / part)
        # Ansible looks for roles beside the playbook, jplay in its home, too.
        (top / who / "roles").rename(top / who / "playbooks/roles")
        for path in (top / who / "playbooks").rglob("*"):
            if path.suffix == ".yml" and path.parent.name == "tasks":
                text = without_waits(path.read_text())
                path.write_text(ansible_tasks(text) if who == "ansible" else text)
            elif path.suffix == ".mustache" and who == "ansible":
                path.write_text(jinja(path.read_text()))
            elif path.name == "k8s.yml":
                path.write_text(re.sub(r"- import_playbook: smoke-test.yml\n", "", path.read_text()))
    return {who: top / who / "playbooks/k8s.yml" for who in ("jplay", "ansible")}

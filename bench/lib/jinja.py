"""The same as java/Throughput.java, by Jinja as Ansible has it: environment and templates compiled once."""
import time

from jinja2 import Environment

FILTERS = "services | selectattr('port', 'gt', 1024) | map(attribute='name') | sort | join(',')"
TEXT = "{% for s in services %}\nserver {{ s.name | upper }}:{{ s.port }};\n{% endfor %}\nhost {{ host }}\n"
VARIABLES = {"n": 7, "host": "node1", "services": [
    {"name": "web", "port": 8080}, {"name": "db", "port": 5432}, {"name": "ssh", "port": 22}]}


def count(name, work):
    for seconds in (0.5, 1.5):
        begin, calls = time.perf_counter(), 0
        while (took := time.perf_counter() - begin) < seconds:
            for _ in range(100):
                work(**VARIABLES)
            calls += 100
    print(name, calls / took)


environment = Environment(trim_blocks=True, keep_trailing_newline=True)
count("condition", environment.compile_expression("n > 3 and host == 'node1'"))
count("filters", environment.compile_expression(FILTERS))
count("string", environment.from_string("/srv/{{ host }}/{{ n }}.conf").render)
count("jinja", environment.from_string(TEXT).render)

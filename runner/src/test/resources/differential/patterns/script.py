#!/usr/bin/python3
import json, sys
if sys.argv[1] == "--list":
    print(json.dumps({"scripted": {"hosts": ["s1", "s2"], "vars": {"colour": "scripted"}, "children": ["more"]}, "more": ["s3"],
                      "_meta": {"hostvars": {"s1": {"note": {"deep": [1, None, True]}}}}}))

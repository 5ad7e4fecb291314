"""Lists what differs from this machine below the upper layer of an overlay: type, mode, owner, content."""
import hashlib
import os
import stat
import sys

NOT_COMPARED = ("/dev", "/proc", "/sys", "/out", "/tmp", "/var/tmp", "/run", "/root/.ansible", "/root/.jplay", "/root/.cache", "/var/log",
                "/var/cache", "/var/lib/apt", "/var/lib/dpkg")


def description(path):
    """A line for a file, without its name."""
    s = os.lstat(path)
    if stat.S_ISCHR(s.st_mode) and s.st_rdev == 0:
        return "gone"
    line = "%s %s:%s" % (stat.filemode(s.st_mode), s.st_uid, s.st_gid)
    if stat.S_ISREG(s.st_mode):
        with open(path, "rb") as f:
            content = f.read()
        line += " %d %s" % (len(content), hashlib.sha1(content).hexdigest()[:12])
        if len(content) < 400:
            line += " %r" % content.decode("utf-8", "replace")
    elif stat.S_ISLNK(s.st_mode):
        line += " -> " + os.readlink(path)
    return line


def below(upper, relative=""):
    for name in sorted(os.listdir(upper + relative)):
        path = relative + "/" + name
        if path.startswith(NOT_COMPARED) or name == "__pycache__":
            continue
        new = description(upper + path)
        # Shadow passwords of users are salted, dates are today's.
        if not os.path.lexists(path) or description(path) != new:
            print(path, new)
        if os.path.isdir(upper + path) and not os.path.islink(upper + path):
            below(upper, path)


below(sys.argv[1])

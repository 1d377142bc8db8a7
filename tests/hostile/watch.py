"""Run commands of `gorin` under an audit hook that ends the process at the first forbidden act.

    python watch.py BARK ROOT... -- ARGUMENT... [-- ARGUMENT...]

Forbidden are processes, sockets, running code that is no library's, unpickling, and opening,
making, renaming, linking or removing a file outside the roots and the libraries (those only to
read). A root that begins with + is the instructor's own: only there may anything be removed, and
relative names, such as those by which `shutil.rmtree` goes down a folder, are taken to be in it.
Parsing is allowed: `ast.parse` raises the event "compile", as `compile` does, but whatever is
compiled must raise "exec" before it can do anything, and that event names the code's file. BARK
names an act to commit, to prove that the hook sees it ("none" commits none).

`look FOLDER` is the notebook of the marking desk: it prints what the desk shows of each essay. The
last line printed is the list of what the commands returned.
"""

import json
import os
import sys
from itertools import groupby
from pathlib import Path

from gorin import annotations, answers, cli  # noqa: F401 - what a command loads is loaded by now
from gorin.classroom import desk, feedback, gradebook, grading, lms, progress, report  # noqa: F401

bark, *rest = sys.argv[1:]
roots, *commands = (list(part) for cut, part in groupby(rest, "--".__eq__) if not cut)
own = tuple(os.path.realpath(root[1:]) for root in roots if root.startswith("+"))
roots = tuple(os.path.realpath(root.removeprefix("+")) for root in roots)
libraries = (
    os.path.realpath(sys.prefix),
    os.path.realpath(sys.base_prefix),
    os.path.dirname(os.path.realpath(cli.__file__)),  # noqa: PTH120 - pathlib would open things
)
ENDED = {"code": 92, "process": 93, "removed": 94, "opened": 95}
PROCESS = (
    "subprocess",
    "socket",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.kill",
    "pty",
    "webbrowser",
    "urllib",
)
CODE = ("pickle.find_class", "marshal.load", "code.__new__", "sqlite3.load_extension")
REMOVED = ("os.remove", "os.rmdir", "os.truncate", "shutil")
MADE = ("os.mkdir", "os.rename", "os.link", "os.symlink", "os.chmod", "os.chown", "os.utime")


def end(how, what):
    os.write(2, f"{how}: {what}\n".encode(errors="replace"))
    os._exit(ENDED[how])


def watch(event, arguments):
    if event.startswith(PROCESS):
        end("process", f"{event} {arguments}")
    if event.startswith(REMOVED):
        allow(arguments[0], own, "removed")
    if event in CODE or event.startswith("ctypes"):
        end("code", f"{event} {arguments}")
    if event == "exec":
        ran(arguments[0].co_filename)
    if event in MADE:
        two = event in ("os.rename", "os.link", "os.symlink")
        for path in arguments[: 1 + two]:
            allow(path, roots)
    if event == "sqlite3.connect":
        allow(arguments[0], own)
    if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
        opened(*arguments)


def ran(name):
    if not (name.startswith("<frozen") or inside(os.path.realpath(name), libraries)):
        end("code", name)


def opened(path, mode, flags):
    if path == "<unknown>":  # Python's parser looks for the line of a syntax error
        return
    reads = mode in ("r", "rb", None) and not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    allow(path, (*roots, *libraries) if reads else roots)


def allow(path, folders, how="opened"):
    whole = os.path.realpath(os.fsdecode(path))
    if not inside(whole, folders):
        end(how, whole)


def inside(path, folders):
    return any(path == folder or path.startswith(folder + os.sep) for folder in folders)


def look(folder):
    shown = Desk(Path(folder) / "desk.sqlite", "m")
    for _ in range(shown.state["of"]):
        print(json.dumps([shown.state["essay"], shown.page(), shown.line()]))
        shown._heard(shown, {"act": "go", "to": "next"}, [])
    return 0


if any(command[0] == "look" for command in commands):
    from gorin.widgets.desk import Desk
sys.addaudithook(watch)
BARKS = {
    "opened": lambda: open("/etc/hostname"),  # noqa: PTH123, SIM115 - the forbidden acts themselves
    "written": lambda: open(cli.__file__, "a"),  # noqa: PTH123, SIM115
    "made": lambda: os.mkdir(roots[0] + "-beside"),  # noqa: PTH102
    "process": lambda: os.system("true"),  # noqa: S605
    "socket": lambda: __import__("socket").socket(),
    "code": lambda: exec("1"),  # noqa: S102
    "pickle": lambda: __import__("pickle").loads(b"cos\nsystem\n."),
    "removed": lambda: os.remove(roots[0] + "/nothing at all"),  # noqa: PTH107
    "none": lambda: None,
}
BARKS[bark]()
statuses = [look(*more) if name == "look" else cli.main([name, *more]) for name, *more in commands]
print(statuses)
sys.exit(max(statuses) if len(statuses) == 1 else 0)

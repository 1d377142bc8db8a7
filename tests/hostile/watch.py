"""Run the command `gorin` under an audit hook that ends the process at the first forbidden act.

    python watch.py BARK ROOT... -- ARGUMENT...

Forbidden are processes, sockets, removing files, running code that is no library's, and opening a
file outside the roots and the libraries. BARK names an act to commit, to prove that the hook sees
it ("none" commits none).
"""

import os
import sys

import IPython.core.inputtransformer2  # noqa: F401 - loaded before the watch begins
import nbformat

from gorin import cli
from gorin.classroom import gradebook, grading  # noqa: F401

bark, *rest = sys.argv[1:]
cut = rest.index("--")
roots = tuple(os.path.realpath(root) for root in rest[:cut])
libraries = (
    os.path.realpath(sys.prefix),
    os.path.realpath(sys.base_prefix),
    os.path.dirname(os.path.realpath(cli.__file__)),  # noqa: PTH120 - pathlib would open things
)
ENDED = {"code": 92, "process": 93, "removed": 94, "opened": 95}
PROCESS = ("subprocess", "socket", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn")


def end(how, what):
    os.write(2, f"{how}: {what}\n".encode())
    os._exit(ENDED[how])


def watch(event, arguments):
    if event.startswith(PROCESS):
        end("process", f"{event} {arguments}")
    if event in ("os.remove", "os.rmdir", "os.truncate", "shutil.rmtree"):
        end("removed", arguments)
    if event == "exec":
        name = arguments[0].co_filename
        if not (name.startswith("<frozen") or os.path.realpath(name).startswith(libraries)):
            end("code", name)
    if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
        path = os.path.realpath(os.fsdecode(arguments[0]))
        if not path.startswith((*libraries, *roots)):
            end("opened", path)


# What is loaded lazily is loaded now: the watch is for submissions and not for libraries.
nbformat.validate(nbformat.v4.new_notebook())
sys.addaudithook(watch)
if bark == "opened":
    open("/etc/hostname")  # noqa: PTH123, SIM115 - the forbidden act itself
elif bark == "process":
    os.system("true")  # noqa: S605
elif bark == "code":
    exec("1")  # noqa: S102
elif bark == "removed":
    os.remove("nothing at all")  # noqa: PTH107
sys.exit(cli.main(rest[cut + 1 :]))

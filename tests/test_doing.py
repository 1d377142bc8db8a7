"""What the commands do around the work itself."""

import os
import subprocess
import sys

import pytest

# A server that is asked to end by Ctrl+C, which reaches both it and the command that started it.
SERVER = """
import os, signal, sys, time
signal.signal(signal.SIGINT, lambda *_: None)
time.sleep(2)  # until the command waits
os.kill(os.getppid(), signal.SIGINT)
time.sleep(1)
sys.exit(7)
"""
COMMAND = """
import signal, sys
from gorin import doing
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(doing._served([sys.executable, "-c", sys.argv[1]]))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_server_ends_by_itself():
    """At Ctrl+C JupyterLab asks and saves; it is not killed meanwhile, and no traceback is left."""
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, SERVER], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (7, "")

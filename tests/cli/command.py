"""Runs `recoil` for the tests of its commands. RECOIL_BIN is the folder of the binaries."""
import fcntl
import json
import os
import pty
import shutil
import struct
import subprocess
import tempfile
import termios
import unittest
from pathlib import Path

RECOIL = str(Path(os.environ["RECOIL_BIN"]) / "recoil")
ESCAPE = b"\x1b"


def recoil(*arguments, stdin=b"", environment=None, folder=None):
    return subprocess.run([RECOIL, *map(str, arguments)], input=stdin, capture_output=True, timeout=120, check=False,
                          env={**os.environ, **(environment or {})}, cwd=folder)


def events(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def on_a_terminal(*arguments, environment=None, columns=0):
    """The command's standard output where it is a terminal."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen([RECOIL, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=slave, stderr=slave,
                          env={**os.environ, "TERM": "xterm", **(environment or {})}) as child:
        os.close(slave)
        output = b""
        try:
            while piece := os.read(master, 65536):
                output += piece
        except OSError:  # the other end is closed
            pass
    os.close(master)
    return child.returncode, output


class CommandTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="recoil_cli_"))
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, name, data):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    def assert_exit(self, result, code):
        self.assertEqual(result.returncode, code, result.stdout[-500:] + result.stderr)

"""A Debian program with an HTTP address of its own, in one folder, on loopback."""
import contextlib
import json
import subprocess
import urllib.parse
import urllib.request

import suite

import lab


class WebServer:
    """`url` answers once it was started."""

    def __init__(self, folder, program, *options):
        suite.need(program)
        self.name, self.url = program, f"http://127.0.0.1:{lab.free_port()}"
        self.log = folder / f"{program}.log"
        address = self.url.removeprefix("http://")
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([program, f"--web.listen-address={address}", *options], cwd=folder, stdout=log, stderr=log)
        try:
            lab.wait_for(f"{program} to be ready", self.ready, 60)
        except BaseException:
            self.stop()
            raise

    def ready(self):
        if self.process.poll() is not None:
            raise AssertionError(f"{self.name} ended: {self.log.read_text(errors='replace')}")
        with contextlib.suppress(OSError):
            return urllib.request.urlopen(f"{self.url}/-/ready", timeout=5).read()

    def get(self, path, **query):
        with urllib.request.urlopen(f"{self.url}{path}?{urllib.parse.urlencode(query)}", timeout=20) as answer:
            return json.load(answer)

    def post(self, path, body):
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        urllib.request.urlopen(request, timeout=20).close()

    def stop(self):
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(20)
        self.process.kill()
        self.process.wait(20)

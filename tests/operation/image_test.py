#!/usr/bin/env python3
"""The images of docker/ are built by buildah without a registry, and the demonstration of compose.yaml runs in them: unchanged files,
fixed ports and all, in namespaces of the test's own. Not built is what a test of each build does anyway: recoil is compiled up to the
configured tree and one object, and the image takes the programs of this build."""
import base64
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import time
import unittest
import urllib.error
import urllib.request

SOURCE = pathlib.Path(os.environ.get("RECOIL_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(SOURCE / "tests" / "integration"))
import yaml  # noqa: E402

import containers  # noqa: E402
import lab  # noqa: E402
import wire  # noqa: E402

DOCKER = SOURCE / "docker"
SERVICES = yaml.safe_load((DOCKER / "compose.yaml").read_text())["services"]
SUBJECTS = {"iso-2022-jp": "配信不能", "koi8-r": "Не доставлено"}  # each needs a module of the C library
USER = "10024:10024"
ALIASES = SERVICES["traffic"]["networks"]["mail"]["aliases"]
KINDS = {  # of what the demonstration must show
    "deliveries": ("recoil_log_lines_total", {"result": "delivery"}),
    "deliveries to Gmail": ("recoil_deliveries_total", {"provider": "gmail"}),
    "deferrals": ("recoil_deferrals_total", {"attempt": "made"}),
    "unknown users": ("recoil_bounces_total", {"origin": "session", "reason": "user_unknown", "provider": "gmail"}),
    "late notices": ("recoil_bounces_total", {"origin": "remote", "reason": "mailbox_full"}),
    "authentic notices by LMTP": ("recoil_notices_total", {"source": "lmtp", "authentic": "true"}),
    "bans": ("recoil_ban_active", {"provider": "microsoft365", "sending_ip": "198.51.100.25"}),
    "orders": ("recoil_stream_outcomes_total", {"stream": "orders", "outcome": "delivered"}),
}
OUTCOMES = re.compile(r"recoil_(bounces|deferrals|deliveries|notices|log_lines|bans|ban_active)(_total)?\{.* [^0]")


def say(what):
    print(f"{time.strftime('%H:%M:%S')} {what}", flush=True)


def build(store):
    say("a base image by debootstrap")
    store.add_base()
    say("docker/Dockerfile, stage `source`: packages, sources, configured; compiled is one object only")
    store.build(SOURCE, "source", "--target", "source", dockerfile="docker/Dockerfile")
    one = store("from", "--pull-never", "source")
    store("run", "--isolation", "chroot", one, "--", "ninja", "-C", "build/release", "-n")  # no file is missing
    store("run", "--isolation", "chroot", one, "--", "ninja", "-C", "build/release", "lib/util/CMakeFiles/recoil_util.dir/utf8.cpp.o")
    store("rm", one)
    store("rmi", "source")
    say("docker/Dockerfile, the image, with the programs of this build in place of the stage `build`")
    built = store.folder / "built" / "src" / "build" / "release" / "bin"
    built.mkdir(parents=True)
    for program in ("recoil", "recoild"):
        subprocess.run(["strip", "-o", built / program, lab.BIN / program], check=True)
    store.build(SOURCE, "recoil", "--build-context", f"build={store.folder / 'built'}", dockerfile="docker/Dockerfile")
    say("docker/postfix")
    store.build(DOCKER / "postfix", "recoil-postfix")


def get(path, token=None):
    """The status and the text."""
    request = urllib.request.Request(f"http://127.0.0.1:9850{path}", headers={"Authorization": f"Bearer {token}"} if token else {})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def count(name, **labels):
    wanted = set(labels.items())
    return sum(v for (n, pairs), v in lab.samples(get("/metrics")[1]).items() if n == name and wanted <= pairs)


class Images(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        containers.need("buildah", "debootstrap")
        cls.folder = cls.enterClassContext(containers.folder())
        store = containers.Store(cls.folder)
        build(store)
        cls.base_size = store.image(containers.BASE).size()
        cls.recoil, cls.postfix = store.image("recoil"), store.image("recoil-postfix")
        containers.leave_the_host()
        cls.hosts = cls.folder / "hosts"
        cls.hosts.write_text("".join(f"127.0.0.1 {name}\n" for name in ("localhost", "out1.example.com", *SERVICES, *ALIASES)))
        containers.run("mount", "--bind", cls.hosts, "/etc/hosts")

    def container(self, image, volumes, **more):
        """A container in a folder of its own. `volumes` are paths, or (path, the folder of another one)."""
        folder = self.folder / f"container-{time.monotonic_ns()}"
        made = {path: folder.with_name(f"{folder.name}{path.replace('/', '-')}") for path in volumes if isinstance(path, str)}
        made.update(path for path in volumes if not isinstance(path, str))
        container = containers.Container(image, folder, made, **more)
        self.addCleanup(container.kill)
        container.volumes = made
        return container

    def recoil_container(self, config=None):
        files = {"/etc/recoil/recoil.yaml": config} if config else {}
        return self.container(self.recoil, self.recoil.config["Volumes"], files=files)

    def test_configuration(self):
        config = self.recoil.config
        self.assertEqual((config["User"], config["Healthcheck"]["Test"], config["StopSignal"], set(config["Volumes"])),
                         (USER, ["CMD", "recoil", "healthcheck"], "SIGTERM", {"/run/recoil", "/var/lib/recoil", "/var/log/recoil"}))
        self.assertEqual(set(config["ExposedPorts"]), {"2424/tcp", "9850/tcp"})
        version = subprocess.run([lab.BIN / "recoil", "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
        self.assertEqual(config["Labels"]["org.opencontainers.image.version"], version)
        self.assertTrue(SERVICES["recoil"]["image"].endswith(f":{version}"))
        added = {image: image.size() - self.base_size for image in (self.recoil, self.postfix)}
        say(f"the image of recoil adds {added[self.recoil]} MB to its base, that of Postfix {added[self.postfix]} MB")
        self.assertLess(added[self.recoil], 60)

    def test_recoil(self):
        """The image's own configuration: no root, no writable root file system, no capability."""
        container = self.recoil_container()
        self.assertEqual(container.run("id", "-u").strip(), "10024")
        self.assertIn("CapBnd:\t0000000000000000", container.run("cat", "/proc/self/status"))
        with self.assertRaisesRegex(AssertionError, "Read-only file system"):
            container.run("touch", "/tmp/file")
        before = time.monotonic()
        container.start()
        container.wait_until_healthy()
        say(f"healthy {time.monotonic() - before:.1f} s after the first start, with a read-only root and as user {USER}")
        self.deliver_in_charsets(container)
        self.check_token(container)
        self.assertEqual(container.stop(), [0])
        self.assertFalse(container.healthy())

    def deliver_in_charsets(self, container):
        for charset, subject in SUBJECTS.items():
            word = f"=?{charset}?B?{base64.b64encode(subject.encode(charset)).decode()}?="
            returned = f"Message-ID: <{charset}@example.com>\r\nFrom: news@example.com\r\nSubject: {word}\r\n".encode()
            with wire.Client(socket.create_connection(("127.0.0.1", 2424), 30), "lmtp") as client:
                self.assertIn("250 2.0.0", client.deliver(wire.notice(key=charset, returned=returned)))
        file = container.volumes["/var/log/recoil"] / "events.jsonl"
        events = [json.loads(line) for line in file.read_text().splitlines()]
        self.assertEqual([event["original"]["subject"] for event in events], list(SUBJECTS.values()))
        self.assertEqual({event["reason"] for event in events}, {"user_unknown"})
        self.assertEqual(file.stat().st_uid, 10024)
        say(f"notices by LMTP, decoded in the image: {', '.join(f'{k} {v}' for k, v in SUBJECTS.items())}")

    def check_token(self, container):
        self.assertFalse((self.recoil.root / "var/lib/recoil/token").exists())  # else all containers would have the same
        file = container.volumes["/var/lib/recoil"] / "token"
        self.assertEqual(file.stat().st_mode & 0o777, 0o600)
        token = file.read_text().strip()
        self.assertGreaterEqual(len(token), 32)
        self.assertEqual([get("/")[0], get("/", "x" * 32)[0], get("/", token)[0], get("/metrics")[0]], [401, 401, 200, 200])
        say("the status page asks for the token that the first start has made; metrics do not")

    def test_demonstration(self):
        """Postfix, recoil and the traffic as in compose.yaml, and recoil is restarted meanwhile."""
        recoil = self.recoil_container(DOCKER / "demo" / "recoil.yaml")
        first = recoil.start()
        recoil.wait_until_healthy()
        sockets = ("/run/recoil", recoil.volumes["/run/recoil"])
        postfix = self.container(self.postfix, [*self.postfix.config["Volumes"], sockets], capabilities=SERVICES["postfix"]["cap_add"],
                                 files={"/etc/hosts": self.hosts})
        postfix.start()
        postfix.wait_until_healthy()
        self.start_traffic()
        self.wait_for_all_kinds(postfix)
        say("recoil is killed and comes again; Postfix runs on")
        first.kill()
        first.wait()
        recoil.start()
        recoil.wait_until_healthy()
        self.wait_for_all_kinds(postfix)
        self.assertEqual(recoil.processes.pop().poll(), None)

    def start_traffic(self):
        words = SERVICES["traffic"]["command"]
        self.assertEqual(words[:2], ["python3", "/demo/traffic.py"])
        with open(self.folder / "traffic.log", "ab") as log:
            traffic = subprocess.Popen([sys.executable, "-B", DOCKER / "demo" / "traffic.py", *words[2:4], "0.05"], stdout=log, stderr=log)
        self.addCleanup(traffic.wait)
        self.addCleanup(traffic.terminate)

    def wait_for_all_kinds(self, postfix):
        def missing():
            return [what for what, (name, labels) in KINDS.items() if count(name, **labels) == 0]

        try:
            lab.wait_for("every kind of mail", lambda: not missing(), 120)
        except AssertionError:
            seen = [line for line in get("/metrics")[1].splitlines() if OUTCOMES.match(line)]
            raise AssertionError("\n".join([f"missing: {missing()}", *seen, postfix.said()])) from None
        say("; ".join(f"{what}: {count(name, **labels):.0f}" for what, (name, labels) in KINDS.items()))


if __name__ == "__main__":
    sys.exit(not unittest.main(exit=False, verbosity=1).result.wasSuccessful())

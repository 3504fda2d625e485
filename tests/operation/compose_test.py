#!/usr/bin/env python3
"""docker/compose.yaml by its schema and by what it must hold; then its configuration files, with this machine's Postfix, Prometheus and
Alertmanager instead of the images. The images are the matter of image_test.py."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

import suite

import containers
import lab
import yaml
from http_client import count, fetch

DOCKER = suite.SOURCE / "docker"
COMPOSE = yaml.safe_load((DOCKER / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
FOLDERS = ("/run/recoil", "/var/lib/recoil", "/var/log/recoil")


def mounts(service):
    """(source, target, whether it may be written) of each volume."""
    for volume in service.get("volumes", ()):
        source, target, *options = volume.split(":")
        yield source, target, options != ["ro"]


def networks(service):
    return set(service.get("networks", ()))


class File(unittest.TestCase):
    def test_schema(self):
        """Debian's docker-compose holds the schema, and resolves what refers to something else. It is older than the key `name`."""
        suite.need("docker-compose")
        text = (DOCKER / "compose.yaml").read_text()
        self.assertIn("\nname: recoil\n", text)
        containers.run("docker-compose", "--file", "-", "config", "--quiet", cwd=DOCKER, input=text.replace("\nname: recoil\n", "\n"))
        print("the schema of docker-compose takes docker/compose.yaml")

    def test_images_are_pinned(self):
        for name, service in SERVICES.items():
            self.assertRegex(service["image"], r"^[a-z/-]+:v?[0-9]+\.[0-9]+\.[0-9]+(-slim-bookworm)?$", name)
            if "build" in service:
                context = DOCKER / service["build"]["context"]
                self.assertTrue((context / service["build"].get("dockerfile", "Dockerfile")).is_file(), name)

    def test_nothing_is_open(self):
        for name, service in SERVICES.items():
            self.assertEqual((service["read_only"], service["cap_drop"], service["security_opt"], service["restart"]),
                             (True, ["ALL"], ["no-new-privileges:true"], "unless-stopped"), name)
            for port in service.get("ports", ()):
                self.assertRegex(port, r"^127\.0\.0\.1:\d+:\d+$", name)
            for variable in service.get("environment", ()):
                self.assertNotRegex(variable, r"PASSWORD|TOKEN|KEY", name)
        self.assertEqual(SERVICES["grafana"]["environment"]["GF_AUTH_ANONYMOUS_ORG_ROLE"], "Viewer")
        self.assertEqual({name for name, service in SERVICES.items() if "cap_add" in service}, {"postfix"})

    def test_mail_cannot_leave(self):
        self.assertEqual(COMPOSE["networks"]["mail"], {"internal": True})
        self.assertEqual(networks(SERVICES["postfix"]) | networks(SERVICES["traffic"]), {"mail"})
        table = (DOCKER / "postfix" / "transport").read_text()
        self.assertEqual(set(re.findall(r"smtp:\[([^]]+)\]:2525", table)), set(SERVICES["traffic"]["networks"]["mail"]["aliases"]))
        self.assertEqual(re.findall(r"lmtp:inet:(\w+):2424", table), ["recoil"])

    def test_what_it_names_is_there(self):
        used, volumes = set(), set()
        for name, service in SERVICES.items():
            used |= networks(service)
            for source, _, writable in mounts(service):
                if source.startswith("."):
                    self.assertTrue((DOCKER / source).exists(), f"{name}: {source}")
                    self.assertFalse(writable, f"{name}: {source}")
                else:
                    volumes.add(source)
            for other, how in service.get("depends_on", {}).items():
                healthy = "healthcheck" in SERVICES[other] or "build" in SERVICES[other]  # then the image has one
                self.assertEqual(how["condition"], "service_healthy" if healthy else "service_started", f"{name} on {other}")
        self.assertEqual(used, set(COMPOSE["networks"]))
        self.assertEqual(volumes, set(COMPOSE["volumes"]))
        print(f"{len(SERVICES)} services: pinned, on loopback, read-only, without capabilities; what they mount exists")

    def test_grafana_finds_its_dashboards(self):
        places = {target: DOCKER / source for source, target, _ in mounts(SERVICES["grafana"]) if source.startswith(".")}
        provider, = yaml.safe_load((places["/etc/grafana/provisioning"] / "dashboards" / "recoil.yaml").read_text())["providers"]
        folder = places[provider["options"]["path"]]
        home = pathlib.PurePath(SERVICES["grafana"]["environment"]["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"])
        self.assertEqual(str(home.parent), provider["options"]["path"])
        self.assertIn(home.name, [path.name for path in folder.glob("*.json")])
        source, = yaml.safe_load((places["/etc/grafana/provisioning"] / "datasources" / "prometheus.yaml").read_text())["datasources"]
        self.assertEqual((source["type"], source["url"]), ("prometheus", "http://prometheus:9090"))


class Configuration(unittest.TestCase):
    """In a network of its own, where the names and ports of the compose file are free."""

    @classmethod
    def setUpClass(cls):
        suite.need("prometheus", "promtool", "prometheus-alertmanager", "amtool", "postfix", root=True)
        cls.folder = cls.enterClassContext(lab.folder())
        containers.leave_the_host()
        hosts = cls.folder / "hosts"
        cls.names = ["localhost", *SERVICES, *SERVICES["traffic"]["networks"]["mail"]["aliases"]]
        hosts.write_text("".join(f"127.0.0.1 {name}\n" for name in cls.names))
        containers.run("mount", "--bind", hosts, "/etc/hosts")
        containers.mount_devices(pathlib.Path("/dev"))
        cls.lay_out()

    @classmethod
    def lay_out(cls):
        """The files as the containers have them, below a folder of the test."""
        for path in FOLDERS:
            (cls.folder / path[1:]).mkdir(parents=True)
        for name, service in SERVICES.items():
            for source, target, _ in mounts(service):
                if source.startswith(".") and (DOCKER / source).is_file():
                    place = cls.folder / name / target[1:]
                    place.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(DOCKER / source, place)

    def start(self, name, *words, **more):
        with open(self.folder / f"{name}.log", "ab") as log:
            process = subprocess.Popen([str(word) for word in words], stdout=log, stderr=log, **more)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)

    def get(self, path, of):
        return json.loads(fetch(f"http://{of}{path}")[2])["data"]

    def ready(self, address):
        try:
            return fetch(f"http://{address}/-/ready")[0] == 200
        except OSError:
            return False

    def moved(self, text):
        for path in FOLDERS:
            text = text.replace(path, f"{self.folder}{path}")
        return text

    def environment(self):
        """Where the entrypoint of the image puts the token."""
        token = self.folder / "var/lib/recoil/token"
        token.write_text("a token for this test alone\n".replace(" ", "-"))
        return {**os.environ, "STATE_DIRECTORY": os.environ.get("STATE_DIRECTORY", str(token.parent))}

    def check(self, config):
        moved = self.folder / "moved.yaml"
        moved.write_text(self.moved(config.read_text()))
        containers.run(lab.BIN / "recoild", "--check", "--config", moved, env=self.environment())
        return moved

    def test_the_whole(self):
        self.check(DOCKER / "recoil.yaml")
        self.start("recoild", lab.BIN / "recoild", "--config", self.check(DOCKER / "demo" / "recoil.yaml"), env=self.environment())
        lab.wait_for("recoild", lambda: self.ready("recoil:9850"))
        self.watch()
        self.mail()
        self.check_prometheus()
        self.check_pager()

    def watch(self):
        prometheus, alertmanager = (self.folder / name / "etc" / name / f"{name}.yml" for name in ("prometheus", "alertmanager"))
        containers.run("promtool", "check", "config", prometheus)
        containers.run("amtool", "check-config", alertmanager)
        self.start("alertmanager", "prometheus-alertmanager", f"--config.file={alertmanager}", "--cluster.listen-address=",
                   f"--storage.path={self.folder}/alerts", "--web.listen-address=127.0.0.1:9093")
        self.start("prometheus", "prometheus", f"--config.file={prometheus}", f"--storage.tsdb.path={self.folder}/tsdb",
                   "--web.listen-address=127.0.0.1:9090")
        self.start("pager", sys.executable, "-B", DOCKER / "demo" / "pager.py", *SERVICES["pager"]["command"][2:])
        lab.wait_for("Alertmanager", lambda: self.ready("alertmanager:9093"))

    def mail(self):
        """Postfix logs to the socket of recoil, from Debian's chroot too, with what the image has for main.cf."""
        pathlib.Path("/dev/log").symlink_to(f"{self.folder}/run/recoil/log.sock")
        config = self.folder / "postfix"
        config.mkdir(exist_ok=True)
        shutil.copy(DOCKER / "postfix" / "transport", config)
        main = (DOCKER / "postfix" / "main.cf").read_text().replace("/etc/postfix", str(config))
        postfix = lab.Postfix(self.folder, main=f"{main}maillog_file =\n", hosts=self.names)
        self.addCleanup(postfix.stop)
        traffic = SERVICES["traffic"]["command"]
        self.start("traffic", sys.executable, "-B", DOCKER / "demo" / "traffic.py", f"127.0.0.1:{postfix.port}", traffic[3], "0.05")
        for result in ("delivery", "deferral", "bounce"):
            lab.wait_for(f"a {result}", lambda: count("recoil:9850", "recoil_log_lines_total", result=result), 120)
        self.assertEqual(postfix.tail(), "")
        print("a real Postfix logs to recoil's socket:", count("recoil:9850", "recoil_log_lines_total"), "lines", flush=True)

    def check_prometheus(self):
        def target():
            found = self.get("/api/v1/targets", of="prometheus:9090")["activeTargets"]
            return [(t["labels"]["job"], t["labels"]["instance"]) for t in found if t["health"] == "up"]

        lab.wait_for("a target that is up", target, 60)
        self.assertEqual(target(), [("recoil", "127.0.0.1:9850")])
        groups = self.get("/api/v1/rules", of="prometheus:9090")["groups"]
        shipped = [group for path in (suite.SOURCE / "config" / "prometheus").glob("recoil.*.yml")
                   for group in yaml.safe_load(path.read_text())["groups"]]
        self.assertEqual({g["name"]: len(g["rules"]) for g in groups}, {g["name"]: len(g["rules"]) for g in shipped})
        managers = self.get("/api/v1/alertmanagers", of="prometheus:9090")["activeAlertmanagers"]
        self.assertEqual([manager["url"] for manager in managers], ["http://alertmanager:9093/api/v2/alerts"])
        print(f"Prometheus: the target is up, {sum(len(g['rules']) for g in groups)} rules, one Alertmanager", flush=True)

    def check_pager(self):
        containers.run("amtool", "--alertmanager.url=http://alertmanager:9093", "alert", "add", "RecoilDown", "job=recoil",
                       "severity=critical", "--annotation=summary=recoil does not answer")
        said = self.folder / "pager.log"
        lab.wait_for("a call", lambda: "/pager FIRING RecoilDown: recoil does not answer" in said.read_text(), 90)
        print("Alertmanager calls:", said.read_text().splitlines()[0])


if __name__ == "__main__":
    suite.main()

"""A Prometheus and an Alertmanager that run the shipped files, and a webhook that hears what they say. All on loopback, in one folder.

The files are those of config/prometheus. Replaced are places (targets, receivers), how often is looked (1 s), and how long is waited
before something is said (`for` and group_wait: 1 s); the expressions and their windows stay.
"""
import http.server
import json
import re
import threading

import suite

import yaml
from prometheus import Prometheus
from web_server import WebServer

SHIPPED = suite.SOURCE / "config" / "prometheus"
PROGRAMS = ("prometheus", "prometheus-alertmanager")


class Webhook(http.server.ThreadingHTTPServer):
    """Keeps the notifications that come, each as Alertmanager wrote it, with the path that it came to."""

    daemon_threads = True

    def __init__(self):
        self.notifications = []
        super().__init__(("127.0.0.1", 0), WebhookRequest)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    def alerts(self, name, status="firing"):
        return [alert for _, body in list(self.notifications) for alert in body["alerts"]
                if alert["labels"]["alertname"] == name and alert["status"] == status]


class WebhookRequest(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.notifications.append((self.path, json.loads(body)))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


def alertmanager(folder, webhook):
    shipped = yaml.safe_load((SHIPPED / "alertmanager.yml").read_text())
    shipped["route"].update(group_wait="1s", group_interval="1s")
    for receiver in shipped["receivers"]:
        for hook in receiver["webhook_configs"]:
            hook["url"] = f"{webhook.url}/{receiver['name']}"
    config = folder / "alertmanager.yml"
    config.write_text(yaml.safe_dump(shipped))
    return WebServer(folder, "prometheus-alertmanager", f"--config.file={config}", f"--storage.path={folder / 'alertmanager'}",
                     "--cluster.listen-address=")


def prometheus(folder, target, alertmanager_server):
    shipped = yaml.safe_load((SHIPPED / "prometheus.yml").read_text())
    shipped["global"].update(scrape_interval="1s", evaluation_interval="1s")
    shipped["scrape_configs"][0]["static_configs"] = [{"targets": [target]}]
    shipped["alerting"]["alertmanagers"][0]["static_configs"] = [{"targets": [alertmanager_server.url.removeprefix("http://")]}]
    for name in shipped["rule_files"]:
        (folder / name).write_text(re.sub(r"\n( +)for: \d+m\n", r"\n\1for: 1s\n", (SHIPPED / name).read_text()))
    return Prometheus(folder, shipped)

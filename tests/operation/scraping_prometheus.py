"""A Prometheus that scrapes one recoild every half second, and answers queries; with `rules` it evaluates these files each second.
Debian's; only loopback."""
import contextlib
import json
import shutil
import subprocess
import urllib.parse
import urllib.request

import lab

CONFIGURATION = """global: {{scrape_interval: 500ms, scrape_timeout: 400ms, evaluation_interval: 1s}}
rule_files: {rules}
scrape_configs:
  - {{job_name: recoil, static_configs: [{{targets: ["{target}"]}}]}}
"""


class ScrapingPrometheus:
    def __init__(self, folder, target, rules=()):
        if not shutil.which("prometheus"):
            lab.skip("prometheus is not installed")
        self.address = f"127.0.0.1:{lab.free_port()}"
        configuration = folder / "prometheus.yml"
        configuration.write_text(CONFIGURATION.format(target=target, rules=[str(path) for path in rules]))
        with open(folder / "prometheus.log", "w") as log:
            self.process = subprocess.Popen(
                ["prometheus", f"--config.file={configuration}", f"--storage.tsdb.path={folder}/tsdb",
                 f"--web.listen-address={self.address}"],
                stdout=log, stderr=log)
        lab.wait_for("Prometheus to be ready", self.ready, 60)

    def get(self, path):
        with urllib.request.urlopen(f"http://{self.address}{path}", timeout=20) as answer:
            return answer.read()

    def ready(self):
        with contextlib.suppress(OSError):
            return self.get("/-/ready")

    def ask(self, query):
        """{labels as Prometheus prints them: value}"""
        answer = json.loads(self.get("/api/v1/query?" + urllib.parse.urlencode({"query": query})))["data"]
        if answer["resultType"] == "scalar":
            return {"{}": float(answer["result"][1])}
        return {self.labels(series["metric"]): float(series["value"][1]) for series in answer["result"]}

    @staticmethod
    def labels(metric):
        return "{" + ", ".join(f'{name}="{value}"' for name, value in sorted(metric.items()) if name != "__name__") + "}"

    def alert(self, name):
        """The first of this name that fires, with its annotations; None while there is none."""
        alerts = json.loads(self.get("/api/v1/alerts"))["data"]["alerts"]
        return next((alert for alert in alerts if alert["labels"]["alertname"] == name and alert["state"] == "firing"), None)

    def scrapes(self):
        return self.ask("sum(count_over_time(up[1h]))").get("{}", 0)

    def wait_for_scrape(self, count=8):
        """What stands in /metrics now has been scraped, and each new series is older than its `birth_seconds`, which are 2."""
        wanted = self.scrapes() + count
        lab.wait_for("a scrape", lambda: self.scrapes() >= wanted, 60)

    def stop(self):
        self.process.terminate()
        self.process.wait(30)

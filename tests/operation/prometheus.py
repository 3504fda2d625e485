"""A Debian Prometheus that answers queries."""
import lab
import yaml
from web_server import WebServer


class Prometheus(WebServer):
    def __init__(self, folder, configuration):
        file = folder / "prometheus.yml"
        file.write_text(yaml.safe_dump(configuration))
        super().__init__(folder, "prometheus", f"--config.file={file}", f"--storage.tsdb.path={folder}/tsdb")

    def query(self, expression):
        return self.get("/api/v1/query", query=expression)["data"]

    def ask(self, expression):
        """{labels as Prometheus prints them: value}"""
        answer = self.query(expression)
        if answer["resultType"] == "scalar":
            return {"{}": float(answer["result"][1])}
        return {self.labels(series["metric"]): float(series["value"][1]) for series in answer["result"]}

    @staticmethod
    def labels(metric):
        return "{" + ", ".join(f'{name}="{value}"' for name, value in sorted(metric.items()) if name != "__name__") + "}"

    def alert(self, name):
        """The first of this name that fires, with its annotations; None while there is none."""
        alerts = self.get("/api/v1/alerts")["data"]["alerts"]
        return next((alert for alert in alerts if alert["labels"]["alertname"] == name and alert["state"] == "firing"), None)

    def scrapes(self, failed=False):
        good = "sum_over_time(up[1h])"
        return self.ask(f"sum(count_over_time(up[1h]) - {good})" if failed else f"sum({good})").get("{}", 0)

    def wait_for_scrape(self, count=4, failed=False):
        """What stands in /metrics now has been scraped, and each new series is older than its `birth_seconds`, which are 2."""
        wanted = self.scrapes(failed) + count
        lab.wait_for("a scrape that failed" if failed else "a scrape", lambda: self.scrapes(failed) >= wanted, 60)


def scraping(folder, target, rules=()):
    """It scrapes one recoild and evaluates these files, each second."""
    return Prometheus(folder, {
        "global": {"scrape_interval": "1s", "scrape_timeout": "1s", "evaluation_interval": "1s"},
        "rule_files": [str(path) for path in rules],
        "scrape_configs": [{"job_name": "recoil", "static_configs": [{"targets": [target]}]}]})

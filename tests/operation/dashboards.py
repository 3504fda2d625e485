"""The dashboards of config/grafana, and what Grafana makes of their queries before Prometheus sees them."""
import json
import os
import pathlib
import re
import typing

FOLDER = pathlib.Path(os.environ["RECOIL_SOURCE_DIR"]) / "config" / "grafana"
NAMES = ("bounces", "provider", "recoil")


class Query(typing.NamedTuple):
    where: str
    expression: str
    target: dict


class Dashboard:
    def __init__(self, name):
        self.name, self.path = name, FOLDER / f"{name}.json"
        self.json = json.loads(self.path.read_text())
        self.panels = [p for p in self.json["panels"] if p["type"] != "row"]
        self.variables = self.json["templating"]["list"]
        self.annotations = [a for a in self.json["annotations"]["list"] if not a.get("builtIn")]

    def queries(self):
        """Of the panels."""
        for panel in self.panels:
            for target in panel["targets"]:
                yield Query(f"{self.name}: {panel['title']}: {target['refId']}", target["expr"], target)

    def expressions(self):
        """All that Prometheus is asked: (where, PromQL)."""
        yield from ((query.where, query.expression) for query in self.queries())
        yield from ((f"{self.name}: annotation {each['name']}", each["expr"]) for each in self.annotations)
        for each in self.variables:
            if each["type"] == "query":
                found = re.fullmatch(r"query_result\((.*)\)|label_values\((.*), \w+\)", each["query"]["query"])
                yield f"{self.name}: variable {each['name']}", found[1] or found[2]


DASHBOARDS = [Dashboard(name) for name in NAMES]


def substituted(expression, **values):
    """Variables and intervals as Grafana puts them in: `name` for `$name` and `${name}`, the longest name first."""
    for name in sorted(values, key=len, reverse=True):
        expression = expression.replace(f"${{{name}}}", values[name]).replace(f"${name}", values[name])
    if "$" in expression:
        raise AssertionError(f"a variable that is not known: {expression}")
    return expression

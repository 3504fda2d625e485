"""The hundred refusals of scenarios.tsv: remote servers that say them, mail that meets them, and what recoil must make of each."""
import pathlib
import smtplib
import typing

import lab

TABLE = pathlib.Path(__file__).with_name("scenarios.tsv")
SETTINGS = {"maximal_queue_lifetime": "0", "smtp_rcpt_timeout": "2s", "default_destination_concurrency_limit": "10"}


class Scenario(typing.NamedTuple):
    name: str
    host: str
    stage: str
    reply: bytes
    category: str
    reason: str
    status: str
    list_action: str

    @property
    def domain(self):
        return f"{self.name}.example.net"

    @property
    def recipient(self):
        return f"{self.name}@{self.domain}"


def load():
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for number, (host, stage, reply, cause, status, list_action) in enumerate(rows):
        octets = reply.encode().decode("unicode_escape").encode("latin-1")
        yield Scenario(f"s{number}", host, stage, octets, *cause.split("/"), status, list_action)


class Internet:
    """The remote servers. What is said before a recipient is named needs a server of its own."""

    def __init__(self, scenarios):
        self.scenarios = {s.name: s for s in scenarios}
        self.remote = lab.Remote(lambda stage, name: self.answer(stage, self.scenarios.get(name)))
        self.transports = {s.domain: f"smtp:[{s.host}]:{self.port(s)}" for s in scenarios}
        self.hosts = {s.host for s in scenarios}

    @staticmethod
    def answer(stage, scenario):
        return scenario.reply if scenario and scenario.stage == stage else None

    def port(self, scenario):
        if scenario.stage == "refused":
            return lab.free_port()
        if scenario.stage in ("connect", "helo"):
            return lab.Remote(lambda stage, _: self.answer(stage, scenario)).port
        return self.remote.port


def send(port, scenarios, sender="bounces+{}@bounce.example.org"):
    with smtplib.SMTP("127.0.0.1", port, timeout=60) as session:
        for s in scenarios:
            session.sendmail(sender.format(s.name), [s.recipient], f"From: news@example.org\r\nTo: {s.recipient}\r\n"
                             f"Subject: A message\r\nMessage-ID: <{s.name}@example.org>\r\n\r\nHello.\r\n")


def expected(scenarios):
    return {s.recipient: (s.category, s.reason, s.status, s.list_action) for s in scenarios}


def verdicts(events):
    return {e["recipient"]: (e["category"], e["reason"], e.get("status"), e["list_action"]) for e in events}

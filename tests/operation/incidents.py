"""The incidents of docs/incidents.md, made to happen to a real recoild that a real Prometheus scrapes."""
import datetime
import shutil

import suite

from fed_recoil import FedRecoil
from mail_traffic import GMAIL, M365, SMALL, BANNED, Delivery

import lab
import mail_traffic
import prometheus
import wire


class World:
    """A recoild that is well: mail goes out, and Prometheus has seen it."""

    def __init__(self, folder, rules=()):
        suite.need("prometheus")
        self.recoil = FedRecoil(folder).start()
        self.prometheus = prometheus.scraping(folder, self.recoil.metrics_address, rules)
        self.documented = {str(folder): "/var/log", self.recoil.metrics_address: "127.0.0.1:9850"}

    def log(self, *deliveries, minutes_ago=0):
        """Lines of Postfix's log, which recoild has counted when this returns."""
        log, time_then = self.recoil.log_file, datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=minutes_ago)
        messages = [d for d in deliveries for _ in range(d.count)]
        with open(log.path, "a") as file:
            for position, delivery in enumerate(messages, 1 - len(messages)):
                file.writelines(log.message(delivery, time_then + datetime.timedelta(milliseconds=position)))
        self.recoil.lines_written += len(messages)
        lab.wait_for("all lines of the log", self.recoil.log_read, 60)

    def deliver(self, messages):
        with self.recoil.client() as client:
            for message in messages:
                self.recoil.taken(client.deliver(message))

    def ask(self, query):
        """With the names of the document: its folder and its address."""
        found = self.prometheus.ask(query)
        for ours, documented in self.documented.items():
            found = {labels.replace(ours, documented): value for labels, value in found.items()}
        return found

    def wait_for_scrape(self):
        """One that fails, where recoil does not run."""
        self.prometheus.wait_for_scrape(failed=self.recoil.process.poll() is not None)

    def stop(self):
        self.prometheus.stop()
        self.recoil.stop()


def bounces(host, domain, reply, count, **more):
    return Delivery("postfix-out1", host, domain, "bounced", reply, count, **more)


def sent(host, domain, count, instance="postfix-out1", **more):
    return Delivery(instance, host, domain, "sent", "", count, **more)


def banned(world):
    world.log(bounces(M365, "fabrikam.com", BANNED, 12), minutes_ago=40)
    world.log(sent(M365, "contoso.com", 4, "postfix-out2"), sent(GMAIL, "gmail.com", 20))


def reputation(world):
    reply = "421 4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your IP address."
    world.log(Delivery("postfix-out1", GMAIL, "gmail.com", "deferred", reply, 15), sent(GMAIL, "gmail.com", 5))


def authentication(world):
    world.log(bounces(GMAIL, "gmail.com", mail_traffic.NO_DMARC, 18, sender_domain="example.net"),
              bounces(M365, "contoso.com", mail_traffic.NO_SPF, 6, sender_domain="example.net"),
              sent(SMALL, "example.org", 8, sender_domain="example.net"), sent(SMALL, "example.org", 30))


def throttled(world):
    attempt = Delivery("postfix-out2", M365, "contoso.com", "deferred", mail_traffic.THROTTLED, 9)
    world.log(attempt, attempt._replace(status="suspended", count=40), sent(M365, "contoso.com", 3), sent(GMAIL, "gmail.com", 30))


def dead_import(world):
    world.log(bounces(GMAIL, "gmail.com", mail_traffic.NO_USER, 24), sent(GMAIL, "gmail.com", 16),
              sent(GMAIL, "gmail.com", 25, stream="orders"))


def forged(world):
    senders = ["winner@spam.example"] * 60 + ["news@example.com"] * 15
    world.deliver(wire.notice(wire.group("eve@example.org", host=SMALL), key=f"F{number}",
                              returned=f"From: {sender}\r\nMessage-ID: <{number}@example.com>\r\n".encode())
                  for number, sender in enumerate(senders))


def full_disk(world):
    if shutil.disk_usage(world.recoil.folder).free >= 2**40:
        suite.skip("more than a tebibyte is free here")
    world.recoil.stop()
    world.recoil.configure(events=f"{{path: {world.recoil.events}, min_free_bytes: {2**40}}}")  # a tebibyte, the most that it takes
    world.recoil.start()
    with world.recoil.client() as client:
        for number in range(3):
            reply = client.deliver(wire.notice(key=f"blocked{number}"))
            if not reply.startswith("451"):
                raise AssertionError(reply)


def silence(world):
    world.log(sent(GMAIL, "gmail.com", 3), minutes_ago=40)


def refused_reload(world):
    world.recoil.reload(refused=True)


def unexplained(world):
    world.log(bounces(SMALL, "example.org", "550 The moon is in the wrong house", 6), bounces(GMAIL, "gmail.com", mail_traffic.NO_USER, 4))


def gone(world):
    world.recoil.stop()


INCIDENTS = {
    "A provider bans an address": banned,
    "Before a ban: reputation falls": reputation,
    "SPF, DKIM or DMARC broke with a deploy": authentication,
    "A provider throttles": throttled,
    "A dead import": dead_import,
    "A flood of forged bounces": forged,
    "The disk is full": full_disk,
    "Silence": silence,
    "recoild does not answer": gone,
    "A reload was refused": refused_reload,
    "Replies that no rule explains": unexplained,
}

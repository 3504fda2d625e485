"""A recoild with everything configured, which is fed by LMTP, by SMTP and by the log of two Postfix instances, for tests that look at its
metrics and pages. Only loopback, no Postfix needed:

    with lab.folder() as folder:
        recoil = FedRecoil(folder).start()
        recoil.feed()                       # a round of traffic: bans, throttles, deliveries, forged notices ...
        recoil.trouble()                    # limits, a blocked event file, a refused reload
        ... recoil.metrics_address ...
        recoil.stop()
"""
import contextlib
import itertools
import resource

import suite  # says where lab is

import lab
import mail_traffic
import wire


class FedRecoil(wire.Daemon):
    """`keys` are top-level keys of the configuration, over those below."""

    def __init__(self, folder, **keys):
        super().__init__(folder)
        self.log_file = mail_traffic.PostfixLog(folder / "mail.log")
        self.rounds, self.lines_written = itertools.count(1), 0
        egress = ", ".join(f"{{sending_ip: {address}, syslog_name: {instance}, reporting_mta: {instance[8:]}.example.com}}"
                           for instance, address in mail_traffic.ADDRESSES.items())
        self.configure(**{
            "log_sources": f"[{{type: postfix, path: {self.log_file.path}}}]",
            "metrics": f'{{address: "{self.metrics_address}", birth_seconds: 2}}',
            "own_mtas": "[out1.example.com, out2.example.com]",
            "sending_domains": "[example.com, example.net]",
            "egress": f"[{egress}]",
            "stream": "{from: verp, values: [news, orders]}",
            "verp": r"{patterns: ['^bounces\+(?P<stream>\w+)\+(?P<recipient_local>.+)=(?P<recipient_domain>[^=@]+)@']}",
            "limits": "{recipients: 100, line_bytes: 1024}", **keys})

    @property
    def metrics_address(self):
        return f"127.0.0.1:{self.metrics}"

    def feed(self, rounds=1):
        """Plays mail_traffic, and waits until recoild has counted it."""
        for _ in range(rounds):
            name = f"round{next(self.rounds)}"
            self.lines_written += self.log_file.write()
            for protocol in ("lmtp", "smtp"):
                with self.client(protocol) as client:
                    for message in (*mail_traffic.notices(name + protocol), mail_traffic.own_notice(name)):  # by SMTP a duplicate
                        self.taken(client.deliver(message))
                    client.command(b"QUIT")
        lab.wait_for("all lines of the log", self.log_read, 60)
        return self

    def log_read(self):
        read = sum(self.count("recoil_log_lines_total", result=result) for result in ("delivery", "deferral", "bounce"))
        return read >= self.lines_written and self.count("recoil_log_lag_bytes") == 0

    @staticmethod
    def taken(reply):
        if not reply.startswith("250"):
            raise AssertionError(reply)

    def trouble(self):
        """What an operator hopes not to see: limits, sessions that break, events that cannot be written, and reloads. All is well again at
        the end."""
        with self.client() as client:
            client.envelope(recipients=101)
            client.command(b"NOOP " + b"x" * 2000)
        self.block_events()
        self.reload(refused=True)
        self.reload()

    def block_events(self):
        """Mail is put off while the event file may not grow."""
        size = self.events.stat().st_size if self.events.exists() else 0
        with self.may_grow_to(size + 10), self.client() as client:
            reply = client.deliver(wire.notice(key="blocked"))
        if not reply.startswith("451"):
            raise AssertionError(reply)
        lab.wait_for("mail to be taken again", lambda: self.deliver(wire.notice(key="free")).startswith("250"))

    @contextlib.contextmanager
    def may_grow_to(self, octets):
        before = resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (octets, before[1]))
        try:
            yield
        finally:
            resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, before)

    def reload(self, refused=False):
        result, good = ("refused" if refused else "ok"), self.config.read_text()
        before = self.count("recoil_config_reloads_total", result=result)
        if refused:
            self.config.write_text(good + "unknown: 1\n")
        self.signal(wire.RELOAD)
        lab.wait_for(f"a reload that is {result}", lambda: self.count("recoil_config_reloads_total", result=result) > before)
        self.config.write_text(good)

"""Postfix and recoild as config/postfix sets them up: what an operator pastes is used as it stands, but for the ports and folders of the
laboratory. A way whose files do not hold what is replaced fails the test that uses it."""
import pathlib
import re
import smtplib
import threading
import unittest

import lab
import scenarios

SNIPPETS = pathlib.Path(__file__).resolve().parents[2] / "config" / "postfix"
WAYS = {  # and what the files of each must hold
    "lmtp-tcp": ("bounce.example.org", "/etc/postfix", "127.0.0.1:2424"),
    "lmtp-unix": ("bounce.example.org", "/etc/postfix", "/var/spool/postfix", "unix:recoil/lmtp.sock"),
    "smtp": ("bounce.example.org", "/etc/postfix", "[127.0.0.1]:2525", "127.0.0.1:2525"),
    "postmaster-copies": ("bounce.example.org",),
    "milter-tcp": ("inet:127.0.0.1:2527", "\"127.0.0.1:2527"),
    "milter-unix": ("/var/spool/postfix", "unix:recoil/milter.sock"),
    "proxy-after-queue": ("/etc/postfix", "[127.0.0.1]:2526", "127.0.0.1:2526", "[127.0.0.1]:10026", "\n127.0.0.1:10026"),
    "proxy-before-queue": ("=127.0.0.1:2528", "\"127.0.0.1:2528", "\n127.0.0.1:10028"),
    "signed-return-paths": ("tcp:127.0.0.1:10029", "\n127.0.0.1:10029", "/usr/local/bin/", "recoil-sign", "/etc/recoil/verp.key"),
    "log": ("= /var/log/postfix.log", "path: /var/log/postfix.log"),
}
SINK = "sink unix - - y - - smtp -o smtp_line_length_limit=0\n"  # Postfix itself would break lines
KEY = "0123456789abcdef0123456789abcdef\n"
PORTS = ("2424", "2525", "2526", "2527", "2528", "10026", "10028", "10029")
# Mail that is passed on must arrive as it was, whatever is in it.
AWKWARD = (b"long " + b"x" * 5000 + b"\r\n.\r\n..\r\n.dots\r\n\r\n\r\n8-bit \xe9\xff\x80 \xc3\xa9\r\nlone\rCR, NUL\0, tab\t, blanks   \r\n"
           b"From here\r\n--b1 no boundary\r\n")


def pasted(way, places):
    """{file name: text} of one way, with the laboratory's places."""
    texts = {path.name: path.read_text() for path in (SNIPPETS / way).iterdir()}
    for held in WAYS[way]:
        if not any(held in text for text in texts.values()):
            raise AssertionError(f"config/postfix/{way} does not hold {held}")
    documented = re.compile("|".join(rf"(?<!\w){re.escape(place)}(?!\w)" for place in places))
    return {name: documented.sub(lambda found: places[found.group()], text) for name, text in texts.items()}


class Setup:
    """A recoild and a Postfix with these ways in. Mail for shop.example.org, and for the bounce address where no way delivers that, goes to
    `sink`. `transports` are those of other domains, `hosts` names for 127.0.0.1, `settings` more parameters of main.cf."""

    def __init__(self, folder, *ways, transports=(), hosts=(), **settings):
        places = {port: str(lab.free_port()) for port in PORTS}
        places.update({"/etc/postfix": str(folder / "postfix"), "/var/spool/postfix": str(folder / "queue"),
                       "/var/log/postfix.log": str(folder / "mail.log"), "/etc/recoil": str(folder / "etc"),
                       "/usr/local/bin": str(folder / "bin"), "recoil-sign": "nobody"})
        self.texts = [pasted(way, places) for way in ways]
        for script in ("sign-return-path", "sign-return-paths"):
            self.install(folder / "bin" / script, self.lines(script), 0o755)
        self.install(folder / "etc" / "verp.key", KEY, 0o644)
        self.sink = lab.Remote()
        self.recoild = lab.Recoild(folder, inputs=self.inputs()).start()
        to_sink = {domain: f"sink:[127.0.0.1]:{self.sink.port}" for domain in ("shop.example.org", "bounce.example.org")}
        if self.lines("recoil_transport"):
            del to_sink["bounce.example.org"]
        for table in ("recoil_transport", "recoil_checks"):
            self.install(folder / "postfix" / table, self.lines(table), 0o644)
        # as the comment says, where transport_maps is set already
        main = self.lines("main.cf").replace("transport_maps = ", f"transport_maps = texthash:{folder}/postfix/transport ")
        master = SINK + "".join(text.get("master.cf", "") for text in self.texts)
        self.postfix = lab.Postfix(folder, {**to_sink, **dict(transports)}, settings, main, master, hosts)

    @staticmethod
    def install(path, text, mode):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        path.chmod(mode)

    def lines(self, name):
        """This file of all ways; a line that several have stands there once."""
        texts = "".join(text.get(name, "") for text in self.texts)
        return "".join(f"{line}\n" for line in dict.fromkeys(texts.splitlines()))

    def inputs(self):
        """The recoil.yaml of all ways as one."""
        items = {}
        for line in self.lines("recoil.yaml").splitlines():
            if line.startswith(" "):
                items[key].append(line)
            elif not line.startswith("#"):
                items[key := line] = []
        return "".join("\n".join((key, *lines)) + "\n" for key, lines in items.items())

    def failures(self, source):
        return [e for e in self.recoild.lines() if e["source"] == source and e.get("action") == "failed"]

    def recipients(self, source):
        return {e["recipient"] for e in self.failures(source)}

    def wait_for(self, what, condition, seconds=60):
        try:
            lab.wait_for(what, condition, seconds)
        except AssertionError as error:
            raise AssertionError(f"{error}; {len(self.recoild.lines())} events\n{self.postfix.tail()}") from None

    def wait_for_failures(self, source, count):
        self.wait_for(f"{count} failures by {source}", lambda: len(self.recipients(source)) >= count)

    def submit(self, messages, sender="", recipient="{}@shop.example.org"):
        """`messages` is {local part: octets}; over one session, as they are."""
        with smtplib.SMTP("127.0.0.1", self.postfix.port, timeout=60) as session:
            for local, octets in messages.items():
                session.sendmail(sender, [recipient.format(local)], octets, ["BODY=8BITMIME"])

    def wait_for_sink(self, wanted):
        self.wait_for("mail at its destination", lambda: set(wanted) <= set(self.sink.taken))

    def stop(self):
        self.postfix.stop()
        self.recoild.stop()


def as_sent(taken):
    """What came over the wire, without dots doubled and without the Received fields on top."""
    return re.sub(rb"\A(Received: .*\r\n(?:[ \t].*\r\n)*)*", b"", taken.replace(b"\r\n..", b"\r\n."))


class Case(unittest.TestCase):
    maxDiff = None

    def setup(self, *names, **more):
        setup = Setup(self.enterContext(lab.folder()), *names, **more)
        self.addCleanup(setup.stop)
        return setup

    def every_scenario(self, source, *names, sender="bounces+{}@bounce.example.org", **settings):
        """All scenarios by these ways: what recoil makes of them at this one is right. Returns the setup."""
        rows = list(scenarios.load())
        internet = scenarios.Internet(rows)
        setup = self.setup(*names, transports=internet.transports, hosts=internet.hosts, **scenarios.SETTINGS, **settings)
        scenarios.send(setup.postfix.port, rows, sender)
        setup.wait_for_failures(source, len(rows))
        self.assertEqual(scenarios.verdicts(setup.failures(source)), scenarios.expected(rows))
        setup.recoild.expect_count(len(rows), "recoil_bounces_total")
        return setup

    def refusing(self, *names, **settings):
        """A setup where contoso.example refuses every recipient."""
        remote = lab.Remote(lambda stage, _: "550 5.1.1 User unknown" if stage == "rcpt" else None)
        return self.setup(*names, transports={"contoso.example": f"smtp:[127.0.0.1]:{remote.port}"}, **settings)

    def load(self, setup, count, sender="bounces@bounce.example.org"):
        """Mail to so many unknown users, sent by a thread that is over at the end of the test; the recipients."""
        recipients = [f"user{i}@contoso.example" for i in range(count)]
        thread = threading.Thread(target=setup.postfix.send, args=(recipients, sender))
        thread.start()
        self.addCleanup(thread.join)
        return set(recipients)

    def nothing_is_lost(self, source, *names, count=300):
        """kill -9 under load, twice: each failure is recorded in the end, and Postfix keeps nothing."""
        setup = self.refusing(*names)
        recipients = self.load(setup, count)
        for share in (0.2, 0.5):
            setup.wait_for_failures(source, share * count)
            setup.recoild.kill()
            setup.recoild.start()
        setup.wait_for_failures(source, count)
        self.assertEqual(setup.recipients(source), recipients)
        self.assertEqual(len({e["id"] for e in setup.failures(source)}), count)  # a repeat has the same id
        setup.wait_for("an empty queue", lambda: setup.postfix.queued() == 0)

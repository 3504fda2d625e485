#!/usr/bin/env python3
"""The status page in a headless Chromium: what it says, what a hostile notice makes of it, for whom it is shown, and whether everybody can
read it. With --picture FILE [--dark] it only makes a picture of a busy hour, for the documentation."""
import base64
import json
import os
import pathlib
import subprocess
import sys
import unittest

import suite

from fed_recoil import FedRecoil

import browser
import busy_hour
import documents
import lab
import wire
from http_client import fetch

TOKEN = "b3a1d6f0c2e94785a6d0f1e2c3b4a596"
SCRIPT = "<script>pwned=1</script>"
HOSTILE = (f'550 5.1.1 {SCRIPT} "onload="pwned=1 <img src=x onerror=pwned=1> </style></td></table><h1>pwned</h1> &lt; '
           "\u202eevil\u202c \u2067x " + "W" * 400)
# The least contrast of a text with the ground that it stands on (WCAG 2.1, 1.4.3), and the words where it is less.
CONTRAST = """(() => {
  const channels = text => { const m = text.match(/[\\d.]+/g).map(Number); return m.length > 3 && m[3] === 0 ? null : m.slice(0, 3); };
  const light = c => c.map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
                      .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = e => { for (; e; e = e.parentElement) { const c = channels(getComputedStyle(e).backgroundColor); if (c) return c; } };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), bad = [];
  let seen = 0;
  while (texts.nextNode()) {
    const words = texts.currentNode.data.trim(), e = texts.currentNode.parentElement;
    if (!words || !e.getClientRects().length || e.closest('svg')) continue;
    const [a, b] = [light(channels(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
    ++seen;
    if ((a + .05) / (b + .05) < 4.5) bad.push(words);
  }
  return {seen, bad};
})()"""


class FedPage(unittest.TestCase):
    """One recoild, fed with ordinary traffic and with a hostile notice, and one browser."""

    @classmethod
    def setUpClass(cls):
        cls.browser = cls.enterClassContext(browser.Browser())
        cls.folder = cls.enterClassContext(lab.folder())
        cls.recoil = FedRecoil(cls.folder, status="{addresses: shown}").start()
        cls.addClassCleanup(cls.recoil.stop)
        cls.recoil.feed()
        ours = b"From: news@example.com\r\n"
        hostile = wire.notice(wire.group(f'"{SCRIPT}"@example.org', HOSTILE, host="mail.example.org"), key="hostile", returned=ours)
        forged = wire.notice(wire.group("forged@example.org"), key="forged", returned=b"From: winner@spam.example\r\n")
        for message in (forged, hostile, hostile):
            FedRecoil.taken(cls.recoil.deliver(message))
        lab.wait_for("the hostile notice", lambda: "evil" in cls.fetch("/api/v1/status")[2])
        cls.url = f"http://{cls.recoil.metrics_address}/"

    @classmethod
    def fetch(cls, path):
        return fetch(f"http://{cls.recoil.metrics_address}{path}")

    def test_says_how_it_stands(self):
        page = self.browser.open(self.url)
        text = page.value("document.body.innerText")
        for words in ("4 bans stand. Bounces are being taken.", "1 ban of others stands", "192.0.2.25",
                      "sender.office.com", "our mail admins", "microsoft365",
                      "banned_ip", "Take the address out of rotation", "kim@contoso.com", "The moon is in the wrong house",
                      "m365-banned-ip", str(self.recoil.events), f"postfix:{self.recoil.log_file.path}", str(self.recoil.socket)):
            self.assertIn(words, text)
        self.assertNotIn("forged@example.org", text, "a forged notice is no failure")
        self.assertEqual(text.count(f'"{SCRIPT}"@example.org'), 1, "a notice that comes again is no other failure")
        print("says: " + page.value("document.querySelector('h1').innerText"))

    def test_the_same_as_json(self):
        status, fields, body = self.fetch("/api/v1/status")
        board = json.loads(body)
        self.assertEqual((status, fields["Content-Type"], board["state"]), (200, "application/json", "alarm"))
        bans = {(b["provider"], b["reason"], b["sending_ip"]) for b in board["bans"] if b["active"]}
        active = {tuple(dict(pairs)[k] for k in ("provider", "reason", "sending_ip"))
                  for (name, pairs), value in lab.samples(self.recoil.get("/metrics")).items() if name == "recoil_ban_active" and value}
        self.assertEqual(bans, active, "page and metrics tell the same")
        hour = board["last_hour"]
        self.assertEqual(hour["failed"], self.recoil.count("recoil_bounces_total"))
        self.assertEqual(hour["delayed"], self.recoil.count("recoil_deferrals_total"))
        self.assertEqual(hour["delivered"], self.recoil.count("recoil_deliveries_total"))
        self.assertEqual(sum(sum(c["failed_per_minute"]) for c in hour["categories"]), hour["failed"])
        print(f"json: {len(bans)} bans, {hour['failed']} failed, {hour['delayed']} put off, {hour['delivered']} delivered")

    def test_a_hostile_notice_is_only_read(self):
        page = self.browser.open(self.url)
        text = page.value("document.body.innerText")
        for words in (SCRIPT, "<img src=x onerror=pwned=1>", "</style></td></table><h1>pwned</h1> &lt;",
                      "\\u{202E}evil\\u{202C} \\u{2067}x"):
            self.assertIn(words, text)
        self.assertEqual(page.value("typeof pwned"), "undefined")
        self.assertEqual(page.value("document.querySelectorAll('script, img, [onload], [onerror], h1 ~ h1').length"), 0)
        self.assertEqual(page.value("document.querySelectorAll('h1').length"), 1)
        self.assertEqual(page.happened("Page.javascriptDialogOpening"), [])
        self.assertLessEqual(page.value("document.documentElement.scrollWidth"), 1280, "a long word does not widen the page")

    def test_loads_nothing_from_elsewhere_and_violates_no_policy(self):
        page = self.browser.open(self.url)
        asked = [r["request"]["url"] for r in page.happened("Network.requestWillBeSent")]
        self.assertEqual([url for url in asked if url not in (self.url, self.url + "favicon.ico")], [])
        entries = [e["entry"]["text"] for e in page.happened("Log.entryAdded") if "favicon" not in e["entry"].get("url", "")]
        self.assertEqual(entries + page.happened("Audits.issueAdded"), [])
        policy = self.fetch("/")[1]["Content-Security-Policy"]
        self.assertTrue(policy.startswith("default-src 'none'; style-src 'sha256-"), policy)
        self.assertEqual(page.value("getComputedStyle(document.querySelector('h2')).fontWeight"), "650", "the style sheet is taken")
        page.value("document.body.append(Object.assign(document.createElement('script'), {textContent: 'pwned=1'}))")
        self.assertEqual(page.value("typeof pwned"), "undefined", "the policy would have stopped it")
        self.assertIn("ContentSecurityPolicyIssue", [i["issue"]["code"] for i in page.happened("Audits.issueAdded")], "it would be seen")

    def test_everything_is_there_without_scripts(self):
        page = self.browser.open(self.url + "?refresh=off", scripts=False)
        html = page.html()
        for words in ("bans stand.", "sender.office.com", "kim@contoso.com", "m365-banned-ip", 'class="bar-ban"'):
            self.assertIn(words, html)
        self.assertNotIn("http-equiv=\"refresh\"", html)

    def test_can_be_read_aloud(self):
        spoken = self.browser.open(self.url, width=1280).spoken()
        roles = [role for role, _ in spoken]
        names = dict.fromkeys(name for _, name in spoken)
        self.assertTrue(any("Failed and put off recipients in each of the last 60 minutes" in name for name in names))
        self.assertEqual([n for r, n in spoken if r == "heading"][1:4], ["Bans", "The last hour", "Last failures"])
        for role in ("banner", "main", "contentinfo", "table", "caption" if "caption" in roles else "Caption", "columnheader", "rowheader"):
            self.assertIn(role, roles)
        narrow = [role for role, _ in self.browser.open(self.url, width=400).spoken()]
        self.assertEqual(narrow.count("columnheader"), roles.count("columnheader"), "tables stay tables on a telephone")
        self.assertEqual(narrow.count("row"), roles.count("row"))

    def test_can_be_read_in_light_and_in_dark(self):
        grounds = set()
        for dark in (False, True):
            page = self.browser.open(self.url, dark=dark)
            contrast = page.value(CONTRAST)
            self.assertGreater(contrast["seen"], 200)
            self.assertEqual(contrast["bad"], [], "dark" if dark else "light")
            grounds.add(page.value("getComputedStyle(document.body).backgroundColor"))
            picture = page.screenshot(self.folder / "page.png")
            self.assertGreater(len(picture), 20_000)
        self.assertEqual(len(grounds), 2, grounds)
        print(f"contrast of {contrast['seen']} texts is at least 4.5, on {' and '.join(sorted(grounds))}")

    def test_fits_a_telephone(self):
        page = self.browser.open(self.url, width=360, height=740)
        self.assertLessEqual(page.value("document.documentElement.scrollWidth"), 360)
        self.assertLess(page.value("document.querySelector('.door').getBoundingClientRect().right"), 360, "the door is in sight")

    def test_a_refused_reload_is_told_with_its_lines(self):
        good = self.recoil.config.read_text()
        self.addCleanup(self.recoil.reload)
        self.addCleanup(self.recoil.config.write_text, good)
        self.recoil.config.write_text(good + "unknown: 1\n")
        self.recoil.signal(wire.RELOAD)
        lab.wait_for("the reload", lambda: "The last reload was refused" in self.fetch("/")[2])
        problem = f"{self.recoil.config}:{len(good.splitlines()) + 1}: unknown: unknown key"
        text = self.browser.open(self.url).value("document.body.innerText")
        self.assertIn(problem, text)
        self.assertIn("The last reload was refused", text)
        board = json.loads(self.fetch("/api/v1/status")[2])
        self.assertFalse(board["configuration"]["accepted"])
        self.assertTrue(board["configuration"]["problems"][0].startswith(problem))

    def test_runbooks_are_there(self):
        names = [line.removeprefix("/runbooks/") for line in self.fetch("/runbooks/")[2].splitlines() if line.startswith("/")]
        written = {p.stem for p in (suite.SOURCE / "docs" / "runbooks").glob("Recoil*.md")}
        self.assertEqual(set(names), written)
        self.assertEqual(self.fetch("/runbooks/RecoilDown")[0], 200)
        self.assertEqual(self.fetch("/runbooks/Nothing")[0], 404)


class Token(unittest.TestCase):
    """Where others can connect, a token opens the page; it changes with a reload."""

    def setUp(self):
        self.folder = self.enterContext(lab.folder())
        self.recoil = wire.Daemon(self.folder)
        self.addCleanup(self.recoil.stop)

    def start(self, host, token_file=""):
        self.recoil.configure(metrics=f'{{address: "{host}:{self.recoil.metrics}", birth_seconds: 0, token_file: "{token_file}"}}')
        self.recoil.start()

    def write(self, token):
        path = self.folder / "token"
        path.write_text(token)
        return path

    def fetch(self, path, **fields):
        return fetch(f"http://127.0.0.1:{self.recoil.metrics}{path}", **fields)

    def statuses(self, **fields):
        return [self.fetch(path, **fields)[0] for path in ("/", "/api/v1/status", "/metrics", "/-/healthy", "/runbooks/")]

    def test_a_wildcard_address_without_a_token_shows_nothing(self):
        self.start("0.0.0.0")
        self.assertEqual(self.statuses(), [403, 403, 200, 200, 200])
        self.assertIn("metrics.token_file", self.fetch("/")[2])

    def test_the_token_opens_it_to_programs_and_to_browsers(self):
        self.start("0.0.0.0", self.write(TOKEN + "\n"))
        self.assertEqual(self.statuses(), [401, 401, 200, 200, 200])
        self.assertEqual(self.fetch("/")[1]["WWW-Authenticate"], 'Basic realm="recoil", charset="UTF-8"')
        self.assertEqual(self.statuses(Authorization="Bearer " + TOKEN), [200] * 5)
        self.assertEqual(self.statuses(Authorization="Bearer x" + TOKEN)[:2], [401, 401])
        with browser.Browser() as chromium:
            basic = "Basic " + base64.b64encode(f"me:{TOKEN}".encode()).decode()
            page = chromium.open(f"http://127.0.0.1:{self.recoil.metrics}/", fields={"Authorization": basic})
            self.assertIn("No ban stands.", page.value("document.body.innerText"))
        self.write("another-token-of-26-octets")
        self.recoil.signal(wire.RELOAD)
        lab.wait_for("the new token", lambda: self.statuses(Authorization="Bearer another-token-of-26-octets")[0] == 200)
        self.assertEqual(self.statuses(Authorization="Bearer " + TOKEN)[:2], [401, 401])

    def test_the_documented_commands(self):
        document = documents.ROOT / "docs" / "status-page.md"
        make, ask = ("\n".join(commands) for commands in
                     (documents.commands(document, "openssl rand"), documents.commands(document, "curl -H")))
        here = {"/etc/recoil/token": str(self.folder / "token"), "chown recoil": f"chown {os.getuid()}",
                "192.0.2.3:9850": f"127.0.0.1:{self.recoil.metrics}", "curl": "curl --silent --show-error --fail"}
        for there, place in here.items():
            make, ask = make.replace(there, place), ask.replace(there, place)
        subprocess.run(["sh", "-e", "-c", make], check=True, timeout=60)
        self.start("0.0.0.0", self.folder / "token")
        answer = subprocess.run(["sh", "-e", "-c", ask], check=True, timeout=60, capture_output=True)
        self.assertEqual(json.loads(answer.stdout)["state"], "calm")

    def test_on_loopback_only_our_own_names_are_answered(self):
        self.start("127.0.0.1")
        self.assertEqual(self.statuses(), [200] * 5)
        self.assertEqual(self.statuses(Host="localhost:9850"), [200] * 5)
        self.assertEqual(self.statuses(Host="rebound.example"), [403, 403, 200, 200, 200])

    def test_a_token_file_that_is_no_good_is_a_problem_of_the_configuration(self):
        for token, what in ((None, "No such file"), ("", "shorter than 16"), ("short", "shorter than 16"),
                            ("two\nlines of it.....", "more than one line")):
            path = self.write(token) if token is not None else self.folder / "missing"
            with self.assertRaisesRegex(AssertionError, rf"recoil.yaml:3: metrics.token_file: .*{what}"):
                self.start("127.0.0.1", path)
            self.assertEqual(self.recoil.process.returncode, 78)


# A picture has the name of a host as documentation has it, and an age that goes with what the page tells.
DRESS = """document.querySelector('.brand').lastChild.data = ' on out1.example.com';
           document.querySelectorAll('.facts span')[1].textContent = 'up 3 d 4 h';
           document.querySelector('.log tbody tr:nth-child(3)').getBoundingClientRect().bottom"""


def picture(path, dark):
    """Of a busy hour, as far as the first failures."""
    with lab.folder() as folder, browser.Browser() as chromium:
        recoil = FedRecoil(folder, events=f"{{path: {folder}/events.jsonl, min_free_bytes: 0}}")
        recoil.start()
        try:
            recoil.lines_written += busy_hour.write(recoil.log_file)
            lab.wait_for("the hour to be read", recoil.log_read, 60)
            page = chromium.open(f"http://{recoil.metrics_address}/", dark=dark)
            octets = page.screenshot(path, height=page.value(DRESS))
        finally:
            recoil.stop()
    print(f"{path}: {len(octets)} octets")


if __name__ == "__main__":
    if "--picture" in sys.argv:
        picture(pathlib.Path(sys.argv[sys.argv.index("--picture") + 1]), "--dark" in sys.argv)
    else:
        suite.main()

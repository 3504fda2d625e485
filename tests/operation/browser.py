"""A headless Chromium that is driven over pipes by the Chrome DevTools protocol; nothing of it leaves this machine.

    with Browser() as browser:
        page = browser.open("http://127.0.0.1:9850/", dark=True, width=400)
        page.value("document.title")
        page.screenshot(path)
"""
import base64
import fcntl
import itertools
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time

import suite

OPTIONS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage", "--no-first-run",
           "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
           "--disable-default-apps", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
           "--force-color-profile=srgb", "--font-render-hinting=none", "--remote-debugging-pipe")
PATIENCE = 60  # seconds for one answer, on a loaded machine


class Browser:
    def __enter__(self):
        suite.need("chromium")
        self.folder = tempfile.mkdtemp(prefix="recoil-chromium-")
        self.ids, self.received, self.events, self.target = itertools.count(1), b"", [], None
        commands, self.to_browser = self.pipe()
        self.from_browser, answers = self.pipe()

        def hand_over():  # Chromium reads commands from 3 and answers to 4
            os.dup2(commands, 3)
            os.dup2(answers, 4)

        self.process = subprocess.Popen(["chromium", *OPTIONS, f"--user-data-dir={self.folder}", "about:blank"], preexec_fn=hand_over,
                                        close_fds=False, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(commands)
        os.close(answers)
        return self

    @staticmethod
    def pipe():
        """Its ends have high numbers, so that neither is in the way of 3 and 4."""
        low = os.pipe()
        high = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 20) for end in low)
        for end in low:
            os.close(end)
        return high

    def __exit__(self, *_):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self.to_browser)
        os.close(self.from_browser)
        shutil.rmtree(self.folder, ignore_errors=True)

    def call(self, method, session=None, **parameters):
        message = {"id": next(self.ids), "method": method, "params": parameters, **({"sessionId": session} if session else {})}
        os.write(self.to_browser, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + PATIENCE
        while (answer := self.message(end)).get("id") != message["id"]:
            self.events.append(answer)
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']}")
        return answer["result"]

    def message(self, end):
        while b"\0" not in self.received:
            ready, _, _ = select.select([self.from_browser], [], [], max(0, end - time.monotonic()))
            octets = os.read(self.from_browser, 1 << 16) if ready else b""
            if not octets:
                raise AssertionError("Chromium does not answer")
            self.received += octets
        first, _, self.received = self.received.partition(b"\0")
        return json.loads(first)

    def open(self, url, dark=False, width=1280, height=900, scripts=True, fields=None):
        """A page of its own; the one before it is closed."""
        before, self.target = self.target, self.call("Target.createTarget", url="about:blank")["targetId"]
        if before:
            self.call("Target.closeTarget", targetId=before)
        page = Page(self, self.call("Target.attachToTarget", targetId=self.target, flatten=True)["sessionId"])
        for domain in ("Page", "Network", "Runtime", "Log", "Audits", "DOM"):
            page.call(domain + ".enable")
        page.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        page.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        page.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        page.call("Network.setExtraHTTPHeaders", headers=fields or {})
        page.go(url)
        return page


class Page:
    def __init__(self, browser, session):
        self.browser, self.session = browser, session

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    def go(self, url):
        self.browser.events.clear()
        answer = self.call("Page.navigate", url=url)
        if "errorText" in answer:
            raise AssertionError(f"{url}: {answer['errorText']}")
        end = time.monotonic() + PATIENCE
        while not self.happened("Page.loadEventFired"):
            self.browser.events.append(self.browser.message(end))

    def happened(self, method):
        """The parameters of all events of that kind since the page was opened."""
        return [e["params"] for e in self.browser.events if e.get("method") == method and e.get("sessionId") == self.session]

    def value(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in answer:
            raise AssertionError(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def html(self):
        return self.call("DOM.getOuterHTML", nodeId=self.call("DOM.getDocument")["root"]["nodeId"])["outerHTML"]

    def spoken(self):
        """(role, name) of what a screen reader meets, in its order."""
        nodes = self.call("Accessibility.getFullAXTree")["nodes"]
        return [(n["role"]["value"], n.get("name", {}).get("value", "")) for n in nodes if not n.get("ignored") and "role" in n]

    def screenshot(self, path, height=None):
        clip = {}
        if height:
            width = self.value("innerWidth")
            clip = {"clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}, "captureBeyondViewport": True}
        picture = base64.b64decode(self.call("Page.captureScreenshot", format="png", **clip)["data"])
        path.write_bytes(picture)
        return picture

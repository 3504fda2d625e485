#!/usr/bin/env python3
"""Who is called in the demonstration: prints what Alertmanager sends to its webhook.

    pager.py HOST:PORT
"""
import http.server
import json
import sys


def lines(notification):
    for alert in notification["alerts"]:
        notes = alert["annotations"]
        yield f"{alert['status'].upper()} {alert['labels']['alertname']}: {notes.get('summary', '')} {notes.get('runbook_url', '')}"


class Pager(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        for line in lines(json.loads(self.rfile.read(int(self.headers["Content-Length"])))):
            print(self.path, ascii(line)[1:-1], flush=True)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    host, _, port = sys.argv[1].rpartition(":")
    http.server.ThreadingHTTPServer((host, int(port)), Pager).serve_forever()

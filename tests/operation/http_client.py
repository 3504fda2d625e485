"""What is asked of recoild's pages."""
import contextlib
import urllib.error
import urllib.request

import suite  # says where lab is

import lab


def fetch(url, **fields):
    """(status, fields, body); an OSError where nobody answers."""
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in fields.items()})
    with contextlib.ExitStack() as stack:
        try:
            answer = stack.enter_context(urllib.request.urlopen(request, timeout=30))
        except urllib.error.HTTPError as refused:
            answer = stack.enter_context(refused)
        return answer.status, dict(answer.headers), answer.read().decode()


def count(address, name, **labels):
    """The sum of the series of a family that have these labels."""
    wanted = set(labels.items())
    found = lab.samples(fetch(f"http://{address}/metrics")[2])
    return sum(value for (family, pairs), value in found.items() if family == name and wanted <= pairs)

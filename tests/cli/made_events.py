"""Events as recoild writes them, for tests: a failure, and what differs from it."""
import datetime
import hashlib
import itertools
import json

START = datetime.datetime(2026, 11, 20)
numbers = itertools.count()


def event(after=0, **fields):
    """`after`: seconds since START."""
    time = (START + datetime.timedelta(seconds=after)).isoformat(timespec="milliseconds") + "Z"
    number = next(numbers)
    made = {"v": 1, "id": hashlib.md5(str(number).encode()).hexdigest(), "time": time, "host": "mx.example.com", "source": "lmtp",
            "kind": "dsn", "action": "failed", "origin": "session", "counted": True, "duplicate": False, "late": False,
            "recipient": f"jo{number}@example.net", "recipient_domain": "example.net", "status": "5.1.1", "smtp_code": 550,
            "diagnostic": "550 5.1.1 User unknown", "category": "bad_address", "reason": "user_unknown", "provider": "gmail",
            "fix_owner": "sender", "list_action": "suppress", "suppress": True, "meaning": "No such mailbox.", "advice": "Drop it."}
    return {**made, **fields}


def ban(after=0, **fields):
    return event(after, **{"category": "banned_ip", "reason": "ip_banned", "provider": "microsoft365", "status": "5.7.606",
                           "sending_ip": "192.0.2.1", "delist_url": "https://sender.office.com", "suppress": False,
                           "list_action": "none", "diagnostic": "550 5.7.606 Access denied, banned sending IP [192.0.2.1]", **fields})


def lines(*events):
    return "".join(json.dumps(e) + "\n" for e in events)

"""An hour of a sender of newsletters, as the logs of its two Postfix instances tell it: Microsoft bans one of its addresses after twenty
minutes, and throttles the other one; the rest is everyday life. Each run writes the same hour, up to now."""
import datetime
import random

from mail_traffic import BANNED, DELIVERIES, FULL, LISTED, NO_DMARC, NO_USER, RATE_LIMITED, THROTTLED

BAN_BEGAN = 40  # minutes ago
# reply: (from, until - in minutes ago -, mean a minute)
FAILURES = {
    NO_USER: (59, 0, 2.2), FULL: (59, 0, .6), BANNED: (BAN_BEGAN, 0, 4.5), THROTTLED: (33, 12, 5), RATE_LIMITED: (26, 0, 1.5),
    LISTED: (59, 0, .12), NO_DMARC: (59, 0, .1), "550 The moon is in the wrong house": (59, 0, .1),
    "550 5.7.1 Blocked by SpamAssassin": (59, 0, .1),
    "450 4.2.0 Recipient address rejected: Greylisted, come back later": (59, 0, .25),
}


def rows():
    """(minutes ago, delivery) in the order of time."""
    chance = random.Random(1)
    wanted = {d.reply: d for d in reversed(DELIVERIES) if d.status != "suspended"}
    found = []
    for minute in range(58, -1, -1):
        for delivery in (d for d in DELIVERIES if d.status == "sent"):
            found += [(minute + chance.random(), delivery) for _ in range(chance.randint(1, 3 * delivery.count))]
        for reply, (begin, end, mean) in FAILURES.items():
            count = max(0, round(chance.gauss(mean, mean / 2))) if mean > 1 else chance.random() < mean
            if end <= minute < begin:
                found += [(minute + chance.random(), wanted[reply]) for _ in range(count)]
    return sorted(found, key=lambda row: -row[0])


def write(log):
    """To a mail_traffic.PostfixLog; returns how many lines tell of a delivery, an attempt or a failure."""
    now, hour = datetime.datetime.now(datetime.timezone.utc), rows()
    with open(log.path, "a") as file:
        for minutes_ago, delivery in hour:
            file.writelines(log.message(delivery, now - datetime.timedelta(minutes=minutes_ago)))
    return len(hour)

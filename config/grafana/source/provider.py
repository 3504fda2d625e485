"""The dashboard "One provider": everything that one provider did to our mail."""
from bounces import BANNED, TO_DOOR, ban_table
from queries import ALIVE, leading, minute, now, our_bans, per_minute, throttled, total
from shapes import CATEGORIES, OUTCOMES, dashboard, row, stat, table, timeline, trend, variable

ITS = ',provider="$provider"'
RANGE = "(sum(increase({}{{$here,provider=\"$provider\"{}}}[$__range])) or {})"
FAILED = RANGE.format("recoil_bounces_total", "", ALIVE)
DELIVERED = RANGE.format("recoil_deliveries_total", "", "0 * sum(recoil_deliveries_total{$here})")  # nothing where no log is read
MADE = RANGE.format("recoil_deferrals_total", ',attempt="made"', ALIVE)

SEEN = " or ".join(f"sum by (provider) (increase({family}[$__range])) > 0"
                   for family in ("recoil_bounces_total", "recoil_deferrals_total", "recoil_deliveries_total"))
PROVIDER = variable("provider", "Provider", "Those that refused, put off or took mail in the time that is shown.", f"query_result({SEEN})",
                    regex='/provider="([^"]+)"/', multi=False, includeAll=False)

NOW = (
    stat("Bans that stand", "Bans of ours by this provider: of an address of `egress`, or such that our own mail server was refused.",
         now(f"count({our_bans(ITS)})"), limits=[(1, "red")]),
    stat("Failed", "Recipients that failed for good, in the time that is shown.", FAILED),
    stat("Put off", "Attempts that were put off, in the time that is shown, without those that Postfix did not make.", MADE),
    stat("Delivered", "Recipients whose mail it took, in the time that is shown.", DELIVERED, empty="no log is read"),
    stat("Failed of all", "Failed recipients of those failed and delivered, in the time that is shown.",
         f"{FAILED} / ({FAILED} + {DELIVERED} > 0)", unit="percentunit", limits=[(0.05, "yellow"), (0.1, "red")],
         empty="no log, or no mail"),
    stat("Slowed down", "Attempts of our own mail server that it refused or put off to slow us down, of all that it answered: failed, put "
         "off, and, where a log is read, delivered. Greylisting is left out.", throttled(matchers=ITS, over="increase({}[$__range])"),
         unit="percentunit", limits=[(0.1, "yellow"), (0.5, "red")], empty="no mail"),
)

MAIL = (
    trend("Failures by category", "What has to be done.", (per_minute("recoil_bounces_total", "category", ITS), "{{category}}"),
          colours=CATEGORIES, stacked=True),
    trend("Failed, put off and delivered", "Suspended: Postfix did not try, because this provider had refused shortly before.",
          (minute("recoil_deliveries_total", ITS), "delivered"),
          (minute("recoil_deferrals_total", ITS + ',attempt="made"'), "deferred"),
          (minute("recoil_deferrals_total", ITS + ',attempt="suspended"'), "suspended"),
          (minute("recoil_bounces_total", ITS), "failed"), colours=OUTCOMES),
    trend("Why mail failed", "The ten most frequent reasons in the time that is shown.",
          (leading(10, "recoil_bounces_total", "reason", ITS), "{{reason}}"), empty="nothing failed"),
    trend("Why mail was put off", "Attempts that were made, by reason.",
          (leading(10, "recoil_deferrals_total", "reason", ITS + ',attempt="made"'), "{{reason}}"), empty="nothing was put off"),
    trend("Statuses", "Failed recipients by enhanced status code.",
          (leading(12, "recoil_bounce_status_total", "status", ITS), "{{status}}"), empty="nothing failed"),
    trend("Told at once, or later", "session: our own mail server was refused. remote: another one took the mail and reported later; that "
          "goes on for days after the cause is gone.", (per_minute("recoil_bounces_total", "origin", ITS), "{{origin}}"), stacked=True),
)

BANS = (
    timeline("Bans over time", "When each ban stood.", f"max by (reason, sending_ip) (recoil_ban_active{{$here{ITS}}})",
             "{{sending_ip}}: {{reason}}", BANNED, empty="no ban since recoil started"),
    trend("Refusals by a ban, by our address", "Which of our addresses it refuses, and why.",
          (leading(10, "recoil_bans_total", "sending_ip, reason", ITS), "{{sending_ip}}: {{reason}}"), empty="no refusal by a ban"),
    trend("Slowed down over time", "Attempts put off to slow us down, of all that it answered. Rising over days, it comes before a ban.",
          (throttled(matchers=ITS), "slowed down"), unit="percentunit", max=1, empty="no mail"),
    trend("Complaints and dead addresses", "What it tells about our list: feedback reports, and addresses that are proven dead.",
          (minute("recoil_complaints_total", ITS), "complaints"), (minute("recoil_suppressible_total", ITS), "dead addresses")),
    table("Refused", "Recipients that failed because of a ban in the time that is shown, by our address.",
          [f"sort_desc({total('recoil_bans_total', 'sending_ip, reason, action', ITS)} > 0)"],
          {"sending_ip": ("Our address", {}), "reason": ("Reason", {}), "action": ("Action", {}), "Value": ("Recipients", {"decimals": 0})},
          width=12, empty="no refusal by a ban"),
    table("If it bans us", "Who can mend each kind of refusal and where to ask, as the packs know it.",
          [f"max by (reason, fix_owner, delist_url) (recoil_remedy_info{{$here{ITS}}})"],
          {"reason": ("Reason", {}), "fix_owner": ("Who fixes it", {}), "delist_url": ("Door", {"links": TO_DOOR})}, width=12,
          empty="no pack knows a ban by this provider"),
)

DASHBOARD = dashboard("provider", "Everything that one provider did to our mail.", (
    *NOW, ban_table(ITS, height=6), row("Mail"), *MAIL, row("Bans and limits"), *BANS), [PROVIDER])

"""The dashboard "Bounces": is mail coming back, why, and whose turn is it?"""
from queries import ALIVE, bans, leading, minute, now, our_bans, per_minute, share, throttled, total
from shapes import CATEGORIES, OUTCOMES, bars, dashboard, row, stat, table, timeline, trend, words

HOUR = "sum(increase({}[1h]))"
FAILED = HOUR.format("recoil_bounces_total{$here}")
DELIVERED = HOUR.format("recoil_deliveries_total{$here}")
TO_PROVIDER = [{"title": "Everything about ${__value.raw}", "url": "/d/recoil-provider?var-provider=${__value.raw}"
                "&${datasource:queryparam}&${job:queryparam}&${instance:queryparam}&${__url_time_range}"}]
TO_DOOR = [{"title": "Ask for the address to be released", "url": "${__value.raw}", "targetBlank": True}]
BANNED = words({0: ("over", "green"), 1: ("banned", "red")})


def ban_table(matchers="", **more):
    return table(
        "Bans: who, since when, and where to ask",
        "Each ban from its first refusal until six hours pass without another one, or until the provider takes mail from that address "
        "again. `foreign`: an address that is none of `egress`, as all are where that is empty; `unknown`: the refusal names none. Either may "
        "be a stranger's. The door is the one that the packs know "
        "for that provider and reason; the event of the refusal tells more exactly.",
        bans(matchers),
        {"sending_ip": ("Our address", {"custom.width": 140}),
         "provider": ("Banned by", {"links": TO_PROVIDER, "custom.width": 140}),
         "reason": ("Reason", {"custom.width": 170}),
         "Value #A": ("Since", {"unit": "dateTimeAsIso", "custom.width": 170}),
         "Value #B": ("Last refusal", {"unit": "dateTimeFromNow", "custom.width": 140}),
         "Value #C": ("Refusals in this time", {"decimals": 0, "custom.width": 160}),
         "fix_owner": ("Who fixes it", {"custom.width": 130}),
         "delist_url": ("Door", {"links": TO_DOOR, "noValue": "none is known"})},
        empty="no ban stands", **more)


NOW = (
    stat("Bans that stand", "Bans of ours, each provider, reason and address once: of an address of `egress`, or such that our own mail "
         "server was refused. What only other systems report, of other addresses, is left out.", now(f"count({our_bans()})"),
         limits=[(1, "red")]),
    stat("Failed in the last hour", "Recipients that failed for good, by any provider and for any reason.", now(FAILED)),
    stat("Put off in the last hour", "Attempts that were put off. Those that Postfix did not make (suspended) are left out.",
         now(HOUR.format('recoil_deferrals_total{$here,attempt="made"}'))),
    stat("Delivered in the last hour", "Recipients whose mail another host took. Only a log tells of them.",
         f"{DELIVERED} + {ALIVE}", empty="no log is read"),
    stat("Failed of all, last hour", "Failed recipients of those failed and delivered. The limits are a beginning: what is usual depends "
         "on the mail that you send.", f"{FAILED} / ({FAILED} + {DELIVERED} > 0) + {ALIVE}", unit="percentunit",
         limits=[(0.05, "yellow"), (0.1, "red")], empty="no log, or no mail"),
    stat("Unexplained, last hour", "Failures that no rule explains, of all. `recoil unclassified` turns them into rules to be completed.",
         share(HOUR.format('recoil_bounces_total{$here,category="unknown"}'), FAILED) + " + " + ALIVE, unit="percentunit",
         limits=[(0.05, "yellow"), (0.2, "red")], empty="no failures"),
)

WHAT = (
    trend("Failures by category", "What has to be done, by recipients that failed for good. Red are the bans.",
          (per_minute("recoil_bounces_total", "category"), "{{category}}"), colours=CATEGORIES, stacked=True),
    trend("Failed, put off and delivered", "Deliveries and most deferrals come from the log. A suspended attempt was none: Postfix asked "
          "nobody, because the destination had refused shortly before.",
          (minute("recoil_deliveries_total"), "delivered"),
          (minute("recoil_deferrals_total", ',attempt="made"'), "deferred"),
          (minute("recoil_deferrals_total", ',attempt="suspended"'), "suspended"),
          (minute("recoil_bounces_total"), "failed"), colours=OUTCOMES),
    trend("Failures by provider", "The ten that refused most in the time that is shown. `other` is a host that no pack knows, `none`: no "
          "host answered, `local`: our own mail server refused.", (leading(10, "recoil_bounces_total", "provider"), "{{provider}}")),
    trend("Failures by reason", "The ten most frequent ones in the time that is shown.",
          (leading(10, "recoil_bounces_total", "reason"), "{{reason}}")),
    table("Reasons", "Failed recipients in the time that is shown.",
          [f"sort_desc({total('recoil_bounces_total', 'provider, category, reason')} > 0)"],
          {"provider": ("Provider", {"links": TO_PROVIDER}), "category": ("Category", {}), "reason": ("Reason", {}),
           "Value": ("Failed", {"decimals": 0})}, width=12, empty="no failures in this time"),
    trend("Statuses 5.7.x", "Refusals for security or policy, by enhanced status code. `5.7.other` are codes that are neither registered "
          "nor named one by one in a rule.",
          (leading(12, "recoil_bounce_status_total", "status", r',status=~"5\\.7\\..*"'), "{{status}}")),
)

BANS = (
    timeline("Bans over time", "When each ban stood.", "max by (provider, reason, sending_ip) (recoil_ban_active{$here})",
             "{{sending_ip}} by {{provider}}: {{reason}}", BANNED, empty="no ban since recoil started"),
    trend("Refusals by a ban", "Recipients refused or put off because of a ban, by our address and provider.",
          (leading(10, "recoil_bans_total", "provider, sending_ip"), "{{sending_ip}} by {{provider}}"), empty="no refusal by a ban"),
    bars("Blocklists", "Refusals that name a blocklist, in the time that is shown.",
         total("recoil_blocklist_refusals_total", "blocklist"), "{{blocklist}}"),
    bars("Complaints", "Feedback reports in the time that is shown, by the provider that reports.",
         total("recoil_complaints_total", "provider"), "{{provider}}"),
    trend("Slowed down, by provider", "Attempts of our own mail server that were refused or put off to slow us down, of all that the "
          "provider answered: failed, put off, and, where a log is read, delivered. Greylisting, limits of one recipient, quotas of our "
          "account and attempts that Postfix did not make are left out. Rising over days, it comes before a ban.",
          (throttled(" by (provider)") + " > 0", "{{provider}}"), unit="percentunit", max=1, empty="nobody slows us down"),
)

OUTCOME = "sum by ({}) (rate(recoil_stream_outcomes_total{{$here{}}}[$__rate_interval]))"
OURS = (
    trend("Dead addresses by stream", "Recipients that do not exist, of all that were delivered or failed. A list of addresses that were "
          "never confirmed shows here first.",
          (share(OUTCOME.format("stream", ',outcome="bounced",category="bad_address"'), OUTCOME.format("stream", ',outcome!="deferred"')),
           "{{stream}}"), unit="percentunit", max=1, limits=[(0.05, "orange")]),
    trend("Authentication failures by sender domain", "Refusals for SPF, DKIM, DMARC or the host's own identity, of all outcomes. A step "
          "here is a change of DNS or of signing that went wrong.",
          (share(OUTCOME.format("sender_domain", ',category="auth_failure"'), OUTCOME.format("sender_domain", "")), "{{sender_domain}}"),
          unit="percentunit", max=1, limits=[(0.05, "orange")]),
    trend("Unexplained failures by provider", "Failures that no rule explains. Many of one provider: it changed its words.",
          (leading(10, "recoil_bounces_total", "provider", ',category="unknown"'), "{{provider}}"), empty="all is explained"),
    trend("Addresses to be suppressed", "Failed recipients whose event says `suppress: true`: the address is proven dead.",
          (leading(10, "recoil_suppressible_total", "provider"), "{{provider}}")),
)

DASHBOARD = dashboard("bounces", "Is mail coming back, why, and whose turn is it?", (
    *NOW, ban_table(height=7), row("What bounced"), *WHAT, row("Bans, blocklists and limits"), *BANS, row("Our lists and domains"), *OURS))

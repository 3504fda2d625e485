"""The dashboard "recoil itself": does it take mail, keep its events and read its log?"""
from queries import buckets, leading, per_minute, quantiles, total
from shapes import RESULTS, bars, dashboard, heat, row, stat, table, trend, words

GOOD_OR_BAD = words({1: ("good", "green"), 0: ("refused", "red")})
BLOCKED = words({0: ("writes", "green"), 1: ("blocked", "red")})
UP = words({0: ("down", "red"), 1: ("up", "green")})

NOW = (
    stat("Up", "Down: one of them did not answer the last scrape.", "min(up{$here})", mappings=UP, empty="not scraped", width=3),
    stat("Event file", "Blocked: the last commit failed, and mail is put off until events can be written again.",
         "max(recoil_sink_blocked{$here})", mappings=BLOCKED, empty="not scraped", width=3),
    stat("Free space", "Of the file system of the event file. Below `events.min_free_bytes` mail is put off.",
         "min(recoil_sink_free_bytes{$here})", unit="bytes", limits=[(0, "red"), (2**28, "yellow"), (2**30, "green")],
         empty="not scraped", width=3),
    stat("Configuration", "The last reload. Refused: the old configuration is in use.", "min(recoil_config_last_reload_successful{$here})",
         mappings=GOOD_OR_BAD, empty="not scraped", width=3),
    stat("Packs left out", "Rule packs with mistakes. The log of recoild names them.", "sum(recoil_rules_pack_errors{$here})",
         limits=[(1, "red")], empty="not scraped", width=3),
    stat("Last line of the log", "Its age by its own time. A log that is silent by day was rotated away, or its Postfix stands still.",
         "time() - max(recoil_log_last_line_timestamp_seconds{$here})", unit="s", limits=[(900, "yellow"), (3600, "red")],
         empty="no log is read", width=3),
    stat("Sessions open", "Connections of all protocols.", "sum(recoil_sessions_active{$here})", empty="not scraped", width=3),
    stat("Running for", "Since the last start.",
         "time() - max(process_start_time_seconds{$here})", unit="s", empty="not scraped", width=3),
)

INPUT = (
    trend("Notices by kind", "Messages received, bounces or not.", (per_minute("recoil_notices_total", "kind"), "{{kind}}"), stacked=True),
    trend("Is it ours?", "Notices by `authentic`. Many that are false: somebody forges bounces, or mail under our name.",
          (per_minute("recoil_notices_total", "authentic"), "{{authentic}}"), colours=RESULTS, stacked=True),
    trend("Recipients reported", "By source and action, counted or not.",
          (leading(12, "recoil_recipients_total", "source, action"), "{{source}} {{action}}")),
    trend("Duplicates", "Recipients whose event had been recorded before, by source.",
          (leading(12, "recoil_duplicates_total", "source"), "{{source}}")),
    heat("Age of the failures", "From the failure, by the notice's own date, to its arrival here.", buckets("recoil_notice_age_seconds")),
    heat("Size of the messages", "What came in, in octets.", buckets("recoil_message_size_bytes"), unit="bytes"),
)

SESSIONS = (
    trend("Sessions ended", "By protocol and result. lost: the other side went away; refused: more than `limits.sessions`.",
          (leading(12, "recoil_sessions_total", "protocol, result"), "{{protocol}} {{result}}")),
    trend("Replies that refuse", "451: an event could not be kept. 421, 452, 500 and 552: a limit, see below.",
          (leading(12, "recoil_replies_total", "code, protocol", ',code=~"[45].*"'), "{{code}} {{protocol}}"), empty="none was refused"),
    trend("Open sessions by protocol", "At each moment.",
          ("sum by (protocol) (recoil_sessions_active{$here})", "{{protocol}}"), unit="short"),
    heat("Length of the sessions", "From the greeting to the end. A mail server may keep a session open for the next message.",
         buckets("recoil_session_duration_seconds")),
    trend("Length of the sessions, quantiles", "By protocol.", *quantiles("recoil_session_duration_seconds", "protocol"), unit="s"),
    trend("Time to read and to classify a message", "Half of the messages need less than p50.",
          *((e, f"read {name}") for e, name in quantiles("recoil_parse_duration_seconds")),
          *((e, f"classify {name}") for e, name in quantiles("recoil_classify_duration_seconds")), unit="s"),
)

SINK = (
    trend("Events", "ok: written and durable. refused: the sender keeps the mail. dropped: never written, of a milter, of a proxy or of "
          "too many forged notices.", (per_minute("recoil_sink_events_total", "result"), "{{result}}"), colours=RESULTS),
    trend("Time of a commit", "To write a batch and to make it durable, as each message in it waited for it.",
          *quantiles("recoil_commit_duration_seconds", "sink"), unit="s"),
    heat("Commits", "The same as a picture.", buckets("recoil_commit_duration_seconds"), width=8),
    trend("Waiting for a commit", "Submissions that wait.",
          ("sum by (sink) (recoil_sink_queue_events{$here})", "{{sink}}"), unit="short", width=8),
    trend("The longest wait", "Age of the oldest submission that waits.",
          ("max by (sink) (recoil_sink_oldest_unacknowledged_seconds{$here})", "{{sink}}"), unit="s", width=8, limits=[(30, "orange")]),
    trend("Errors", "Submissions that could not be made durable, by the error of the file system.",
          (per_minute("recoil_sink_errors_total", "sink, error") + " > 0", "{{sink}} {{error}}"), empty="no errors"),
    trend("Free space over time", "Of the file system of the event file.",
          ("min by (instance, sink) (recoil_sink_free_bytes{$here})", "{{instance}} {{sink}}"), unit="bytes",
          below=True),
)

LOG = (
    trend("Lines of the log", "By result. unparsed: a line of a delivery that recoil does not understand.",
          (per_minute("recoil_log_lines_total", "result"), "{{result}}"), colours=RESULTS),
    trend("Unread log", "Octets of the log that are known and still unread. It grows while events cannot be written.",
          ("sum by (input) (recoil_log_lag_bytes{$here})", "{{input}}"), unit="bytes", empty="no log is read",
          below=True),
    trend("Age of the last line", "By input and by the line's own time.",
          ("time() - max by (instance, input) (recoil_log_last_line_timestamp_seconds{$here})", "{{instance}} {{input}}"), unit="s",
          limits=[(3600, "orange")], empty="no log is read", below=True),
    trend("What verdicts rest on", "Much status or reply_code: rules are missing.",
          (per_minute("recoil_classified_total", "evidence"), "{{evidence}}"), stacked=True),
)

RULES = (
    table("Rules that decide", "Recipients that each rule decided in the time that is shown, the twenty most frequent ones.",
          [f'topk(20, {total("recoil_rule_hits_total", "pack, rule")}) > 0'],
          {"pack": ("Pack", {}), "rule": ("Rule", {}), "Value": ("Recipients", {"decimals": 0})}, width=12),
    table("Packs", "Rules in use and the version of each pack.", ["max by (pack, version) (recoil_rules_loaded{$here})"],
          {"pack": ("Pack", {}), "version": ("Version", {}), "Value": ("Rules", {"decimals": 0})}, width=12),
    bars("Limits that were enforced", "In the time that is shown, see `limits` in recoil.yaml.",
         total("recoil_limits_hit_total", "limit"), "{{limit}}", empty="no limit was reached"),
    bars("Defects", "Messages with a defect of form, in the time that is shown.", total("recoil_defects_total", "defect"), "{{defect}}"),
    bars("Labels that overflowed", "Increments that went to the overflow series of a full family since recoil started, see "
         "`limits.metric_series`.", "sum by (family) (recoil_label_overflow_total{$here})", "{{family}}", empty="none is full"),
    bars("Reloads", "In the time that is shown.", total("recoil_config_reloads_total", "result"), "{{result}}", empty="no reload"),
)

PROCESS = (
    trend("Memory", "In use.", ("process_resident_memory_bytes{$here}", "{{instance}}"), unit="bytes", width=8, below=True),
    trend("Processor", "100 % is one core; recoil has a thread for each of `workers` and some more.",
          ("rate(process_cpu_seconds_total{$here}[$__rate_interval])", "{{instance}}"), unit="percentunit", width=8,
          below=True),
    trend("File descriptors", "Open ones, of those that may be. Where none is left, no session is taken.",
          ("process_open_fds{$here} / process_max_fds{$here}", "{{instance}}"), unit="percentunit", max=1, limits=[(0.8, "orange")],
          width=8, below=True),
    table("Builds", "What runs where.", ["recoil_build_info{$here}"],
          {"instance": ("Instance", {}), "version": ("Version", {}), "revision": ("Revision", {}), "compiler": ("Compiler", {})},
          width=12, height=6, empty="not scraped"),
    trend("Series of a scrape", "What Prometheus keeps of this recoil. Set `sample_limit` of the scrape above it.",
          ("scrape_samples_scraped{$here}", "{{instance}}"), unit="short", height=6, below=True),
)

DASHBOARD = dashboard("recoil", "Does recoil take mail, keep its events and read its log?", (
    *NOW, row("What comes in"), *INPUT, row("Sessions"), *SESSIONS, row("The event file"), *SINK, row("The log"), *LOG,
    row("Rules, limits and defects"), *RULES, row("The process"), *PROCESS))

"""The PromQL that many panels share. `$here` stands for the matchers of the variables job and instance, which shapes.py fills in.

Numbers of now are asked for as instant queries: when recoil is gone a panel says so and shows no old value.
"""

ALIVE = "0 * sum(recoil_build_info{$here})"  # 0 where recoil was scraped, nothing where it was not


def now(expression):
    """0 where recoil counted nothing yet, and nothing where it is gone, although the last hour has its numbers still."""
    return f"({expression} or vector(0)) + {ALIVE}"


def per_minute(family, labels, matchers=""):
    """Curves, one for each value of the labels."""
    return f"60 * sum by ({labels}) (rate({family}{{$here{matchers}}}[$__rate_interval]))"


def minute(family, matchers=""):
    """One curve."""
    return f"60 * sum(rate({family}{{$here{matchers}}}[$__rate_interval]))"


def total(family, labels, matchers=""):
    """Numbers of the whole time range."""
    return f"sum by ({labels}) (increase({family}{{$here{matchers}}}[$__range]))"


def leading(count, family, labels, matchers=""):
    """The curves of those alone that lead in the whole time range: ninety providers would be unreadable."""
    whole = f"sum by ({labels}) (increase({family}{{$here{matchers}}}[$__range] @ end()))"
    return f"{per_minute(family, labels, matchers)} and on ({labels}) topk({count}, {whole} > 0)"


def share(part, whole):
    """Nothing where there is no whole; 0 where there is no part of it."""
    return f"(({part}) or 0 * ({whole})) / (({whole}) > 0)"


def throttled(by="", matchers="", over="rate({}[$__rate_interval])"):
    """Attempts put off to slow us down, of all that were answered: both as RecoilThrottled counts them."""
    def tried(families, more=""):
        series = (f'{{__name__=~"recoil_({families})_total",$here{matchers},origin=~"session|",attempt!="suspended",'
                  f'provider!~"none|local|overflow"{more}}}')
        return f"sum{by} ({over.format(series)})"

    return share(tried("bounces|deferrals", ',category="throttled",reason!~"greylisted|recipient_rate_limited|sender_quota"'),
                 tried("bounces|deferrals|deliveries"))


def quantiles(family, label=""):
    """What half of them, and 99 of a hundred, did not exceed; with legends. Nothing where there were none: NaN is not above 0."""
    labels, legend = (f"le, {label}", f" {{{{{label}}}}}") if label else ("le", "")
    return [(f"histogram_quantile({quantile}, sum by ({labels}) (rate({family}_bucket{{$here}}[$__rate_interval]))) >= 0", name + legend)
            for quantile, name in ((0.5, "p50"), (0.99, "p99"))]


def buckets(family):
    """For a heatmap."""
    return f"sum by (le) (increase({family}_bucket{{$here}}[$__rate_interval]))"


KEYS = "provider, reason, sending_ip"


def bans(matchers=""):
    """Since when each ban stands, when it was last seen and how often it met us: three queries that the labels join. A ban whose remedy no
    pack knows stays in."""
    stands = f"max by ({KEYS}) (recoil_ban_active{{$here{matchers}}}) == 1"
    since = f"1000 * min by ({KEYS}) (recoil_ban_since_timestamp_seconds{{$here{matchers}}})"
    remedy = ("topk by (provider, reason) (1, max by (provider, reason, fix_owner, delist_url) "  # one, where daemons' packs differ
              f"(recoil_remedy_info{{$here{matchers}}}))")
    on = "on (provider, reason)"
    return [f"({since} * {on} group_left (fix_owner, delist_url) {remedy}) or ({since} unless {on} {remedy})",
            f"1000 * max by ({KEYS}) (recoil_ban_last_seen_timestamp_seconds{{$here{matchers}}}) and {stands}",
            f"{total('recoil_bans_total', KEYS, matchers)} and {stands}"]


def our_bans(matchers="", by="provider, reason"):
    """Since when each ban of ours stands. Whose it is, is told as in recoil.rules.yml: ours are those of an address of `egress`, and, as
    `unnamed`, those for which our own MTA was refused within the six hours after which a ban is over. Strangers' bans are reported by
    other systems."""
    since = f"min by ({{}}) (recoil_ban_since_timestamp_seconds{{{{$here{matchers},sending_ip{{}}}}}})"
    named = since.format(f"{by}, sending_ip", '!~"foreign|unknown|overflow"')
    refused = (f'sum by ({by}) (increase({{__name__=~"recoil_(bounces|deferrals)_total",$here{matchers},origin="session",'
               'category=~"banned_ip|banned_sender",attempt!="suspended"}[6h])) > 0')
    unnamed = f"""{since.format(by, '=~"foreign|unknown"')} and on ({by}) {refused} unless on ({by}) {named}"""
    return f'{named} or label_replace({unnamed}, "sending_ip", "unnamed", "", "")'

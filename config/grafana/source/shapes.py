"""The JSON of Grafana's panels, variables and dashboards, as small functions: what every panel needs stands here once. The dashboards
themselves are tables in bounces.py, provider.py and recoil.py.
"""
from queries import our_bans

SOURCE = {"type": "prometheus", "uid": "${datasource}"}
HERE = 'job=~"$job",instance=~"$instance"'
UIDS = {"bounces": "recoil-bounces", "provider": "recoil-provider", "recoil": "recoil-itself"}  # by file
TITLES = {"bounces": "Bounces", "provider": "One provider", "recoil": "recoil itself"}
COLUMNS = 24

CATEGORIES = {  # one colour each, on every dashboard: what is ours to mend is warm, and bans are red
    "banned_ip": "dark-red", "banned_sender": "red", "auth_failure": "dark-orange", "throttled": "yellow", "content_rejected": "purple",
    "policy_rejected": "dark-purple", "bad_address": "blue", "mailbox_full": "light-blue", "not_authorized": "dark-blue",
    "tls_failure": "dark-yellow", "network_failure": "semi-dark-green", "message_invalid": "super-light-purple",
    "server_error": "light-green", "unknown": "#808080", "overflow": "#505050"}
OUTCOMES = {"delivered": "green", "deferred": "yellow", "suspended": "purple", "failed": "dark-red"}
RESULTS = {"ok": "green", "true": "green", "false": "dark-red", "refused": "red", "dropped": "dark-red", "lost": "orange",
           "timeout": "yellow", "unparsed": "dark-red", "ignored": "#808080", "451": "red", "452": "orange", "421": "orange"}

DECIMALS = {"locale": 0, "percentunit": 1}  # fewer than Grafana would show
LAST = {"calcs": ["lastNotNull"], "fields": "", "values": False}


def query(expression, legend="", **more):
    text = " ".join(expression.split()).replace("$here", HERE)
    return {"datasource": SOURCE, "editorMode": "code", "expr": text, "legendFormat": legend, **more}


def steps(*limits):
    """Thresholds: green, or the first colour given, then (value, colour) upwards."""
    return {"mode": "absolute", "steps": [{"color": colour, "value": value} for value, colour in ((None, "green"), *limits)]}


def painted(colours):
    """Overrides that give the series of these names their colours."""
    return [{"matcher": {"id": "byName", "options": name},
             "properties": [{"id": "color", "value": {"mode": "fixed", "fixedColor": colour}}]}
            for name, colour in colours.items()]


def panel(kind, title, about, width, height, targets, defaults, options, overrides=(), **more):
    targets = [{**target, "refId": chr(ord("A") + i)} for i, target in enumerate(targets)]
    return {"type": kind, "title": title, "description": about, "datasource": SOURCE, "gridPos": {"w": width, "h": height},
            "targets": targets, "fieldConfig": {"defaults": defaults, "overrides": list(overrides)}, "options": options, **more}


def stat(title, about, expression, unit="locale", limits=(), empty="no data", width=4, legend="", mappings=(), **options):
    """One number of now; `limits` colour it."""
    target = query(expression, legend or title, instant=True, range=False)
    defaults = {"unit": unit, "noValue": empty, "color": {"mode": "thresholds"}, "thresholds": steps(*limits),
                "mappings": list(mappings)}
    if unit in DECIMALS:
        defaults["decimals"] = DECIMALS[unit]
    shown = {"colorMode": "background_solid" if limits or mappings else "value", "graphMode": "none", "justifyMode": "center",
             "orientation": "auto", "textMode": "auto", "reduceOptions": LAST, **options}
    return panel("stat", title, about, width, 4, [target], defaults, shown)


def words(states):
    """Value mappings: words({0: ("refused", "red")})."""
    return [{"type": "value", "options": {str(value): {"text": text, "color": colour, "index": index}
                                          for index, (value, (text, colour)) in enumerate(states.items())}}]


def trend(title, about, *curves, unit="suffix:/min", colours=None, stacked=False, limits=(), width=12, height=8, empty="none in this time",
          below=False, **defaults):
    """Curves over time; each is (expression, legend). `colours` are those of certain legends, which stand `below` where they are long."""
    custom = {"drawStyle": "line", "lineInterpolation": "linear", "lineWidth": 1, "fillOpacity": 60 if stacked else 10,
              "showPoints": "never", "spanNulls": False, "stacking": {"mode": "normal" if stacked else "none", "group": "A"}}
    if limits:
        custom["thresholdsStyle"] = {"mode": "line"}
    fields = {"unit": unit, "min": 0, "noValue": empty, "color": {"mode": "palette-classic"}, "custom": custom,
              "thresholds": steps(*limits), **defaults}
    legend = {"displayMode": "list", "placement": "bottom"} if below else {"displayMode": "table", "placement": "right"}
    options = {"legend": {**legend, "showLegend": True, "calcs": ["lastNotNull", "max"]}, "tooltip": {"mode": "multi", "sort": "desc"}}
    return panel("timeseries", title, about, width, height, [query(*curve) for curve in curves], fields, options,
                 painted(colours or {}))


def bars(title, about, expression, legend, unit="locale", width=6, height=8, empty="none in this time"):
    """Totals of the whole time range, the largest first."""
    target = query(f"sort_desc({expression} > 0)", legend, instant=True, range=False)
    defaults = {"unit": unit, "decimals": 0, "min": 0, "noValue": empty, "color": {"mode": "palette-classic-by-name"},
                "thresholds": steps()}
    options = {"displayMode": "basic", "orientation": "horizontal", "showUnfilled": False, "valueMode": "text",
               "reduceOptions": LAST}
    return panel("bargauge", title, about, width, height, [target], defaults, options, painted(CATEGORIES))


def heat(title, about, expression, unit="s", width=12, height=8):
    target = query(expression, "{{le}}", format="heatmap")
    colours = {"mode": "scheme", "scheme": "Oranges", "steps": 64, "exponent": 0.5, "fill": "dark-orange"}
    options = {"calculate": False, "cellGap": 1, "color": colours,
               "filterValues": {"le": 1e-9}, "legend": {"show": True}, "tooltip": {"mode": "single", "yHistogram": False},
               "yAxis": {"axisPlacement": "left", "unit": unit}, "rowsFrame": {"layout": "auto"}}
    return panel("heatmap", title, about, width, height, [target], {"unit": unit, "noValue": "none in this time", "custom": {}}, options)


def timeline(title, about, expression, legend, states, width=12, height=8, empty="none"):
    """Bands of states over time."""
    defaults = {"unit": "none", "noValue": empty, "color": {"mode": "thresholds"}, "thresholds": steps((1, "red")), "mappings": states,
                "custom": {"fillOpacity": 80, "lineWidth": 0, "spanNulls": False}}
    options = {"mergeValues": True, "showValue": "never", "alignValue": "left", "rowHeight": 0.8,
               "legend": {"displayMode": "list", "placement": "bottom", "showLegend": True}, "tooltip": {"mode": "single", "sort": "none"}}
    return panel("state-timeline", title, about, width, height, [query(expression, legend)], defaults, options)


def table(title, about, expressions, columns, width=24, height=8, empty="none", unit="locale"):
    """Rows that the labels join. `columns`, in their order: {field: (name, field properties)}; what is not named is hidden. The value of
    the query A is the field `Value #A`, or `Value` where it is the only one."""
    targets = [query(e, "", format="table", instant=True, range=False) for e in expressions]
    names = {field: name for field, (name, _) in columns.items()}
    overrides = [{"matcher": {"id": "byName", "options": name},
                  "properties": [{"id": i, "value": v} for i, v in ({"noValue": "-"} | more).items()]} for name, more in columns.values()]
    changes = [{"id": "merge", "options": {}}] if len(expressions) > 1 else []
    changes += [{"id": "filterFieldsByName", "options": {"include": {"names": list(names)}}},
                {"id": "organize", "options": {"excludeByName": {}, "renameByName": names,
                                               "indexByName": {field: i for i, field in enumerate(names)}}}]
    defaults = {"unit": unit, "noValue": empty, "custom": {"align": "left", "cellOptions": {"type": "auto"}, "filterable": True},
                "thresholds": steps()}
    options = {"showHeader": True, "cellHeight": "sm", "footer": {"show": False}}
    return panel("table", title, about, width, height, targets, defaults, options, overrides, transformations=changes)


def row(title):
    return {"type": "row", "title": title, "collapsed": False, "gridPos": {"w": COLUMNS, "h": 1}, "panels": []}


def place(panels):
    """Ids and places: from left to right, the next line where one is full."""
    x = y = line = 0
    for number, each in enumerate(panels, 1):
        spot = each["gridPos"]
        if x + spot["w"] > COLUMNS:
            x, y, line = 0, y + line, 0
        each["id"], each["gridPos"] = number, {"x": x, "y": y, **spot}
        x, line = x + spot["w"], max(line, spot["h"])
    return panels


def variable(name, label, about, expression, **more):
    return {"type": "query", "name": name, "label": label, "description": about, "datasource": SOURCE, "definition": expression,
            "query": {"query": expression, "refId": name}, "refresh": 2, "sort": 1, "hide": 0, "options": [],
            "regex": "", **more}


EVERY = {"multi": True, "includeAll": True, "allValue": ".+", "current": {"selected": True, "text": ["All"], "value": ["$__all"]}}
VARIABLES = [
    {"type": "datasource", "name": "datasource", "label": "Data source", "description": "The Prometheus that scrapes recoil.",
     "query": "prometheus", "refresh": 1, "hide": 0, "options": [], "regex": "", "multi": False, "includeAll": False},
    variable("job", "Job", "Scrape jobs that have a recoil.", "label_values(recoil_build_info, job)", **EVERY),
    variable("instance", "Instance", "The recoils of these jobs.", 'label_values(recoil_build_info{job=~"$job"}, instance)', **EVERY)]


def annotation(name, colour, expression, title, on=True):
    """Marks at the times that the values of a series tell."""
    return {"name": name, "datasource": SOURCE, "enable": on, "hide": False, "iconColor": colour, "type": "dashboard",
            "expr": f"1000 * ({expression.replace('$here', HERE)})", "useValueForTime": True, "titleFormat": title,
            "textFormat": "{{instance}}"}


ANNOTATIONS = [
    {"name": "Annotations & Alerts", "type": "dashboard", "builtIn": 1, "enable": True, "hide": True, "iconColor": "rgba(0, 211, 255, 1)",
     "datasource": {"type": "grafana", "uid": "-- Grafana --"}},
    annotation("Reloads", "blue", "recoil_config_last_reload_timestamp_seconds{$here}", "recoil read its configuration"),
    annotation("Bans", "red", our_bans(by="instance, provider, reason"),
               "Banned: {{sending_ip}} by {{provider}} ({{reason}})")]


def links(own):
    return [{"title": title, "type": "link", "url": f"/d/{UIDS[name]}", "icon": "dashboard", "tooltip": f"The dashboard {title}",
             "keepTime": True, "includeVars": True, "asDropdown": False, "targetBlank": False, "tags": []}
            for name, title in TITLES.items() if name != own]


def dashboard(name, about, panels, variables=(), since="now-6h"):
    return {"uid": UIDS[name], "title": TITLES[name], "description": about, "tags": ["recoil", "mail"], "schemaVersion": 39, "version": 1,
            "editable": True, "graphTooltip": 1, "fiscalYearStartMonth": 0, "timezone": "", "refresh": "30s",
            "time": {"from": since, "to": "now"}, "timepicker": {}, "links": links(name), "annotations": {"list": ANNOTATIONS},
            "templating": {"list": [*VARIABLES, *variables]}, "panels": place(list(panels))}

#include "status/page_parts.hpp"
#include "status/verdict.hpp"

#include <array>
#include <limits>

namespace recoil::status {

namespace {

std::string bytes_text(std::uint64_t bytes)
{
    constexpr std::array<std::string_view, 5> units{" B", " KiB", " MiB", " GiB", " TiB"};
    std::size_t unit = 0;
    for (; bytes >= 10'000 && unit + 1 < units.size(); ++unit)
        bytes /= 1024;
    return grouped(bytes) + std::string(units[unit]);
}

void append_sink(html& out, const event_sink& s)
{
    out.add("<tr><th scope=\"row\">").text(s.path);
    if (s.blocked)
        out.add(" <small class=\"ban\">cannot be written</small>");
    else if (!s.enough_space)
        out.add(" <small class=\"ban\">too little space</small>");
    else
        out.add(" <small>is being written</small>");
    out.add("</th><td class=\"number\">").number(s.written).add("</td><td class=\"number\">").number(s.refused);
    out.add("</td><td class=\"number\">").number(s.dropped).add("</td><td class=\"number\">").number(s.queued);
    out.add("</td><td class=\"number\">");
    const bool unlimited = s.free_bytes == std::numeric_limits<std::uint64_t>::max();
    out.text(unlimited ? "-" : bytes_text(s.free_bytes)).add("</td></tr>");
}

void append_sinks(html& out, const board& b)
{
    out.add("<section aria-labelledby=\"sinks\"><h2 id=\"sinks\">Event file</h2><div class=\"scroll\" role=\"region\" "
            "aria-labelledby=\"sinks\" tabindex=\"0\"><table><caption>Events since the start. Refused ones come again: "
            "the sender keeps the mail.</caption><thead><tr><th scope=\"col\">File</th>"
            "<th scope=\"col\" class=\"number\">Written</th><th scope=\"col\" class=\"number\">Refused</th>"
            "<th scope=\"col\" class=\"number\">Dropped</th><th scope=\"col\" class=\"number\">Waiting</th>"
            "<th scope=\"col\" class=\"number\">Free</th></tr></thead><tbody>");
    for (const event_sink& s : b.sinks)
        append_sink(out, s);
    out.add("</tbody></table></div></section>");
}

void append_listeners(html& out, const board& b)
{
    out.add("<section aria-labelledby=\"listeners\"><h2 id=\"listeners\">Listeners</h2><table><caption>Sessions by "
            "protocol</caption><thead><tr><th scope=\"col\">Address</th><th scope=\"col\">Protocol</th>"
            "<th scope=\"col\" class=\"number\">Open</th><th scope=\"col\" class=\"number\">Ended</th></tr></thead>"
            "<tbody>");
    for (const listener& l : b.listeners) {
        out.add("<tr><th scope=\"row\">").text(l.address).add("</th><td>").text(l.protocol);
        out.add("</td><td class=\"number\">").number(l.open).add("</td><td class=\"number\">").number(l.ended);
        out.add("</td></tr>");
    }
    out.add("</tbody></table></section>");
}

void append_log_source(html& out, const log_source& l, time_point now)
{
    out.add("<tr><th scope=\"row\">").text(l.input).add("</th><td>");
    if (l.last_line) {
        append_age(out, *l.last_line, now);
        out.add(" ago");
    } else {
        out.add("none yet");
    }
    out.add("</td><td class=\"number\">").number(l.lines).add("</td><td class=\"number\">").number(l.unparsed);
    out.add("</td><td class=\"number\">").text(bytes_text(l.lag_bytes)).add("</td></tr>");
}

void append_log_sources(html& out, const board& b)
{
    out.add("<section aria-labelledby=\"logs\"><h2 id=\"logs\">Log sources</h2>");
    if (b.log_sources.empty()) {
        out.add("<p class=\"none\">None: deferrals and deliveries are not seen. <code>log_sources</code> names a "
                "Postfix log.</p></section>");
        return;
    }
    out.add("<div class=\"scroll\" role=\"region\" aria-labelledby=\"logs\" tabindex=\"0\"><table><caption>Lines since "
            "the start</caption><thead><tr><th scope=\"col\">Log</th><th scope=\"col\">Last line</th>"
            "<th scope=\"col\" class=\"number\">Lines</th><th scope=\"col\" class=\"number\">Not read</th>"
            "<th scope=\"col\" class=\"number\">Behind</th></tr></thead><tbody>");
    for (const log_source& l : b.log_sources)
        append_log_source(out, l, b.now);
    out.add("</tbody></table></div></section>");
}

void append_configuration(html& out, const configuration& c, time_point now)
{
    out.add("<section aria-labelledby=\"configuration\"><h2 id=\"configuration\">Configuration</h2><p>");
    out.text(c.file.empty() ? "No file: all defaults" : c.file);
    out.add(c.accepted ? markup(", read ") : markup(", <b class=\"ban\">refused</b> "));
    append_age(out, c.read_at, now);
    out.add(" ago. ").text(counted(c.rules, "rule", "rules")).add(" in ").text(counted(c.packs, "pack", "packs"));
    out.add(" are in use.</p>");
    for (const std::string& key : c.restart)
        out.add("<p><code>").text(key).add("</code> was changed; that needs a restart.</p>");
    if (c.problems.empty()) {
        out.add("<p class=\"none\">No problem was found.</p></section>");
        return;
    }
    out.add("<ul class=\"problems\">");
    for (const std::string& problem : c.problems)
        out.add("<li>").text(problem).add("</li>");
    out.add("</ul></section>");
}

} // namespace

void append_machine(html& out, const board& b)
{
    out.add("<div class=\"columns\">");
    append_sinks(out, b);
    append_configuration(out, b.configuration, b.now);
    append_listeners(out, b);
    append_log_sources(out, b);
    out.add("</div>");
}

} // namespace recoil::status

#include "status/page.hpp"

#include "status/page_parts.hpp"
#include "status/verdict.hpp"

#include <chrono>

namespace recoil::status {

namespace {

void append_head(html& out, const board& b, const verdict& v, bool refresh)
{
    out.add("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
            "<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"robots\" content=\"noindex\">");
    if (refresh)
        out.add("<meta http-equiv=\"refresh\" content=\"30\">");
    out.add("<title>").text(v.sentences.front()).add(" recoil on ").text(b.host).add("</title><style>");
}

void append_top(html& out, const board& b, bool refresh)
{
    out.add("<header><p class=\"brand\"><b>recoil</b> on ").text(b.host).add("</p><p class=\"facts\"><span>version ");
    out.text(b.version).add("</span> <span>up ");
    append_age(out, b.started, b.now);
    out.add("</span> <span>as of ");
    append_time(out, b.now, b.now);
    out.add(" UTC</span>");
    if (refresh)
        out.add(" <span>every 30 s &#183; <a href=\"/?refresh=off\">hold still</a></span>");
    else
        out.add(" <span>held still &#183; <a href=\"/\">go on</a></span>");
    out.add("</p></header>");
}

void append_verdict(html& out, const board& b, const verdict& v)
{
    out.add("<div class=\"verdict ").text(name(v.state)).add("\"><h1>");
    out.text(v.sentences[0]).add(" ").text(v.sentences[1]).add("</h1>");
    for (std::size_t i = 2; i < v.sentences.size(); ++i)
        out.add("<p><b>").text(v.sentences[i]).add("</b></p>");
    out.add("<p>In the last hour ").text(counted(b.hour.failed, "recipient", "recipients")).add(" failed and ");
    out.number(b.hour.delayed).add(b.hour.delayed == 1 ? markup(" was put off") : markup(" were put off"));
    if (b.hour.delivered != 0)
        out.add(", while ").text(counted(b.hour.delivered, "delivery", "deliveries")).add(" went through");
    out.add(".</p></div>");
}

void append_foot(html& out, const board& b)
{
    out.add("<footer><p>Also here: <a href=\"/api/v1/status\">this page as JSON</a>, <a href=\"/metrics\">metrics</a>, "
            "<a href=\"/runbooks/\">runbooks</a>. Times are UTC. ");
    if (b.addresses_masked)
        out.add("Mail addresses are masked: <code>status.addresses: shown</code> shows them.");
    out.add("</p></footer>");
}

} // namespace

std::string to_html(const board& b, bool refresh)
{
    const verdict v = judge(b);
    html out;
    append_head(out, b, v, refresh);
    out.style(page_style());
    out.add("</style></head><body>");
    append_top(out, b, refresh);
    out.add("<main>");
    append_verdict(out, b, v);
    append_bans(out, b);
    append_last_hour(out, b);
    append_failures(out, b);
    append_rules(out, b);
    append_machine(out, b);
    out.add("</main>");
    append_foot(out, b);
    out.add("</body></html>\n");
    return out.take();
}

void append_time(html& out, time_point time, time_point now)
{
    const std::string text = format_rfc3339(time); // 2026-11-21T08:00:00.000Z
    const bool today = text.substr(0, 10) == format_rfc3339(now).substr(0, 10);
    out.add("<time datetime=\"").text(text).add("\">");
    if (!today)
        out.text(text.substr(0, 10)).add(" ");
    out.text(text.substr(11, 8)).add("</time>");
}

void append_age(html& out, time_point time, time_point now)
{
    out.text(duration_text(std::chrono::floor<std::chrono::seconds>(now - time)));
}

std::string_view owner_words(std::string_view fix_owner)
{
    constexpr std::pair<std::string_view, std::string_view> words[] = {
        {"sender", "who sent it"},      {"sender_admin", "our mail admins"},
        {"recipient", "the recipient"}, {"recipient_admin", "their mail admins"},
        {"provider", "the provider"},   {"list_operator", "the list's operator"},
    };
    for (const auto& [owner, said] : words) {
        if (owner == fix_owner)
            return said;
    }
    return "nobody known";
}

} // namespace recoil::status

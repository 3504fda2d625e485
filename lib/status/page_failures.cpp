#include "classify/taxonomy.hpp"
#include "status/page_parts.hpp"

namespace recoil::status {

namespace {

// A flood of one refusal need not say fifty times what is to be done: `above` is the row before, or null.
void append_why(html& out, const failure& f, const failure* above)
{
    out.add(classify::is_ban(f.category) ? markup("<b class=\"ban\">") : markup("<b>"));
    out.text(f.category).add("/").text(f.reason).add("</b>");
    if (f.suppress)
        out.add(" <span class=\"tag\">stop mailing this address</span>");
    if (above != nullptr && above->advice == f.advice && above->reason == f.reason)
        out.add(" <span class=\"none\">as above</span>");
    else if (!f.advice.empty())
        out.add(" <span>").text(f.advice).add("</span>");
    if (!f.diagnostic.empty() && (above == nullptr || above->diagnostic != f.diagnostic))
        out.add("<q><bdi>").text(f.diagnostic).add("</bdi></q>");
}

void append_failure(html& out, const failure& f, const failure* above, time_point now)
{
    out.add("<tr role=\"row\"><td role=\"cell\" class=\"nowrap\">");
    append_time(out, f.time, now);
    out.add("</td><th role=\"rowheader\" scope=\"row\"><bdi>");
    out.text(f.recipient.empty() ? "nobody named" : f.recipient).add("</bdi>");
    if (!f.original_recipient.empty())
        out.add(" <small>sent to <bdi>").text(f.original_recipient).add("</bdi></small>");
    out.add("</th><td role=\"cell\" class=\"nowrap\">").text(f.provider).add(" <small>").text(f.status);
    out.add("</small></td><td role=\"cell\" class=\"wide\">");
    append_why(out, f, above);
    out.add("</td></tr>");
}

void append_sample(html& out, const unexplained& u, time_point now)
{
    out.add("<tr><td class=\"number\">").number(u.count).add("</td><th scope=\"row\">").text(u.provider);
    out.add(" <small>");
    append_age(out, u.last_seen, now);
    out.add(" ago</small></th><td class=\"wide\"><q><bdi>").text(u.text).add("</bdi></q></td></tr>");
}

void append_unclassified(html& out, const board& b)
{
    out.add("<section aria-labelledby=\"unclassified\"><h2 id=\"unclassified\">Replies that no rule explains</h2>");
    if (b.unclassified.empty()) {
        out.add("<p class=\"none\">None since the start.</p></section>");
        return;
    }
    out.add("<div class=\"scroll\" role=\"region\" aria-labelledby=\"unclassified\" tabindex=\"0\"><table>"
            "<caption>One of each form. <code>recoil unclassified</code> makes rules of them.</caption><thead><tr>"
            "<th scope=\"col\" class=\"number\">Times</th><th scope=\"col\">Provider</th><th scope=\"col\">Reply</th>"
            "</tr></thead><tbody>");
    for (const unexplained& u : b.unclassified)
        append_sample(out, u, b.now);
    out.add("</tbody></table></div></section>");
}

void append_hits(html& out, const board& b)
{
    out.add("<section aria-labelledby=\"rules\"><h2 id=\"rules\">Rules that hit most</h2>");
    if (b.rules.empty()) {
        out.add("<p class=\"none\">None since the start.</p></section>");
        return;
    }
    out.add("<table><caption>Since the start; <code>recoil explain</code> shows what one says.</caption><thead><tr>"
            "<th scope=\"col\">Rule</th><th scope=\"col\">Pack</th><th scope=\"col\" class=\"number\">Hits</th></tr>"
            "</thead><tbody>");
    for (const rule_hits& r : b.rules) {
        out.add("<tr><th scope=\"row\">").text(r.rule).add("</th><td>").text(r.pack).add("</td><td class=\"number\">");
        out.number(r.hits).add("</td></tr>");
    }
    out.add("</tbody></table></section>");
}

} // namespace

void append_failures(html& out, const board& b)
{
    out.add("<section aria-labelledby=\"failures\"><h2 id=\"failures\">Last failures</h2>");
    if (b.failures.empty()) {
        out.add("<p class=\"none\">None since the start.</p></section>");
        return;
    }
    out.add("<div class=\"scroll\" role=\"region\" aria-labelledby=\"failures\" tabindex=\"0\">"
            "<table role=\"table\" class=\"log stacked\"><caption>The last 50 recipients that failed for good, newest "
            "first; forged and repeated notices are left out.</caption><thead role=\"rowgroup\"><tr role=\"row\">"
            "<th role=\"columnheader\" scope=\"col\">Time</th><th role=\"columnheader\" scope=\"col\">Recipient</th>"
            "<th role=\"columnheader\" scope=\"col\">Provider</th>"
            "<th role=\"columnheader\" scope=\"col\">Why, what to do, and the reply</th></tr></thead>"
            "<tbody role=\"rowgroup\">");
    const failure* above = nullptr;
    for (const failure& f : b.failures) {
        append_failure(out, f, above, b.now);
        above = &f;
    }
    out.add("</tbody></table></div></section>");
}

void append_rules(html& out, const board& b)
{
    out.add("<div class=\"columns\">");
    append_unclassified(out, b);
    append_hits(out, b);
    out.add("</div>");
}

} // namespace recoil::status

#include "status/page_parts.hpp"
#include "status/verdict.hpp"

#include <algorithm>

namespace recoil::status {

namespace {

void append_address(html& out, const ban& b)
{
    out.add("<td role=\"cell\" data-label=\"Our address\">");
    if (b.sending_ip == "foreign") { // no address of `egress`
        out.add("<b class=\"address\">").text(b.address.empty() ? "unknown" : b.address);
        out.add("</b> <small>not in <code>egress</code></small>");
    } else {
        out.add("<b class=\"address\">").text(b.sending_ip).add("</b>");
    }
    out.add("</td>");
}

// What stands between https:// and the path: enough to know the door by.
std::string_view host_of(std::string_view url)
{
    url.remove_prefix(std::min(std::string_view("https://").size(), url.size()));
    return url.substr(0, url.find('/'));
}

void append_remedy(html& out, const ban& b)
{
    out.add("<td role=\"cell\" class=\"wide\">")
        .text(b.advice.empty() ? "No advice is known for this refusal." : b.advice);
    if (!b.delist_url.empty()) {
        out.add(" <small class=\"door\">Ask for release: ");
        out.link(b.delist_url, host_of(b.delist_url)).add("</small>");
    }
    out.add("</td>");
}

void append_ban(html& out, const ban& b, time_point now)
{
    out.add("<tr role=\"row\"><th role=\"rowheader\" scope=\"row\" class=\"nowrap\">").text(b.provider);
    out.add(" <small>").text(b.reason).add("</small></th>");
    append_address(out, b);
    out.add("<td role=\"cell\" data-label=\"Stands for\" class=\"nowrap\">");
    append_age(out, b.since, now);
    out.add(" <small>since ");
    append_time(out, b.since, now);
    out.add("</small></td><td role=\"cell\" data-label=\"Refusals\" class=\"nowrap\">").number(b.refusals);
    out.add(" <small>last ");
    append_age(out, b.last_seen, now);
    out.add(" ago</small></td><td role=\"cell\" data-label=\"Who must act\" class=\"nowrap\">");
    out.text(owner_words(b.fix_owner)).add("</td>");
    append_remedy(out, b);
    out.add("</tr>");
}

bool stands(const ban& of)
{
    return of.active && of.ours;
}

bool is_of_others(const ban& of)
{
    return of.active && !of.ours;
}

bool is_over(const ban& of)
{
    return !of.active;
}

// Nothing where none is `wanted`.
void append_briefly(html& out, const board& b, bool (*wanted)(const ban&), std::string_view one, std::string_view many)
{
    const auto n = static_cast<std::uint64_t>(std::ranges::count_if(b.bans, wanted));
    if (n == 0)
        return;
    out.add("<details><summary>").text(counted(n, one, many)).add("</summary><ul>");
    for (const ban& of : b.bans) {
        if (!wanted(of))
            continue;
        const bool named = of.sending_ip != "foreign" || of.address.empty();
        out.add("<li>").text(of.provider).add(", ").text(named ? of.sending_ip : of.address).add(", ").text(of.reason);
        out.add(": last seen ");
        append_time(out, of.last_seen, b.now);
        out.add("</li>");
    }
    out.add("</ul></details>");
}

} // namespace

void append_bans(html& out, const board& b)
{
    out.add("<section aria-labelledby=\"bans\"><h2 id=\"bans\">Bans</h2>");
    if (std::ranges::none_of(b.bans, stands)) {
        out.add("<p class=\"none\">None of ours stands, as far as refusals and deliveries tell.</p>");
    } else {
        // On a narrow screen its rows become blocks, for which browsers forget that this is a table: the roles remain.
        out.add(
            "<div class=\"scroll\" role=\"region\" aria-labelledby=\"bans\" tabindex=\"0\">"
            "<table role=\"table\" class=\"bans stacked\"><caption>Who refuses all mail of an address or a sender of "
            "ours: one of <code>egress</code>, or told to our own MTA. A ban is over six hours after its last "
            "refusal, or when mail from that address is taken again.</caption>"
            "<thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\">Provider</th>"
            "<th role=\"columnheader\" scope=\"col\">Our address</th>"
            "<th role=\"columnheader\" scope=\"col\">Stands for</th>"
            "<th role=\"columnheader\" scope=\"col\">Refusals</th>"
            "<th role=\"columnheader\" scope=\"col\">Who must act</th>"
            "<th role=\"columnheader\" scope=\"col\">What to do</th></tr></thead><tbody role=\"rowgroup\">");
        for (const ban& standing : b.bans) {
            if (stands(standing))
                append_ban(out, standing, b.now);
        }
        out.add("</tbody></table></div>");
    }
    append_briefly(out, b, is_of_others, "ban of others stands", "bans of others stand");
    append_briefly(out, b, is_over, "ban is over", "bans are over");
    out.add("</section>");
}

} // namespace recoil::status

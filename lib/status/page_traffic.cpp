#include "status/page_parts.hpp"

#include <algorithm>

namespace recoil::status {

namespace {

constexpr std::size_t most_rows = 12; // of a table: what comes after them is rare

void append_row(html& out, const traffic_row& row, bool deliveries)
{
    out.add("<tr><th scope=\"row\" class=\"nowrap\">")
        .text(row.name)
        .add("</th><td class=\"number\">")
        .number(row.total.failed);
    out.add("</td><td class=\"number\">").number(row.total.delayed).add("</td>");
    if (deliveries)
        out.add("<td class=\"number\">").number(row.total.delivered).add("</td>");
    out.add("<td class=\"trend\">");
    append_sparkline(out, row);
    out.add("</td></tr>");
}

void append_table(html& out, const std::vector<traffic_row>& rows, bool deliveries)
{
    out.add("<th scope=\"col\" class=\"number\">Failed</th><th scope=\"col\" class=\"number\">Put off</th>");
    if (deliveries)
        out.add("<th scope=\"col\" class=\"number\">Delivered</th>");
    out.add("<th scope=\"col\">60 minutes</th></tr></thead><tbody>");
    for (std::size_t i = 0; i < std::min(rows.size(), most_rows); ++i)
        append_row(out, rows[i], deliveries);
    out.add("</tbody></table>");
    if (rows.size() > most_rows)
        out.add("<p class=\"none\">and ").number(rows.size() - most_rows).add(" more, in the JSON</p>");
}

} // namespace

void append_last_hour(html& out, const board& b)
{
    out.add("<section aria-labelledby=\"hour\"><h2 id=\"hour\">The last hour</h2>");
    append_chart(out, b);
    if (!b.categories.empty() || !b.providers.empty()) {
        out.add("<div class=\"columns\"><div class=\"scroll\"><table><caption>Why, each drawn to its own "
                "scale</caption><thead><tr>"
                "<th scope=\"col\">Category</th>");
        append_table(out, b.categories, false);
        out.add("</div><div class=\"scroll\"><table><caption>Where, each drawn to its own scale</caption><thead><tr>"
                "<th scope=\"col\">Provider</th>");
        append_table(out, b.providers, b.hour.delivered != 0);
        out.add("</div></div>");
    }
    out.add("</section>");
}

} // namespace recoil::status

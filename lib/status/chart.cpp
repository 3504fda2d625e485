#include "classify/taxonomy.hpp"
#include "status/page_parts.hpp"
#include "status/verdict.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace recoil::status {

namespace {

constexpr std::uint64_t height = 120; // of the drawing, in its own units; a minute is ten of them wide
constexpr std::uint64_t spark_height = 20;

struct column { // one minute
    std::uint64_t bans = 0;
    std::uint64_t failed = 0;
    std::uint64_t delayed = 0;

    std::uint64_t sum() const { return bans + failed + delayed; }
};
using columns = std::array<column, minutes>;

columns columns_of(const board& b)
{
    columns all{};
    for (const traffic_row& row : b.categories) {
        const bool ban = classify::is_ban(row.name);
        for (std::size_t i = 0; i < minutes; ++i) {
            const traffic& t = row.by_minute[i];
            all[i].bans += ban ? t.failed + t.delayed : 0;
            all[i].failed += ban ? 0 : t.failed;
            all[i].delayed += ban ? 0 : t.delayed;
        }
    }
    return all;
}

column total(const columns& all)
{
    column sum;
    for (const column& c : all) {
        sum.bans += c.bans;
        sum.failed += c.failed;
        sum.delayed += c.delayed;
    }
    return sum;
}

// One digit and zeros: an axis that ends at 37 reads badly.
std::uint64_t round_up(std::uint64_t value)
{
    for (std::uint64_t decade = 1;; decade *= 10) {
        for (std::uint64_t step = 1; step < 10; ++step) {
            if (step * decade >= value)
                return step * decade;
        }
    }
}

void append_bar(html& out, std::size_t minute, std::uint64_t top, std::uint64_t bottom)
{
    out.add("\" x=\"").plain(minute * 10 + 1).add("\" y=\"").plain(height - top);
    out.add("\" width=\"8\" height=\"").plain(top - bottom).add("\"/>");
}

// The edges are rounded, not the heights, so that the parts of a column meet.
void append_column(html& out, const column& c, std::size_t minute, std::uint64_t scale)
{
    const auto edge = [&](std::uint64_t n) { return n * height / scale; };
    const std::uint64_t bans = edge(c.bans), failed = edge(c.bans + c.failed), all = edge(c.sum());
    if (bans > 0)
        append_bar(out.add("<rect class=\"bar-ban"), minute, bans, 0);
    if (failed > bans)
        append_bar(out.add("<rect class=\"bar-failed"), minute, failed, bans);
    if (all > failed)
        append_bar(out.add("<rect class=\"bar-delayed"), minute, all, failed);
}

void append_key(html& out, markup swatch, std::uint64_t n, markup words)
{
    out.add("<li><span class=\"swatch ").add(swatch).add("\"></span><b>").number(n).add("</b> ").add(words);
    out.add("</li>");
}

void append_description(html& out, const board& b, const columns& all, const column& sum)
{
    const auto busiest = std::ranges::max_element(all, {}, &column::sum);
    const auto age = std::chrono::minutes(all.end() - busiest - 1);
    out.add("<title id=\"chart-title\">Failed and put off recipients in each of the last 60 minutes</title>");
    out.add("<desc id=\"chart-desc\">").number(sum.bans).add(" refused by bans, ").number(sum.failed);
    out.add(" failed otherwise, ").number(sum.delayed).add(" put off. The busiest minute began at ");
    out.text(format_rfc3339(std::chrono::floor<std::chrono::minutes>(b.now) - age).substr(11, 5));
    out.add(" UTC, with ").number(busiest->sum()).add(".</desc>");
}

} // namespace

void append_chart(html& out, const board& b)
{
    const columns all = columns_of(b);
    const column sum = total(all);
    const std::uint64_t scale = round_up(std::ranges::max(all, {}, &column::sum).sum());
    out.add("<figure class=\"chart\"><figcaption><ul class=\"keys\">");
    append_key(out, "bar-ban", sum.bans, "refused by bans");
    append_key(out, "bar-failed", sum.failed, "failed otherwise");
    append_key(out, "bar-delayed", sum.delayed, "put off");
    out.add("</ul></figcaption><div class=\"plot\"><p class=\"top\" aria-hidden=\"true\">").number(scale);
    out.add(" a minute</p><svg role=\"img\" aria-labelledby=\"chart-title chart-desc\" viewBox=\"0 0 600 120\" "
            "preserveAspectRatio=\"none\">");
    append_description(out, b, all, sum);
    out.add("<path class=\"rule\" d=\"M0 0.5H600M0 60H600\"/>");
    for (std::size_t i = 0; i < minutes; ++i)
        append_column(out, all[i], i, scale);
    out.add("<path class=\"base\" d=\"M0 119.5H600\"/></svg></div>");
    out.add("<p class=\"axis\" aria-hidden=\"true\"><span>60 min ago</span><span>30 min</span><span>now</span></p>");
    out.add("</figure>");
}

void append_sparkline(html& out, const traffic_row& row)
{
    const auto height_of = [](const traffic& t) { return t.failed + t.delayed; };
    const std::uint64_t most = std::max<std::uint64_t>(height_of(std::ranges::max(row.by_minute, {}, height_of)), 1);
    out.add("<svg class=\"spark\" aria-hidden=\"true\" viewBox=\"0 0 120 20\" preserveAspectRatio=\"none\">");
    out.add("<path class=\"base\" d=\"M0 19.5H120\"/><path class=\"");
    out.add(classify::is_ban(row.name) ? markup("bar-ban") : markup("bar-any")).add("\" d=\"");
    for (std::size_t i = 0; i < minutes; ++i) {
        const std::uint64_t n = height_of(row.by_minute[i]);
        if (n == 0)
            continue;
        const std::uint64_t up = std::max<std::uint64_t>(n * spark_height / most, 1);
        out.add("M").plain(i * 2).add(" 20v-").plain(up).add("h1.6v").plain(up).add("z");
    }
    out.add("\"/></svg>");
}

} // namespace recoil::status

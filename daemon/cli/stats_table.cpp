#include "daemon/cli/stats_view.hpp"

#include "count/ban_state.hpp"
#include "daemon/cli/sparkline.hpp"
#include "daemon/cli/time_text.hpp"
#include "util/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

namespace recoil::cli {

namespace {

constexpr std::size_t failed_width = 8;
constexpr std::size_t deferred_width = 9;
constexpr std::size_t share_width = 6;
constexpr std::size_t change_width = 7;
constexpr std::size_t indent = 2;
constexpr std::size_t least_name_width = 12;
constexpr std::size_t most_name_width = 44;

// How many marks the trend of a row has: what is left beside its name.
std::size_t marks_within(std::size_t width)
{
    return width >= 100 ? 30 : width >= 80 ? 20 : width >= 60 ? 10 : 5;
}

std::string minute(time_point time)
{
    return shown_time(time).substr(0, 16);
}

std::string share_of(std::uint64_t part, std::uint64_t whole)
{
    std::array<char, 16> text{};
    const double percent = 100 * static_cast<double>(part) / static_cast<double>(std::max<std::uint64_t>(whole, 1));
    std::snprintf(text.data(), text.size(), percent < 9.95 ? "%.1f%%" : "%.0f%%", percent);
    return text.data();
}

class table_text {
public:
    table_text(const stats_view& view, const terminal& out) : view_(view), out_(out), marks_(marks_within(out.width()))
    {
        if (all().first)
            step_ = step_for(*all().first, *all().last, marks_);
        const std::size_t numbers = failed_width + deferred_width + share_width + change_width + indent + marks_;
        name_width_ = std::clamp(out.width(), numbers + least_name_width, numbers + most_name_width) - numbers;
    }

    std::string text() const
    {
        std::string text = view_.overview ? heading() + bans() : heading();
        for (const event_statistics::group_tally& group : all().groups())
            text += table(group);
        return text;
    }

private:
    const event_statistics& all() const { return view_.all; }
    std::uint64_t failures() const { return all().failed + all().deferred; }

    std::string heading() const
    {
        std::string text;
        if (all().first)
            text = minute(*all().first) + " to " + minute(*all().last) + " UTC (" +
                   shown_age(std::chrono::floor<std::chrono::seconds>(*all().last - *all().first)) + ")\n";
        std::string totals = std::to_string(all().failed) + " failed, " + std::to_string(all().deferred) + " deferred";
        const std::pair<std::uint64_t, const char*> more[] = {{all().delivered, " delivered after that"},
                                                              {all().complaints, " complaints"},
                                                              {all().suppressible, " to dead addresses"}};
        for (const auto& [count, what] : more)
            totals += count == 0 ? "" : ", " + std::to_string(count) + what;
        text += paragraph(totals, colour::bold) + left_out();
        if (failures() > 0 && all().first)
            text += out_.paint(colour::dim, "course ") + course(all().course) + out_.paint(colour::dim, " " + scale()) +
                    "\n";
        return text;
    }

    std::string left_out() const
    {
        const event_statistics::omissions& o = all().left_out;
        const std::pair<std::uint64_t, const char*> parts[] = {{o.duplicates, "repeated"},
                                                               {o.forged, "forged"},
                                                               {o.told_twice, "counted from another source"},
                                                               {o.late, "late"}};
        std::string text;
        for (const auto& [count, what] : parts)
            if (count > 0)
                text += (text.empty() ? "left out: " : ", ") + std::to_string(count) + " " + what;
        return text.empty() ? "" : paragraph(text + "; --all takes them too", colour::dim);
    }

    std::string paragraph(const std::string& words, colour c) const
    {
        std::string text;
        for (const std::string& line : wrap(words, out_.width()))
            text += out_.paint(c, line) + "\n";
        return text;
    }

    std::string scale() const { return "a mark is " + shown_step(time_steps[step_]); }

    std::string course(const time_series& of) const
    {
        return sparkline(of.counts(step_, *all().first, *all().last), out_.unicode());
    }

    std::string bans() const
    {
        const std::vector<const ban_row*> rows = all().bans();
        if (rows.empty())
            return "\n" + out_.paint(colour::green, "no bans") + "\n";
        std::string text = "\n" + out_.paint(colour::alarm, "BANS") + "\n";
        const std::size_t most =
            view_.top == 0 ? rows.size() : std::min<std::size_t>(view_.top.value_or(10), rows.size());
        for (std::size_t i = 0; i < most; ++i)
            text += ban(*rows[i]);
        if (most < rows.size())
            text += std::string(indent, ' ') + std::to_string(rows.size() - most) + " more; --top 0 shows all\n";
        return text;
    }

    static std::string whom(const ban_row& row)
    {
        if (row.ours)
            return row.sending_ip.empty() ? "us" : row.sending_ip;
        return (row.sending_ip.empty() ? "somebody" : row.sending_ip) + " (not known as ours)";
    }

    std::string ban(const ban_row& row) const
    {
        const bool quiet = !row.last || view_.now - *row.last >= count::ban_state::quiet_time;
        const std::string head = row.provider + " refuses " + whom(row) + ": " + row.category + "/" + row.reason +
                                 ", " + std::to_string(row.count) + (row.count == 1 ? " time" : " times");
        const colour how = !row.ours ? colour::plain : quiet ? colour::bold : colour::alarm;
        std::string text = labelled(out_, std::string(indent, ' '), head, how);
        const std::string label(2 * indent, ' ');
        if (row.since)
            text += labelled(out_, label + "since  ", minute(*row.since) + ago(*row.since)) +
                    labelled(out_, label + "last   ",
                             minute(*row.last) + ago(*row.last) + (quiet ? "; quiet since then" : ""));
        return text + labelled(out_, label + "delist ", row.delist_url);
    }

    std::string ago(time_point time) const
    {
        const auto age = std::chrono::floor<std::chrono::seconds>(view_.now - time);
        return age.count() < 0 ? "" : " (" + shown_age(age) + " ago)";
    }

    std::string table(const event_statistics::group_tally& group) const
    {
        const shown_rows shown_of(group, view_);
        if (shown_of.rows.empty())
            return "";
        std::uint64_t largest = 0;
        for (const auto* entry : shown_of.rows)
            largest = std::max(largest, entry->second.count);
        const bool days = group.by == grouping::day;
        std::string text = "\n" + table_heading(group.by);
        for (const auto* entry : shown_of.rows)
            text += line(entry->first, entry->second,
                         days ? bar(entry->second.count, largest, marks_, out_.unicode()) : "");
        if (shown_of.more > 0)
            text += out_.paint(colour::dim, std::to_string(shown_of.more) + " more; --top 0 shows all") + "\n";
        if (group.rows.given_up() > 0)
            text += out_.paint(colour::dim, "the rarest, " + std::to_string(group.rows.given_up()) +
                                                " events in all, are not told apart") +
                    "\n";
        return text;
    }

    std::string table_heading(grouping by) const
    {
        std::string title(name(by));
        std::ranges::transform(title, title.begin(),
                               [](char c) { return c == '_' ? ' ' : static_cast<char>(c - 'a' + 'A'); });
        const std::string numbers = align_right("FAILED", failed_width) + align_right("DEFERRED", deferred_width) +
                                    align_right("SHARE", share_width);
        if (by == grouping::day)
            return out_.paint(colour::bold, pad(title, name_width_) + numbers) + "\n";
        const std::string note = marks_ < 20 ? "" : std::string(indent, ' ') + scale();
        return out_.paint(colour::bold, pad(title, name_width_) + numbers + align_right("CHANGE", change_width)) +
               out_.paint(colour::dim, note) + "\n";
    }

    std::string line(const std::string& title, const group_row& row, const std::string& instead_of_course) const
    {
        const std::string numbers = align_right(std::to_string(row.failed), failed_width) +
                                    align_right(std::to_string(row.deferred()), deferred_width) +
                                    align_right(share_of(row.count, failures()), share_width);
        const std::string name = fit(utf8::escape_controls(title), name_width_);
        const std::string gap(indent, ' ');
        if (!instead_of_course.empty() || !all().first)
            return name + numbers + std::string(change_width, ' ') + gap + instead_of_course + "\n";
        const std::size_t fine = step_for(*all().first, *all().last, time_series::most_marks);
        const std::string moved = change(row.course.counts(fine, *all().first, *all().last));
        return name + numbers + align_right(moved, change_width) + gap + course(row.course) + "\n";
    }

    const stats_view& view_;
    const terminal& out_;
    std::size_t marks_;
    std::size_t step_ = 0;
    std::size_t name_width_ = 0;
};

} // namespace

std::string stats_table(const stats_view& view, const terminal& out)
{
    return table_text(view, out).text();
}

} // namespace recoil::cli

#include "daemon/cli/json_list.hpp"
#include "daemon/cli/stats_view.hpp"

namespace recoil::cli {

namespace {

void append_left_out(event::json_object& parent, const event_statistics::omissions& o)
{
    event::json_object object(parent.key("left_out"));
    object.number("duplicates", o.duplicates);
    object.number("forged", o.forged);
    object.number("told_twice", o.told_twice);
    object.number("late", o.late);
}

void append_ban(event::json_object& object, const ban_row& row)
{
    object.text("provider", row.provider);
    object.member("sending_ip", row.sending_ip);
    object.text("category", row.category);
    object.text("reason", row.reason);
    object.member("delist_url", row.delist_url);
    object.member("since", row.since);
    object.member("last", row.last);
    object.number("count", row.count);
    object.boolean("ours", row.ours);
}

void append_counts(event::json_object& object, const std::vector<std::uint64_t>& counts)
{
    std::string& out = object.key("course") += '[';
    for (std::size_t i = 0; i < counts.size(); ++i)
        out += (i == 0 ? "" : ",") + std::to_string(counts[i]);
    out += ']';
}

// The finest course that a row keeps: a program draws its own.
class course_writer {
public:
    explicit course_writer(const event_statistics& all) : all_(all)
    {
        if (all.first)
            step_ = step_for(*all.first, *all.last, time_series::most_marks);
    }

    std::int64_t step_seconds() const { return time_steps[step_].count(); }

    void append(event::json_object& object, const time_series& course) const
    {
        if (all_.first)
            append_counts(object, course.counts(step_, *all_.first, *all_.last));
    }

private:
    const event_statistics& all_;
    std::size_t step_ = 0;
};

void append_group(event::json_object& parent, const event_statistics::group_tally& group, const stats_view& view,
                  const course_writer& courses)
{
    const shown_rows shown(group, view);
    event::json_object object(parent.key(name(group.by)));
    append_objects(object, "rows", shown.rows, [&courses](event::json_object& row, const auto* entry) {
        row.text("name", entry->first);
        row.number("failed", entry->second.failed);
        row.number("deferred", entry->second.deferred());
        courses.append(row, entry->second.course);
    });
    object.number("more_rows", shown.more);
    object.number("events_not_told_apart", group.rows.given_up());
}

void append_all(event::json_object& object, const stats_view& view)
{
    const event_statistics& all = view.all;
    const course_writer courses(all);
    object.number("events", view.read.events);
    object.number("damaged_lines", view.read.damaged);
    object.member("first", all.first);
    object.member("last", all.last);
    object.number("failed", all.failed);
    object.number("deferred", all.deferred);
    object.number("delivered", all.delivered);
    object.number("complaints", all.complaints);
    object.number("suppressible", all.suppressible);
    append_left_out(object, all.left_out);
    object.number("step_seconds", courses.step_seconds());
    courses.append(object, all.course);
    append_objects(object, "bans", all.bans(),
                   [](event::json_object& row, const ban_row* ban) { append_ban(row, *ban); });
    event::json_object by(object.key("by"));
    for (const event_statistics::group_tally& group : all.groups())
        append_group(by, group, view, courses);
}

} // namespace

std::string stats_json(const stats_view& view)
{
    std::string text;
    {
        event::json_object object(text);
        append_all(object, view);
    }
    return text + "\n";
}

} // namespace recoil::cli

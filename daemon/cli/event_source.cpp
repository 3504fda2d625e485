#include "daemon/cli/event_source.hpp"

#include "daemon/cli/input_file.hpp"
#include "daemon/cli/line_splitter.hpp"
#include "daemon/cli/message_source.hpp"
#include "util/utf8.hpp"

#include <boost/json.hpp>

#include <iostream>

namespace recoil::cli {

namespace {

namespace json = boost::json;

// What is no event was written by something else, or by a recoil that comes after this one.
bool is_event(const json::value& line)
{
    if (!line.is_object())
        return false;
    const json::value* version = line.as_object().if_contains("v");
    return version != nullptr && version->is_int64() && version->as_int64() == 1;
}

class event_reader {
public:
    event_reader(const std::function<void(const json::object&)>& take, events_read& totals, progress* shown)
        : take_(take), totals_(totals), shown_(shown)
    {
    }

    void read(const std::string& path)
    {
        number_ = 0;
        line_splitter lines([&](std::string_view line, bool whole) { add(path, line, whole); });
        std::string error;
        const auto feed = [&](std::string_view bytes) {
            lines.feed(bytes);
            if (shown_ != nullptr)
                shown_->bytes(bytes.size());
        };
        if (!read_file(path, feed, error))
            totals_.unreadable.push_back(path + ": " + error);
        lines.finish();
    }

private:
    void add(const std::string& path, std::string_view line, bool whole)
    {
        ++number_;
        if (line.empty())
            return;
        if (shown_ != nullptr)
            shown_->message();
        const json::object* event = whole ? parser_.parse(line) : nullptr;
        if (event != nullptr) {
            ++totals_.events;
            take_(*event);
            return;
        }
        if (totals_.damaged++ == 0)
            totals_.first_damaged = path + ":" + std::to_string(number_);
    }

    const std::function<void(const json::object&)>& take_;
    events_read& totals_;
    progress* shown_;
    event_parser parser_;
    std::uint64_t number_ = 0; // of the line
};

} // namespace

events_read read_events(const std::vector<std::string>& paths, const std::function<void(const json::object&)>& take,
                        progress* shown)
{
    events_read totals;
    event_reader reader(take, totals, shown);
    for (const std::string& path : find_files(paths, totals.unreadable))
        reader.read(path);
    return totals;
}

const json::object* event_parser::parse(std::string_view line)
{
    event_.reset(); // before its memory is used again
    memory_.release();
    parser_.reset(&memory_);
    boost::system::error_code error;
    parser_.write(line, error);
    if (error)
        return nullptr;
    event_.emplace(parser_.release());
    return is_event(*event_) ? &event_->as_object() : nullptr;
}

bool events_read::complain() const
{
    for (const std::string& line : unreadable)
        std::cerr << "recoil: " << utf8::escape_controls(line) << "\n";
    if (damaged > 0)
        std::cerr << "recoil: " << damaged << " lines are no events, the first at "
                  << utf8::escape_controls(first_damaged) << "\n";
    return unreadable.empty() && damaged == 0;
}

std::string text_of(const json::object& event, std::string_view key)
{
    const json::value* value = event.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : "";
}

} // namespace recoil::cli

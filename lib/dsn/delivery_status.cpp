#include "dsn/delivery_status.hpp"

#include "dsn/field_value.hpp"
#include "dsn/recipient_group.hpp"
#include "util/ascii.hpp"

#include <algorithm>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr std::size_t max_name = 256;
// A report with thousands of long replies keeps the codes of all of them and the words of the first.
constexpr std::size_t max_long_values = 256;
constexpr std::size_t max_value_beyond = 512;

// More than any known field has, and less than RFC 5322 allows: a line of a reply may have a colon as well.
bool is_field_name(string_view name)
{
    return !name.empty() && name.size() <= max_name && std::ranges::all_of(name, [](char c) {
        return ascii::is_alnum(c) || string_view("-_.+").find(c) != string_view::npos;
    });
}

bool is_url(string_view from_colon)
{
    return from_colon.starts_with("://");
}

bool is_address_field(string_view name)
{
    return name.ends_with("-recipient") || (name.starts_with("x-") && name.ends_with("-sender"));
}

} // namespace

struct delivery_status_reader::state {
    state(std::size_t recipients, std::size_t value_bytes) : max_recipients(recipients), max_value(value_bytes) {}

    void feed(string_view text);
    void end_line();
    void begin_field(string_view name, string_view value);
    void extend_field(string_view value);
    void end_field();
    bool take_message_field(string_view name, string_view value);
    void end_group();
    void end();

    std::size_t max_recipients;
    std::size_t max_value;
    std::size_t kept = 0;

    std::string line;
    std::string name; // of the field in hand, lower case; empty where there is none
    std::string value;
    recipient_group group; // in hand
    recipient_group loose; // facts that came before the recipient they belong to
    std::vector<recipient_group> groups;
    bool dropping = false; // the last recipient was one too many
    report message;        // the per-message fields and the defects
    bool has_message_field = false;
};

void delivery_status_reader::state::feed(string_view text)
{
    const std::size_t max_line = max_value + max_name;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const string_view piece = text.substr(0, end);
        const std::size_t room = max_line - std::min(max_line, line.size());
        if (piece.size() > room)
            message.defects.add(defect::line_length);
        line += piece.substr(0, room);
        if (end == string_view::npos)
            return;
        text.remove_prefix(end + 1);
        end_line();
    }
}

void delivery_status_reader::state::end_line()
{
    if (line.find('\0') != std::string::npos)
        message.defects.add(defect::nul_octet);
    const string_view text = ascii::trim(line);
    const std::size_t colon = line.find(':');
    const string_view before = ascii::trim(string_view(line).substr(0, std::min(colon, line.size())));
    if (text.empty()) {
        end_field();
        end_group();
    } else if (ascii::is_blank(line.front()) && !name.empty()) {
        extend_field(text);
    } else if (colon != std::string::npos && is_field_name(before) && !is_url(string_view(line).substr(colon))) {
        end_field();
        begin_field(before, ascii::trim(string_view(line).substr(colon + 1)));
    } else {
        message.defects.add(defect::report_malformed);
        if (name == "diagnostic-code") // the rest of a reply that somebody forgot to indent
            extend_field(text);
    }
    line.clear();
}

void delivery_status_reader::state::begin_field(string_view field_name, string_view text)
{
    name = ascii::to_lower(field_name);
    value.clear();
    extend_field(text);
}

void delivery_status_reader::state::extend_field(string_view text)
{
    const bool early = kept < max_value * max_long_values;
    const std::size_t limit = early ? max_value : std::min(max_value, max_value_beyond);
    if (!value.empty() && value.size() < limit)
        value += ' ';
    const std::size_t room = limit - std::min(limit, value.size());
    if (text.size() > room)
        message.defects.add(defect::diagnostic_truncated);
    value += text.substr(0, room);
}

void delivery_status_reader::state::end_field()
{
    if (name.empty())
        return;
    if (take_message_field(name, value)) {
        has_message_field = true;
    } else {
        // Where the empty line between two groups is missing, the next recipient begins the next group.
        if (group.has_other_recipient(name, value))
            end_group();
        if (group.take(name, value, message.defects))
            kept += value.size();
    }
    name.clear();
}

bool delivery_status_reader::state::take_message_field(string_view field, string_view text)
{
    const auto set = [](std::string& target, std::string found) {
        if (target.empty())
            target = std::move(found);
        return true;
    };
    if (field == "reporting-mta")
        return set(message.reporting_mta, parse_host(text).name);
    if (field == "received-from-mta")
        return set(message.received_from_mta, parse_host(text).name);
    if (field == "original-envelope-id")
        return set(message.envelope_id, bounded_text(text, max_name));
    // Postfix puts its mail_name into these names.
    if (field.starts_with("x-") && field.ends_with("-queue-id"))
        return set(message.queue_id, bounded_text(text, max_name));
    if (field.starts_with("x-") && field.ends_with("-sender"))
        return set(message.sender, parse_recipient(text, false));
    if (field != "arrival-date")
        return false;
    const auto date = parse_rfc5322_date(text);
    if (!date)
        message.defects.add(defect::date_malformed);
    else if (!message.arrival_date)
        message.arrival_date = date;
    return true;
}

// A group is a recipient where it names one, and not only the other address of the one before. Other groups with facts
// continue the recipient before them (some systems put an empty line behind every field), unless that one has such
// facts already: then they wait for the next.
void delivery_status_reader::state::end_group()
{
    recipient_group ended = std::move(group);
    group = {};
    if (ended.names_recipient() && (dropping || groups.empty() || !groups.back().is_half_of(ended))) {
        ended.complete_from(loose);
        loose = {};
        dropping = groups.size() >= max_recipients;
        if (dropping)
            message.defects.add(defect::report_recipients);
        else
            groups.push_back(std::move(ended));
    } else if (!groups.empty() && !groups.back().conflicts_with(ended)) {
        if (!dropping)
            groups.back().complete_from(ended);
    } else if (!loose.conflicts_with(ended)) {
        loose.complete_from(ended);
    }
}

delivery_status_reader::delivery_status_reader(std::size_t max_recipients, std::size_t max_value)
    : state_(std::make_unique<state>(max_recipients, max_value))
{
}
delivery_status_reader::~delivery_status_reader() = default;
delivery_status_reader::delivery_status_reader(delivery_status_reader&&) noexcept = default;
delivery_status_reader& delivery_status_reader::operator=(delivery_status_reader&&) noexcept = default;

void delivery_status_reader::feed(string_view text)
{
    state_->feed(text);
}

void delivery_status_reader::cut_off()
{
    if (state_->line.empty())
        return;
    state_->end_line();
    if (is_address_field(state_->name))
        state_->name.clear();
}

void delivery_status_reader::state::end()
{
    if (!line.empty())
        end_line();
    end_field();
    end_group();
    if (groups.empty() && loose.says_fate())
        groups.push_back(std::move(loose));
    if (groups.empty())
        message.defects.add(defect::report_empty);
    if (message.reporting_mta.empty())
        message.defects.add(defect::reporting_mta_missing);
}

bool delivery_status_reader::finish(report& into)
{
    state_->end();
    const report& found = state_->message;
    complete(into.reporting_mta, found.reporting_mta);
    complete(into.received_from_mta, found.received_from_mta);
    complete(into.envelope_id, found.envelope_id);
    complete(into.queue_id, found.queue_id);
    complete(into.sender, found.sender);
    complete(into.arrival_date, found.arrival_date);
    into.defects.add(found.defects);
    for (const recipient_group& group : state_->groups) {
        if (into.recipients.size() < state_->max_recipients)
            into.recipients.push_back(group.finish(into.defects));
        else
            into.defects.add(defect::report_recipients);
    }
    if (into.queue_id.empty() && !into.recipients.empty())
        into.queue_id = into.recipients.front().final_log_id;
    return !state_->groups.empty() || state_->has_message_field;
}

} // namespace recoil::dsn

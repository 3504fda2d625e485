#include "dsn/ses_json.hpp"

#include "dsn/field_value.hpp"
#include "dsn/returned_header.hpp"
#include "mime/address.hpp"
#include "util/ascii.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace recoil::dsn {

namespace {

namespace json = boost::json;
using std::string_view;

constexpr std::size_t max_depth = 16;
constexpr std::size_t max_address = 998;
constexpr std::size_t max_answer = 16'384;
constexpr std::size_t max_host = 255;
constexpr std::size_t max_token = 64;

// Where each event keeps what it says.
struct event_form {
    string_view name; // notificationType, eventType
    const char* object;
    const char* recipients;
    kind is;
    std::optional<action> fate;
};
constexpr auto forms = std::to_array<event_form>({
    {"Bounce", "bounce", "bouncedRecipients", kind::nonstandard_bounce, action::failed},
    {"Complaint", "complaint", "complainedRecipients", kind::complaint, std::nullopt},
    {"Delivery", "delivery", "recipients", kind::dsn, action::delivered},
    {"DeliveryDelay", "deliveryDelay", "delayedRecipients", kind::nonstandard_bounce, action::delayed},
});

// Sendmail breaks a line that is too long with "!" and a blank on the next line, Postfix with the blank alone. Any
// other break stands where a blank was, or between two tokens.
std::string without_breaks(string_view text)
{
    std::string joined;
    joined.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\r')
            continue;
        if (c != '\n') {
            joined += c;
        } else if (at + 1 < text.size() && text[at + 1] == ' ') {
            if (joined.ends_with('!'))
                joined.pop_back();
            ++at;
        } else {
            joined += ' ';
        }
    }
    return joined;
}

// The object that `text` begins with; what stands behind it, as SNS's advice how to unsubscribe, is not looked at.
std::optional<json::object> parse_object(string_view text)
{
    json::parse_options options;
    options.max_depth = max_depth;
    json::stream_parser parser({}, options);
    boost::system::error_code error;
    parser.write_some(text, error);
    if (error || !parser.done())
        return std::nullopt;
    json::value parsed = parser.release();
    return parsed.is_object() ? std::optional(std::move(parsed.get_object())) : std::nullopt;
}

string_view text_of(const json::object& object, string_view name)
{
    const json::value* value = object.if_contains(name);
    return value && value->is_string() ? string_view(value->get_string()) : string_view();
}

const json::object* object_of(const json::object& object, string_view name)
{
    const json::value* value = object.if_contains(name);
    return value ? value->if_object() : nullptr;
}

const json::array* array_of(const json::object& object, string_view name)
{
    const json::value* value = object.if_contains(name);
    return value ? value->if_array() : nullptr;
}

// An address alone, or a member of an object: "Kim <a@b>" in both.
std::string address_of(const json::value& entry)
{
    const json::object* object = entry.if_object();
    const string_view written = object              ? text_of(*object, "emailAddress")
                                : entry.is_string() ? string_view(entry.get_string())
                                                    : string_view();
    const std::string address = bounded_text(mime::first_address(written), max_address);
    return address.find('@') == std::string::npos ? std::string() : address;
}

// Without a reply there is only what Amazon calls the failure: "Transient: MailboxFull".
std::string own_words(const json::object& event)
{
    const string_view type = text_of(event, "bounceType");
    const string_view subtype = type.empty() ? text_of(event, "delayType") : text_of(event, "bounceSubType");
    return std::string(type).append(type.empty() || subtype.empty() ? "" : ": ").append(subtype);
}

recipient_report read_recipient(const json::value& entry, const json::object& event, const event_form& form)
{
    recipient_report out;
    out.recipient = address_of(entry);
    out.action = form.fate;
    if (const json::object* object = entry.if_object()) {
        out.status = parse_status(text_of(*object, "status"));
        const typed_value diagnostic = split_type(text_of(*object, "diagnosticCode"));
        out.diagnostic_type = diagnostic.type;
        out.diagnostic = bounded_text(diagnostic.value, max_answer);
    }
    if (form.fate == action::delivered)
        out.diagnostic = bounded_text(text_of(event, "smtpResponse"), max_answer);
    if (form.fate)
        out.answer = parse_reply(out.diagnostic.empty() ? own_words(event) : out.diagnostic);
    out.remote_ip = parse_ip(text_of(event, "remoteMtaIp"));
    return out;
}

feedback read_complaint(const json::object& event, const std::vector<recipient_report>& recipients)
{
    feedback out;
    out.type = bounded_text(ascii::to_lower(text_of(event, "complaintFeedbackType")), max_token);
    out.user_agent = bounded_text(text_of(event, "userAgent"), max_host);
    for (const recipient_report& r : recipients)
        out.original_recipients.push_back(r.recipient);
    return out;
}

// A value of several lines would make fields of its own.
void add_field(std::string& header, string_view name, string_view value)
{
    if (name.empty() || value.empty() || name.find_first_of(": \r\n") != string_view::npos)
        return;
    header.append(name).append(": ").append(ascii::collapse_spaces(value)).append("\r\n");
}

// The original's header as it was, where SES was told to tell it, else the few fields that it always tells.
std::string header_of(const json::object& mail)
{
    std::string header;
    if (const json::array* fields = array_of(mail, "headers")) {
        for (const json::value& field : *fields) {
            if (const json::object* object = field.if_object())
                add_field(header, text_of(*object, "name"), text_of(*object, "value"));
        }
    }
    const json::object* common = object_of(mail, "commonHeaders");
    if (!header.empty() || !common)
        return header;
    add_field(header, "Message-ID", text_of(*common, "messageId"));
    add_field(header, "Date", text_of(*common, "date"));
    add_field(header, "Subject", text_of(*common, "subject"));
    for (const auto& [name, field] : {std::pair{"from", "From"}, std::pair{"to", "To"}}) {
        const json::array* addresses = array_of(*common, name);
        if (addresses && !addresses->empty() && addresses->front().is_string())
            add_field(header, field, string_view(addresses->front().get_string()));
    }
    return header;
}

returned_message read_original(const json::object& mail, const std::vector<std::string>& capture, std::size_t bytes)
{
    returned_header reader(mime::transfer_encoding::identity, bytes, capture);
    reader.feed(header_of(mail));
    reader.feed("\r\n");
    returned_message original = reader.finish();
    complete(original.return_path, bounded_text(text_of(mail, "source"), max_address));
    return original;
}

bool read_event(const json::object& notice, const std::vector<std::string>& capture, const ses_limits& limits,
                report& into)
{
    const string_view type = text_of(notice, "notificationType");
    const string_view name = type.empty() ? text_of(notice, "eventType") : type;
    const auto* const form = std::ranges::find(forms, name, &event_form::name);
    const json::object* event = form == forms.end() ? nullptr : object_of(notice, form->object);
    const json::array* entries = event ? array_of(*event, form->recipients) : nullptr;
    if (!entries)
        return false;
    std::vector<recipient_report> recipients;
    for (const json::value& entry : *entries) {
        recipient_report read = read_recipient(entry, *event, *form);
        if (!read.recipient.empty() && recipients.size() < limits.recipients)
            recipients.push_back(std::move(read));
    }
    if (recipients.empty())
        return false;
    into.kind = form->is;
    if (into.kind == kind::complaint)
        into.complaint = read_complaint(*event, recipients);
    into.recipients = std::move(recipients);
    into.reporting_mta = bounded_text(split_type(text_of(*event, "reportingMTA")).value, max_host);
    if (const json::object* mail = object_of(notice, "mail"); mail && !into.original.present) {
        into.original = read_original(*mail, capture, limits.header_bytes);
        into.envelope_id = bounded_text(text_of(*mail, "messageId"), max_host);
    }
    return true;
}

} // namespace

bool read_ses_json(string_view text, const std::vector<std::string>& capture, const ses_limits& limits, report& into)
{
    text = ascii::trim(text);
    if (!text.starts_with('{'))
        return false;
    const std::optional<json::object> outer = parse_object(without_breaks(text));
    if (!outer)
        return false;
    if (read_event(*outer, capture, limits, into))
        return true;
    const std::optional<json::object> inner = parse_object(text_of(*outer, "Message"));
    return inner && read_event(*inner, capture, limits, into);
}

} // namespace recoil::dsn

#include "dsn/returned_header.hpp"

#include "dsn/field_value.hpp"
#include "mime/address.hpp"
#include "mime/encoded_word.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <array>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr std::size_t max_text = 998;
constexpr std::size_t max_trace = 2048;

std::string unstructured(string_view value)
{
    return bounded_text(mime::decode_words(value), max_text);
}

std::string as_it_stands(string_view value)
{
    return bounded_text(value, max_text);
}

// Of these fields the first counts.
struct text_field {
    string_view name;
    std::string returned_message::*target;
    std::string (*read)(string_view);
};
constexpr std::array<text_field, 6> text_fields{{
    {"message-id", &returned_message::message_id, as_it_stands},
    {"from", &returned_message::from, mime::first_address},
    {"to", &returned_message::to, mime::first_address},
    {"subject", &returned_message::subject, unstructured},
    {"date", &returned_message::date, as_it_stands},
    {"return-path", &returned_message::return_path, mime::first_address},
}};

// Of these every one counts, up to a limit.
struct trace_field {
    string_view name;
    std::vector<std::string> returned_message::*target;
    std::size_t max;
};
constexpr std::array<trace_field, 7> trace_fields{{
    {"authentication-results", &returned_message::authentication_results, 8},
    {"authentication-results-original", &returned_message::earlier_authentication_results, 8},
    {"x-ms-exchange-authentication-results", &returned_message::earlier_authentication_results, 8},
    {"arc-authentication-results", &returned_message::arc_authentication_results, 8},
    {"received-spf", &returned_message::received_spf, 8},
    {"x-forefront-antispam-report", &returned_message::antispam_reports, 4},
    {"received", &returned_message::received, 32},
}};

} // namespace

bool returned_header::is_returned(const mime::content_type& type)
{
    return type.is("message", "rfc822") || type.is("message", "global") || type.is("text", "rfc822-headers") ||
           type.is("message", "global-headers");
}

void returned_header::feed(string_view bytes)
{
    if (header_.ended())
        return;
    decoded_.clear();
    decoder_.feed(bytes, decoded_);
    read(decoded_);
}

returned_message returned_header::finish(bool cut_off)
{
    decoded_.clear();
    decoder_.finish(decoded_);
    read(decoded_);
    if (!cut_off)
        header_.finish();
    while (const auto field = header_.next())
        take(*field);
    return std::move(found_);
}

void returned_header::read(string_view bytes)
{
    while (!bytes.empty() && !header_.ended()) {
        const std::size_t taken = header_.feed(bytes);
        while (const auto field = header_.next())
            take(*field);
        if (taken == 0)
            return;
        bytes.remove_prefix(taken);
    }
}

void returned_header::take(const mime::field& field)
{
    found_.present = true;
    const std::string name = ascii::to_lower(field.name);
    for (const text_field& known : text_fields) {
        std::string& target = found_.*known.target;
        if (known.name == name && target.empty())
            target = bounded_text(known.read(field.value), max_text);
    }
    for (const trace_field& known : trace_fields) {
        std::vector<std::string>& target = found_.*known.target;
        if (known.name == name && target.size() < known.max)
            target.push_back(bounded_text(field.value, max_trace));
    }
    if (name == "x-hmxmroriginalrecipient" && complainant_.empty())
        complainant_ = bounded_text(mime::first_address(field.value), max_text);
    capture(name, field.value);
}

void returned_header::capture(string_view name, string_view value)
{
    const bool wanted = std::ranges::find(*capture_, name) != capture_->end();
    const bool known = std::ranges::any_of(found_.captured, [&](const auto& entry) { return entry.first == name; });
    if (wanted && !known)
        found_.captured.emplace_back(name, unstructured(value));
}

} // namespace recoil::dsn

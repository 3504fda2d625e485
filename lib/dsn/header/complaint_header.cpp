#include "dsn/header/complaint_header.hpp"

#include "dsn/field_value.hpp"
#include "mime/content_type.hpp"
#include "util/ascii.hpp"
#include "util/ip_address.hpp"

#include <algorithm>
#include <array>

namespace recoil::dsn {

namespace {

using std::string_view;

struct mark {
    string_view name;
    string_view value; // what the value begins with
};
constexpr std::array<mark, 4> marks{{
    {"x-loop", "scomp"},
    {"x-loop", "scconsumer"},
    {"x-yahoo-newman-property", "cfl"},
    {"x-spamcop-sourceip", ""},
}};

constexpr auto senders = std::to_array<string_view>({
    "scomp@aol.net",
    "scomp@aol.com",
    "feedback@arf.mail.yahoo.com",
    "complaints@email-abuse.amazonses.com",
});

// The address of ours stands behind these, though it is often redacted.
constexpr auto subjects = std::to_array<string_view>({
    "complaint about message from ",
    "Email Feedback Report for IP ",
    "Abuse report for IP ",
});

std::string ip_behind(string_view text)
{
    const string_view word = text.substr(0, text.find_first_of(" \t,;"));
    return canonical_ip(parse_ip(word)).value_or("");
}

} // namespace

void complaint_header::take(string_view name, string_view value)
{
    marked_ = marked_ || std::ranges::any_of(marks, [&](const mark& m) {
                  return name == m.name && ascii::istarts_with(value, m.value);
              });
    if (name == "x-spamcop-sourceip")
        source_ip_ = ip_behind(value);
    if (name == "content-type")
        typed_ = ascii::iequals(mime::parse_content_type(value).value.parameter("report-type"), "feedback-report");
}

std::optional<feedback> complaint_header::read(string_view from, string_view subject) const
{
    subject = ascii::trim(subject);
    const auto named =
        std::ranges::find_if(subjects, [&](string_view begin) { return ascii::istarts_with(subject, begin); });
    const bool sent = std::ranges::any_of(senders, [&](string_view sender) { return ascii::iequals(from, sender); });
    if (named == subjects.end() && !sent && !marked_ && !typed_)
        return std::nullopt;
    feedback found;
    if (named != subjects.end() || sent || marked_)
        found.type = "abuse";
    found.source_ip = source_ip_;
    if (found.source_ip.empty() && named != subjects.end())
        found.source_ip = ip_behind(subject.substr(named->size()));
    return found;
}

} // namespace recoil::dsn

#include "dsn/recipient_group.hpp"

#include "dsn/field_value.hpp"
#include "dsn/foreign_address.hpp"
#include "dsn/prose/statement.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <utility>

namespace recoil::dsn {

namespace {

using std::string_view;
constexpr std::size_t max_log_id = 256;

bool take_text(std::string& target, std::string value)
{
    if (!target.empty() || value.empty())
        return false;
    target = std::move(value);
    return true;
}

bool take_date(std::optional<time_point>& target, string_view value, defect_set& defects)
{
    if (target)
        return false;
    target = parse_rfc5322_date(value);
    if (!target)
        defects.add(defect::date_malformed);
    return true;
}

// RFC 3464 2.3.3 wants an Action. Where it is absent the class decides (RFC 3463 3.1).
std::optional<action> action_of_class(unsigned klass)
{
    switch (klass) {
    case 2:
        return action::delivered;
    case 4:
        return action::delayed;
    case 5:
        return action::failed;
    default:
        return std::nullopt;
    }
}

// "5.7.1.0", "5.1.1,", "5.1.1:": what a code begins with that somebody went on to write.
std::optional<status_code> front_status(string_view text)
{
    std::size_t end = 0;
    for (int numbers = 0; numbers < 3; ++numbers) {
        end = std::min(text.find_first_not_of("0123456789", end), text.size());
        if (numbers < 2 && end < text.size() && text[end] == '.')
            ++end;
    }
    return parse_status(text.substr(0, end));
}

} // namespace

bool recipient_group::take(string_view name, string_view value, defect_set& defects)
{
    const auto once = [](bool& taken) { return !std::exchange(taken, true); };
    if (name == "final-recipient")
        return once(has_final_) && take_text(fields_.recipient, parse_recipient(value, false));
    if (name == "original-recipient")
        return take_text(original_, parse_recipient(value, true));
    if (name == "x-actual-recipient")
        return take_text(actual_, parse_recipient(value, false));
    if (name == "action" && once(has_action_))
        take_action(value, defects);
    else if (name == "status" && once(has_status_))
        take_status(value, defects);
    else if (name == "diagnostic-code" && once(has_diagnostic_))
        take_diagnostic(value);
    else if (name == "remote-mta" && fields_.remote_mta.empty())
        take_remote(value);
    else if (name == "final-log-id")
        return take_text(fields_.final_log_id, bounded_text(value, max_log_id));
    else if (name == "last-attempt-date")
        return take_date(fields_.last_attempt, value, defects);
    else if (name == "will-retry-until")
        return take_date(fields_.will_retry_until, value, defects);
    else
        return false;
    return true;
}

bool recipient_group::has_other_recipient(string_view name, string_view value) const
{
    if (name == "final-recipient")
        return has_final_ && parse_recipient(value, false) != fields_.recipient;
    return name == "original-recipient" && has_final_ && !original_.empty() &&
           parse_recipient(value, true) != original_;
}

void recipient_group::take_action(string_view value, defect_set& defects)
{
    const std::string word = drop_comments(value);
    fields_.action = parse_action(word);
    if (word.empty())
        has_action_ = false;
    else if (!fields_.action)
        defects.add(defect::action_unknown);
}

void recipient_group::take_status(string_view value, defect_set& defects)
{
    const std::string text = drop_comments(value);
    fields_.status = parse_status(string_view(text).substr(0, text.find(' ')));
    if (text.empty())
        has_status_ = false;
    if (fields_.status || text.empty())
        return;
    defects.add(defect::status_malformed);
    fields_.status = front_status(text);
    if (!fields_.status)
        fields_.status = parse_reply(text).status;
}

void recipient_group::take_diagnostic(string_view value)
{
    typed_value typed = split_type(value);
    fields_.diagnostic_type = std::move(typed.type);
    fields_.diagnostic = bounded_text(decode_free_words(typed.value));
    // Older Postfix reports the remote's words under its own type.
    if (!fields_.diagnostic_type.starts_with("x-")) {
        fields_.answer = parse_reply(fields_.diagnostic);
        return;
    }
    statement said = postfix_words(ascii::collapse_spaces(fields_.diagnostic)); // folded anywhere
    fields_.answer = std::move(said.answer);
    fields_.stage = said.stage;
    complete(fields_.remote_mta, said.remote_mta);
    complete(fields_.remote_ip, said.remote_ip);
}

void recipient_group::take_remote(string_view value)
{
    host_value host = parse_host(value);
    fields_.remote_mta = std::move(host.name);
    complete(fields_.remote_ip, host.ip);
}

bool recipient_group::is_half_of(const recipient_group& other) const
{
    return has_final_ != other.has_final_ && (original_.empty() || other.original_.empty()) &&
           (actual_.empty() || other.actual_.empty()) && !conflicts_with(other);
}

bool recipient_group::conflicts_with(const recipient_group& other) const
{
    return (has_action_ && other.has_action_) || (has_status_ && other.has_status_) ||
           (has_diagnostic_ && other.has_diagnostic_);
}

void recipient_group::complete_from(const recipient_group& other)
{
    const recipient_report& from = other.fields_;
    if (!has_diagnostic_) {
        fields_.diagnostic_type = from.diagnostic_type;
        fields_.diagnostic = from.diagnostic;
        fields_.answer = from.answer;
    }
    if (!has_final_) {
        fields_.recipient = from.recipient;
        has_final_ = other.has_final_;
    }
    complete(original_, other.original_);
    complete(actual_, other.actual_);
    complete(fields_.action, from.action);
    complete(fields_.status, from.status);
    complete(fields_.stage, from.stage);
    complete(fields_.remote_mta, from.remote_mta);
    complete(fields_.remote_ip, from.remote_ip);
    complete(fields_.final_log_id, from.final_log_id);
    complete(fields_.last_attempt, from.last_attempt);
    complete(fields_.will_retry_until, from.will_retry_until);
    has_action_ = has_action_ || other.has_action_;
    has_status_ = has_status_ || other.has_status_;
    has_diagnostic_ = has_diagnostic_ || other.has_diagnostic_;
}

recipient_report recipient_group::finish(defect_set& defects) const
{
    recipient_report out = fields_;
    out.original_recipient = original_;
    choose_recipient(out, defects);
    if (!has_status_)
        defects.add(defect::status_missing);
    if (!has_action_) {
        defects.add(defect::action_missing);
        out.action = action_of_class(out.status ? out.status->klass : out.answer.code.value_or(0) / 100u);
    }
    return out;
}

// The Final-Recipient, unless that is something behind the mailbox which the message was sent to: a pipe, a file, an
// entry in a directory of another mail system.
void recipient_group::choose_recipient(recipient_report& out, defect_set& defects) const
{
    if (is_mailbox(out.recipient))
        return;
    defects.add(has_final_ ? defect::recipient_malformed : defect::final_recipient_missing);
    for (const std::string& other : {original_, mailbox_in_foreign(out.recipient), actual_}) {
        if (is_mailbox(other)) {
            out.recipient = other;
            return;
        }
    }
    if (out.recipient.empty())
        out.recipient = original_.empty() ? actual_ : original_;
}

} // namespace recoil::dsn

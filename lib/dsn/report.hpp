// What a message says about the fate of another one. Plain values; every text is valid UTF-8; absent is empty.
#pragma once

#include "dsn/feedback.hpp"
#include "dsn/reply.hpp"
#include "dsn/status_code.hpp"
#include "util/clock.hpp"
#include "util/defect.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recoil::dsn {

// log_line: no message, but what our own MTA logged.
enum class kind { dsn, nonstandard_bounce, complaint, auto_reply, mdn, other, log_line };
enum class action { failed, delayed, delivered, relayed, expanded }; // RFC 3464 2.3.3
enum class stage { connect, helo, mail, rcpt, data, eod };           // the command that was refused

std::string_view name(kind k);
std::string_view name(action a);
std::string_view name(stage s);
std::optional<action> action_named(std::string_view name); // failed: the names of RFC 3464, and no other
std::optional<action> parse_action(std::string_view text); // case aside, comments and trailing text dropped
std::optional<stage> parse_stage(std::string_view text);   // rcpt

struct recipient_report {
    std::string recipient;          // Final-Recipient: without type, xtext and \x{H} decoded (RFC 6533 3); UTF-8
    std::string original_recipient; // Original-Recipient, the same way
    std::optional<dsn::action> action;
    std::optional<status_code> status; // the Status field
    std::string diagnostic_type;       // smtp, x-postfix ...; lower case
    std::string diagnostic;            // Diagnostic-Code as it stands, unfolded, without its type
    reply answer;                      // the best reply known: from the diagnostic, else from the notice's text
    std::optional<dsn::stage> stage;
    std::string remote_mta; // without its type
    std::string remote_ip;  // the address of the answering host, where the notice names it
    std::string final_log_id;
    std::optional<time_point> last_attempt;
    std::optional<time_point> will_retry_until;
    bool guessed = false; // nobody names the recipient: it is the one that the returned message was written to
};

// The header of the returned message: what was read of message/rfc822, message/global, text/rfc822-headers,
// message/global-headers.
struct returned_message {
    bool present = false;
    std::string message_id;
    std::string from; // the address alone
    std::string to;   // the address alone
    std::string subject;
    std::string date;
    std::string return_path;
    std::vector<std::pair<std::string, std::string>> captured; // fields asked for, the first of each: lower-case name
    std::vector<std::string> authentication_results;           // at most 8, as they stand
    std::vector<std::string> earlier_authentication_results;   // at most 8, renamed on their way
    std::vector<std::string> arc_authentication_results;       // at most 8
    std::vector<std::string> received_spf;                     // at most 8
    std::vector<std::string> antispam_reports;                 // at most 4 of X-Forefront-Antispam-Report
    std::vector<std::string> received;                         // at most 32, the newest first
};

struct report {
    dsn::kind kind = kind::other;
    // the notice itself
    std::string message_id;
    std::string from;
    std::string subject;
    std::optional<time_point> date;
    // per-message fields (RFC 3464 2.2, and Postfix's own)
    std::string reporting_mta; // without its type
    std::string received_from_mta;
    std::string envelope_id;
    std::string queue_id; // X-Postfix-Queue-ID, else Final-Log-ID of Sendmail ...
    std::string sender;   // X-Postfix-Sender
    std::optional<time_point> arrival_date;
    std::vector<recipient_report> recipients;
    returned_message original;
    std::optional<feedback> complaint; // of a feedback report
    defect_set defects;
};

} // namespace recoil::dsn

// The header of the message that reached us: who wrote it, and what it is where it holds no report.
#pragma once

#include "dsn/header/complaint_header.hpp"
#include "dsn/report.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {

class notice_header {
public:
    void take(std::string_view name, std::string_view value); // unfolded, still encoded
    void fill(report& into) const;

    const std::string& from() const { return from_; }       // the address alone
    const std::string& to() const { return to_; }           // the first address alone
    const std::string& subject() const { return subject_; } // decoded
    // The addresses of X-Failed-Recipients (Exim, Gmail), at most 1000.
    const std::vector<std::string>& failed_recipients() const { return failed_recipients_; }
    // The null sender, also as Sendmail and its like spell it: <MAILER-DAEMON>.
    bool return_path_empty() const { return null_sender_; }

    // What the header of a complaint says, for one whose report is missing or prose (complaint_header.hpp).
    std::optional<feedback> complaint() const { return complaint_.read(from_, subject_); }

    // Does the header show that a mail system wrote this as a notice of failure or delay? By who sent it, by what it
    // is called, by a field that only such notices have. False for complaints, receipts and automatic answers.
    bool looks_like_bounce() const;

    // May the body make this anything but ordinary mail? False only where nothing in the header speaks for a notice, a
    // complaint, a receipt or an automatic answer; prose alone can still prove such a message to be one.
    bool may_be_notice() const;

    // Was it posted to a mailing list by somebody? Then it talks about a notice, if it looks like one.
    bool is_list_post() const { return list_ && !looks_like_bounce(); }

    // mdn and complaint where the header alone says so; auto_reply (RFC 3834 and what came before it, and the questions
    // of challenge-and-response filters); else other. A notice of a mail system is no auto_reply, whatever its
    // Auto-Submitted says.
    kind kind_without_report() const;

private:
    void take_sender(std::string_view name, std::string_view value);
    void take_failed_recipients(std::string_view value);
    bool is_receipt() const;
    bool is_answer() const;

    std::string message_id_;
    std::string from_;
    std::string from_words_; // the whole field
    std::string to_;
    std::string subject_;
    std::optional<time_point> date_;
    bool has_date_ = false;
    bool has_from_ = false;
    bool has_return_path_ = false;
    bool null_sender_ = false;
    bool system_ = false;    // the Sender is a mail system
    bool notice_ = false;    // a field that only notices have
    bool answer_ = false;    // a field that only automatic answers have
    bool automatic_ = false; // a field that other automatic mail has as well
    bool list_ = false;      // List-Id, List-Post
    bool receipt_ = false;   // report-type=disposition-notification
    bool report_ = false;    // the Content-Type is one of reports
    std::vector<std::string> failed_recipients_;
    complaint_header complaint_;
};

} // namespace recoil::dsn

// What the notice's own text says: more about the recipients of its report, or, where it has no report, who failed and
// why.
#pragma once

#include "dsn/prose/statement.hpp"
#include "dsn/report.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {

class notice_prose {
public:
    // `parts` must stay valid as long as this.
    explicit notice_prose(std::span<const std::string> parts);

    // The reply where the report has none or a shortened one, the refused command, the host that answered.
    void complete(std::vector<recipient_report>& recipients) const;

    // Reads the report that a system wrote into its text instead of a part of its own; false where there is none.
    bool read_report(report& into) const;
    // Who failed, by the first reader that finds somebody. Each has an answer, if only the notice's own words, and the
    // action failed or delayed.
    std::vector<recipient_report> recipients() const;
    // The recipient nearest to a reply or a code, for a notice that no reader knows; `not_this`, the addressee of the
    // notice, is never one.
    std::vector<recipient_report> nearest_recipients(std::string_view not_this) const;
    // One that somebody else named (X-Failed-Recipients, the returned message's To), with what the text says of it.
    recipient_report recipient(std::string_view address) const;

    bool proves_notice() const { return proof_; } // in words that only a mail system uses
    bool delayed() const { return delayed_; }     // the message is still in a queue
    bool reports_success() const { return success_ && !proof_ && !delayed_; }
    const std::string& reporting_mta() const { return reporting_mta_; }

private:
    void read_phrases();
    void add_unclaimed_reply(recipient_report& recipient) const;
    recipient_report report_of(const statement& said) const;
    std::vector<recipient_report> reports_of(const std::vector<statement>& statements, text_lines lines) const;

    std::vector<std::vector<std::string_view>> parts_; // lines
    bool proof_ = false;
    bool success_ = false;
    bool delayed_ = false;
    std::string reporting_mta_;
};

} // namespace recoil::dsn

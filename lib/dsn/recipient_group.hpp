// The fields of one recipient while they are collected (RFC 3464 2.3). Of a field that is repeated the first counts.
#pragma once

#include "dsn/report.hpp"

#include <string>
#include <string_view>

namespace recoil::dsn {

class recipient_group {
public:
    // Takes a per-recipient field (`name` in lower case); false where it is none or is there already.
    bool take(std::string_view name, std::string_view value, defect_set& defects);

    bool names_recipient() const { return has_final_ || !original_.empty() || !actual_.empty(); }
    // Does a Final-Recipient or an Original-Recipient (`name` in lower case) with this value begin another group?
    bool has_other_recipient(std::string_view name, std::string_view value) const;
    bool says_fate() const { return has_action_ || has_status_ || has_diagnostic_; }

    // Has only one of the two a Final-Recipient, and the other what it lacks: another address of the same recipient?
    bool is_half_of(const recipient_group& other) const;

    // Do both have an Action, a Status or a Diagnostic-Code?
    bool conflicts_with(const recipient_group& other) const;
    // Takes over what is missing here.
    void complete_from(const recipient_group& other);

    // Fills what the group lacks from what it has, and notes what was missing.
    recipient_report finish(defect_set& defects) const;

private:
    void choose_recipient(recipient_report& out, defect_set& defects) const;
    void take_action(std::string_view value, defect_set& defects);
    void take_status(std::string_view value, defect_set& defects);
    void take_diagnostic(std::string_view value);
    void take_remote(std::string_view value);

    recipient_report fields_;
    std::string original_;
    std::string actual_; // X-Actual-Recipient
    bool has_final_ = false;
    bool has_action_ = false;
    bool has_status_ = false;
    bool has_diagnostic_ = false;
};

} // namespace recoil::dsn

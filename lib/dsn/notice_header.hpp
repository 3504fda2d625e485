// The header of the message that reached us: who wrote it, and what it is where it holds no report.
#pragma once

#include "dsn/report.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace recoil::dsn {

class notice_header {
public:
    void take(std::string_view name, std::string_view value); // unfolded, still encoded
    void fill(report& into) const;

    // auto_reply (RFC 3834 and what came before it) or other: a notice of a mail system is no auto-reply, whatever
    // its Auto-Submitted says.
    kind kind_without_report() const;

private:
    bool is_automatic() const;
    bool is_from_mail_system() const;

    std::string message_id_;
    std::string from_;
    std::string subject_;
    std::optional<time_point> date_;
    bool has_date_ = false;
    bool automatic_ = false;         // some field says so
    bool failed_recipients_ = false; // X-Failed-Recipients: Exim, Gmail
};

} // namespace recoil::dsn

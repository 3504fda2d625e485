// Complaints by their header: feedback loops older than RFC 5965 send the message alone, or the report as prose.
#pragma once

#include "dsn/feedback.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace recoil::dsn {

class complaint_header {
public:
    void take(std::string_view name, std::string_view value); // `name` in lower case; unfolded, still encoded

    // What the header says, with type abuse, where it is one of AOL's (scomp), Hotmail's (JMRP), Yahoo's, SpamCop's or
    // one that is named a feedback-report in the Content-Type alone: then without a type. `subject` and `from` decoded,
    // `from` the address alone. A subject that is a reply or a forward says nothing.
    std::optional<feedback> read(std::string_view from, std::string_view subject) const;

private:
    bool marked_ = false;
    bool typed_ = false; // report-type=feedback-report
    std::string source_ip_;
};

} // namespace recoil::dsn

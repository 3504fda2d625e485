// The notice's own text, as far as it is kept, and what it adds to the recipients of the report: the reply where the
// report has none or a shortened one, the refused command, the host that answered.
#pragma once

#include "dsn/report.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {

class notice_text {
public:
    explicit notice_text(std::size_t max_bytes = 65'536) : max_bytes_(max_bytes) {}

    void feed(std::string_view text); // UTF-8; what is too much is dropped
    void end_part() { feed("\n"); }
    void apply(std::vector<recipient_report>& recipients) const;

private:
    std::size_t max_bytes_;
    std::string text_;
};

} // namespace recoil::dsn

// The stream of mail that a bounce belongs to: a value of a closed set, since it becomes a label.
#pragma once

#include "classify/return_path.hpp"
#include "dsn/report.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::pipeline {

class stream_rule {
public:
    stream_rule() = default; // streams are not told apart
    // `from`: "", verp, sender_domain or header:NAME. `values` as the configuration spells them.
    stream_rule(std::string_view from, std::vector<std::string> values);

    // The header field that must be captured of the returned message, in lower case; "" where none.
    const std::string& header() const { return header_; }

    // One of the values (case aside) or "other"; "" where streams are not told apart.
    std::string stream_of(const std::optional<classify::return_path>& return_path, std::string_view sender_domain,
                          const dsn::returned_message& returned) const;

private:
    std::string from_;
    std::string header_;
    std::vector<std::string> values_;
};

} // namespace recoil::pipeline

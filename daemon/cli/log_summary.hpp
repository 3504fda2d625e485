// What a log says in all, for people: how much was delivered, and why the rest was not.
#pragma once

#include "daemon/cli/tally.hpp"
#include "daemon/cli/terminal.hpp"
#include "pipeline/delivery_log.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace recoil::cli {

// One reason of one provider, and what became of the mail.
struct log_group {
    std::uint64_t count = 0;
    event::record last;
    bool banned = false;

    bool precious() const { return banned; }
};

class log_summary {
public:
    void line(pipeline::line_result result) { ++lines_[static_cast<std::size_t>(result)]; }
    void add(const pipeline::logged& said);

    std::uint64_t of(pipeline::line_result result) const { return lines_[static_cast<std::size_t>(result)]; }
    std::string text(const terminal& out, std::size_t top) const; // `top` groups; 0 is all

private:
    std::string heading() const;

    std::array<std::uint64_t, 5> lines_{};
    tally<log_group> groups_{10'000}; // more reasons of more providers there are not
    std::optional<time_point> first_;
    std::optional<time_point> last_;
};

} // namespace recoil::cli

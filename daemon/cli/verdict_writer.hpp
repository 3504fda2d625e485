// The forms in which `recoil classify` answers.
#pragma once

#include "daemon/cli/commands.hpp"
#include "event/event.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::cli {

class verdict_writer {
public:
    virtual ~verdict_writer() = default;
    virtual void message(const std::string& file, const std::vector<event::record>& records) = 0;
    virtual void reply(std::string_view text, const event::record& record) = 0;
    virtual void finish() = 0;
};

// Writes to standard output.
std::unique_ptr<verdict_writer> make_writer(format f);

} // namespace recoil::cli

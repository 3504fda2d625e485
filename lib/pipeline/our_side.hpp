// What a report tells about our own side of the failure: who sent, in which stream, from which address, and what the
// receivers thought of it.
#pragma once

#include "classify/classifier.hpp"
#include "classify/return_path.hpp"
#include "event/event.hpp"
#include "pipeline/context.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace recoil::pipeline {

// For one report; `context` and `report` must outlive it.
class our_side {
public:
    // `origin`: none of what is no bounce. `return_path`: of the message that it is about, where it is known.
    our_side(const context& context, const dsn::report& report, std::optional<event::origin> origin,
             std::optional<classify::return_path> return_path);

    // Sender, stream, sending address, authentication, and by the return path the original recipient.
    void add_to(event::record& record) const;
    // What the refusing host says itself goes before what was found in headers.
    void add_reply(event::record& record, const classify::verdict& verdict) const;

    // Whom the return path names; "" where it is none of ours.
    std::string_view recipient() const { return return_path_ ? return_path_->recipient : std::string_view(); }

private:
    void add_sending_ip(event::record& record) const;
    void set_sending_ip(event::record& record, const std::string& ip, std::string_view evidence) const;

    const context& context_;
    const dsn::report& report_;
    std::optional<event::origin> origin_;
    std::optional<classify::return_path> return_path_;
};

} // namespace recoil::pipeline

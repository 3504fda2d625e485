// Who looks on while outcomes are counted. He is told what the counters take and nothing else - no duplicate, nothing
// forged, nothing that another source counts, no late line of a log - by the same labels, so that a page and the
// metrics never differ.
#pragma once

#include "event/event.hpp"

#include <string>
#include <string_view>

namespace recoil::sink {

struct counted_failure { // a recipient that failed or was put off; all of it lives for the call only
    const event::record& record;
    std::string_view provider; // labels
    std::string_view category;
    std::string_view reason;
    std::string_view sending_ip;
    bool asked = true; // else Postfix did not try, and repeats a refusal of before
};

class counting_watcher {
public:
    virtual ~counting_watcher() = default;

    // From any thread.
    virtual void failed(const counted_failure& f) = 0;
    virtual void delivered(const event::record& e, std::string_view provider) = 0;
};

} // namespace recoil::sink

// What the receiver thought of the original message's authentication, by the returned header. It explains a refusal; it
// never decides one.
#pragma once

#include "dsn/report.hpp"
#include "event/event.hpp"
#include "pipeline/own_hosts.hpp"

#include <string_view>

namespace recoil::pipeline {

// The result words (pass, fail, softfail, none, permerror ...) in lower case, each from the best header that names its
// method: Authentication-Results, of several the lowest that saw `sending_ip` (the border's own), else the newest;
// Received-SPF; what a later hop renamed; ARC, last. What hosts of ours wrote is left out.
event::authentication authentication_of(const dsn::returned_message& returned, const own_hosts& own,
                                        std::string_view sending_ip);

// The results that a reply quotes ("Spf= Fail , Dkim= Pass , DMARC= Fail") take the place of those.
void take_results_of_reply(event::authentication& auth, std::string_view reply);

} // namespace recoil::pipeline

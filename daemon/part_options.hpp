// What the configuration means to the parts of the daemon that know nothing of it.
#pragma once

#include "config/settings.hpp"
#include "count/counting.hpp"
#include "pipeline/delivery_log.hpp"
#include "sink/event_file.hpp"
#include "sink/metrics.hpp"

#include <string>
#include <vector>

namespace recoil {

sink::metrics_options metrics_options(const config::settings& settings);
sink::event_file_options event_options(const config::events& settings);

// count.session; auto is the log where one is read.
count::session_source trusted_source(const config::settings& settings);

// `listeners`: recoil's own, whose deliveries are no deliveries.
pipeline::delivery_log_options delivery_log_options(const config::log_source& source,
                                                    const std::vector<config::listener>& listeners);
// Whom a socket from systemd serves and how it greets is configured too: by its address, else by its protocol.
config::listener inherited_listener(const std::string& protocol, const std::string& address,
                                    const std::vector<config::listener>& configured);
// The label `input` of a log source: "postfix:/var/log/mail.log".
std::string log_input_name(const config::log_source& source);

} // namespace recoil

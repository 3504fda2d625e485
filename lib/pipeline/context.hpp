// What stays the same from message to message. Shared and immutable; a reload makes a new one.
#pragma once

#include "classify/classifier.hpp"
#include "classify/return_path.hpp"
#include "dsn/report_builder.hpp"
#include "pipeline/signed_return_path.hpp"
#include "pipeline/stream.hpp"

#include <memory>
#include <string>
#include <vector>

namespace recoil::pipeline {

// One of our own sending addresses: what a notice written by `reporting_mta` of ours, or a line of the log of the
// Postfix instance `syslog_name`, left from.
struct egress {
    std::string sending_ip;
    std::string reporting_mta;
    std::string pool;
    std::string syslog_name = {};
};

struct context {
    std::shared_ptr<const classify::classifier> classifier;
    dsn::builder_options builder;
    std::string host;                         // this host's name
    std::vector<std::string> own_mtas;        // Reporting-MTAs that are ours
    std::vector<std::string> sending_domains; // our From and MAIL FROM domains, lower case
    std::vector<pipeline::egress> egress;
    std::shared_ptr<const classify::return_path_patterns> return_paths; // null: return paths are not taken apart
    std::shared_ptr<const pipeline::return_path_keys> return_path_keys; // null: none is signed
    stream_rule stream;                                                 // its header is one of builder.capture
};

} // namespace recoil::pipeline

// Our own address that a returned message left from, by what its receivers wrote into its header.
#pragma once

#include "dsn/report.hpp"
#include "pipeline/context.hpp"
#include "pipeline/own_hosts.hpp"

#include <string>

namespace recoil::pipeline {

// The best of, newest first:
//   1. an address of `egress`, in a Received field or in a statement (below);
//   2. the Received field in which a host that is not ours names one of ours as its client;
//   3. a statement about the client: X-Forefront-Antispam-Report, Received-SPF, Authentication-Results; where there are
//      Received fields of strangers, one of them must show the same address.
// The walk ends at the first Received field that a host of ours wrote: what is below it had not left us. Private and
// other special addresses are no evidence. "" where nothing tells. Only for what another MTA had accepted: the copy
// that our own MTA returns has seen no receiver.
std::string address_seen(const dsn::returned_message& returned, const own_hosts& own,
                         const std::vector<egress>& egress);

} // namespace recoil::pipeline

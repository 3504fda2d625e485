// The words that a notice has for one failure: the remote's reply somewhere inside them, the command that it answered,
// the host that spoke.
#pragma once

#include "dsn/prose/statement.hpp"

#include <string_view>

namespace recoil::dsn {

// `text` may have several lines. The answer is the reply that begins at a line start, a quote or a colon ("Remote host
// said: 550 ..."); where there is none, all of the words. A reply ends where the notice's own words go on ("Giving up
// on 192.0.2.1.", "[RCPT_TO]").
statement read_wording(std::string_view text);

} // namespace recoil::dsn

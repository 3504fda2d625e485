// The arguments of milter commands: texts that each end in a NUL. Whatever is in them, they are read.
#pragma once

#include <string>
#include <string_view>

namespace recoil::proto {

// Of M and R: without brackets and ESMTP arguments, cut to max_address_bytes; "" is the null reverse-path. Postfix
// gives what the client wrote or, for mail of its own, a bare address.
std::string milter_address(std::string_view argument);

// Of L, a name and a value: appends the field as it stands in a message. False where there is none. `spaced`: the value
// has the space behind the colon.
bool append_milter_field(std::string& to, std::string_view argument, bool spaced);

} // namespace recoil::proto

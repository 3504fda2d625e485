// The Internet address that an address of another mail system holds: a gateway writes one into the other, and a report
// names what the gateway saw.
#pragma once

#include <string>
#include <string_view>

namespace recoil::dsn {

// X.400 with a domain defined attribute (RFC 2156 4.3): "/RFC-822=ann(a)example.com/ADMD= /C=WW/",
// "c=US;a= ;dda:SMTP=ann(a)example.com;". Exchange's encapsulation: "IMCEASMTP-ann+40example+2Ecom@gateway.example".
// Empty where there is none.
std::string mailbox_in_foreign(std::string_view address);

} // namespace recoil::dsn

// RFC 5322 addresses in header fields that recoil shows or uses.
#pragma once

#include <string>
#include <string_view>

namespace recoil::mime {

// The first address of From, To, Return-Path ... without its display name, comments, route and angle brackets: "" where
// there is none. Quoted local parts stay quoted. One without '@' (MAILER-DAEMON) is taken where there is no other. At
// most 512 octets: what is longer is no address.
std::string first_address(std::string_view value);

// The domain of an address in lower case ("" where there is none): what stands behind the last '@'. Only ASCII letters
// are changed; an internationalised domain stays as it is.
std::string domain_of(std::string_view address);

} // namespace recoil::mime

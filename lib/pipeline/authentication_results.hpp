// What a receiver wrote of the sender into a header: Authentication-Results (RFC 8601), Received-SPF (RFC 7208 9.1),
// Microsoft's X-Forefront-Antispam-Report, and replies that quote results the same way. Text in, words out.
#pragma once

#include <string>
#include <string_view>

namespace recoil::pipeline {

// "fail" of "mx.example.com; spf=fail smtp.mailfrom=x; dkim=pass" for method "spf"; "" where the method is not named or
// its result is no word of RFC 8601 2.7. Blanks may stand around the '='; "did not pass" is fail.
std::string_view result_of(std::string_view text, std::string_view method);

// The result that a Received-SPF begins with; "" where it is none.
std::string_view result_of_received_spf(std::string_view value);

// The host that wrote it: "mx.example.com" of the field above and of an ARC-Authentication-Results (i=1; mx...), and
// the receiver of a Received-SPF. "" where none is named, as in Microsoft's.
std::string_view authserv_of(std::string_view authentication_results);
std::string_view receiver_of(std::string_view received_spf);

// The address that connected, as canonical_ip() writes it: (sender IP is 192.0.2.1), client-ip=, smtp.remote-ip=,
// policy.iprev=, CIP:, with ip: [192.0.2.1]. "" where none is named or it is not one of the internet.
std::string client_ip_of(std::string_view text);

} // namespace recoil::pipeline

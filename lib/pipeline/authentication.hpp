// What the receiver thought of the original message's authentication, by the returned header (RFC 8601, RFC 7208 9.1).
// It explains a refusal; it never decides one.
#pragma once

#include "dsn/report.hpp"
#include "event/event.hpp"

#include <string_view>

namespace recoil::pipeline {

// The result words (pass, fail, softfail, none, permerror ...) in lower case; of several headers the first that names a
// method wins.
event::authentication authentication_of(const dsn::returned_message& returned);

// "fail" of "mx.example.com; spf=fail smtp.mailfrom=x; dkim=pass" for method "spf"; "" where the method is not named or
// its result is no word of RFC 8601 2.7.
std::string_view result_of(std::string_view authentication_results, std::string_view method);

} // namespace recoil::pipeline

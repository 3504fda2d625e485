// Where the returned message begins in a notice that carries it as text.
#pragma once

#include <string_view>

namespace recoil::dsn {

// "--- Below this line is a copy of the message.", "------ Original message ------", "Original message headers:" ...:
// what stands below was not written by the mail system. The decoration around the words may be any.
bool announces_returned_message(std::string_view line);

// "Received: ...", "Return-Path: <a@b>": a trace field at the beginning of a line is the returned message itself.
bool is_trace_field(std::string_view line);

// Any field that may begin a header block; for a part that holds nothing but the returned header.
bool is_common_field(std::string_view line);

} // namespace recoil::dsn

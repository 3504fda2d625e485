// Reads the replies of a server (RFC 5321 4.2), each whole, and keeps its octets as they came. Lines of one reply have
// one code; they end in CRLF and hold no bare CR or LF, since what is taken for two replies by one reader and for one
// by another would shift all that follow.
#pragma once

#include "proto/line_splitter.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace recoil::proto {

class reply_reader {
public:
    static constexpr std::size_t max_line_bytes = 8192; // RFC 5321 4.5.3.1.5 wants 512
    static constexpr std::size_t max_bytes = 65'536;

    enum class status {
        need_input, // all input is consumed, the reply has not ended
        complete,
        malformed, // or longer than allowed; nothing behind it can be trusted
    };
    // Takes octets from the front of `input`, at most to the end of one reply.
    status next(std::string_view& input);

    // Of the reply that is complete, until the next call.
    std::uint16_t code() const { return code_; }
    const std::string& bytes() const { return bytes_; }

private:
    bool take(std::string_view line);

    line_splitter lines_{max_line_bytes};
    std::string bytes_;
    std::uint16_t code_ = 0; // of the lines so far
    bool last_ = true;       // no reply has begun
};

} // namespace recoil::proto

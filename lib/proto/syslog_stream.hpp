// Cuts what comes from a syslog socket by TCP into messages (RFC 6587 3.4): octet counting, "123 <22>...", or a line
// that ends with LF. Which of them is decided for each message, as relays mix them.
//
// A message that is too long is dropped and the next one is found; a count that is absurd is no count. What stands at
// the end of a connection without its own end is no message.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recoil::proto {

// RFC 5424 6.1 wants 2048 octets to be taken. A line of Postfix has about 2,100 and the header.
inline constexpr std::size_t max_syslog_bytes = 8192;

// Holds at most `max_bytes`, a count, and what was fed last.
class syslog_stream {
public:
    explicit syslog_stream(std::size_t max_bytes = max_syslog_bytes);

    void feed(std::string_view piece);

    // The next message, as read_syslog_message takes it; valid until the next feed. Nothing: more is needed. To be
    // called until then after each feed.
    std::optional<std::string_view> next();

    std::uint64_t dropped() const { return dropped_; } // messages that were too long

private:
    enum class state {
        between,      // at the beginning of a message
        counted,      // `left_` octets are a message
        line,         // a message ends with LF
        skipped,      // `left_` octets are dropped
        skipped_line, // what comes before the next LF is dropped
    };

    std::string_view rest() const { return std::string_view(buffer_).substr(at_); }
    bool begin();
    std::optional<std::string_view> take_counted();
    std::optional<std::string_view> take_line();
    bool skip();

    std::size_t max_bytes_;
    std::string buffer_;
    std::size_t at_ = 0;       // what lies before it was handed out
    std::size_t searched_ = 0; // no LF in so many octets behind at_, so that a slow sender makes nothing quadratic
    std::size_t left_ = 0;
    state state_ = state::between;
    std::uint64_t dropped_ = 0;
};

} // namespace recoil::proto

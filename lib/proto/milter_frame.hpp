// The packets of the milter protocol: four octets of length in network order, then so many octets, of which the first
// is the command.
//
// The length is what a stranger claims: nothing is allocated by it, and a packet above max_milter_packet is no packet.
// One within a piece of input is returned in place; one that is cut is collected as it comes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace recoil::proto {

inline constexpr std::size_t max_milter_packet = 1024 * 1024; // with its command; a body chunk has at most 65535 octets

// One number as the protocol writes it; `bytes` has at least four octets.
std::uint32_t read_milter_number(std::string_view bytes);
void append_milter_number(std::string& to, std::uint32_t number);
void append_milter_packet(std::string& to, char command, std::string_view data = {});

class milter_splitter {
public:
    enum class status {
        need_input, // all input is consumed, the packet has not ended
        complete,
        malformed, // a length of 0 or above the limit: where the next packet begins is unknown, so this is the end
    };
    struct packet {
        status what = status::need_input;
        char command = 0;
        std::string_view data; // behind the command; valid until the next call, and as long as the input
    };

    // Takes octets from the front of `input`, at most to the end of one packet.
    packet next(std::string_view& input);

private:
    static constexpr std::size_t length_bytes = 4;
    std::string_view collect(std::string_view& input, std::size_t size);

    std::string buffer_;    // the beginning of a packet that was cut, or one that was handed out
    bool returned_ = false; // buffer_ holds a packet that was handed out
};

} // namespace recoil::proto

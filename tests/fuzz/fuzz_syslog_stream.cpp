// A connection to the syslog socket. The first two octets choose where the rest is cut in two: which messages it has
// must not depend on that. None is longer than the limit, and the line of each is read.

#include "proto/syslog_message.hpp"
#include "proto/syslog_stream.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

using namespace recoil;

constexpr std::size_t max_bytes = 64;

static std::vector<std::string> messages_of(std::initializer_list<std::string_view> pieces, std::uint64_t& dropped)
{
    proto::syslog_stream stream(max_bytes);
    std::vector<std::string> messages;
    for (const std::string_view piece : pieces) {
        stream.feed(std::string(piece));
        while (const auto message = stream.next())
            messages.emplace_back(*message);
    }
    dropped = stream.dropped();
    return messages;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    if (size < 2)
        return 0;
    const std::string_view input(reinterpret_cast<const char*>(data + 2), size - 2);
    const size_t cut = (data[0] * size_t{256} + data[1]) % (input.size() + 1);
    std::uint64_t dropped = 0;
    std::uint64_t dropped_in_two = 0;
    const auto whole = messages_of({input}, dropped);
    bool holds = whole == messages_of({input.substr(0, cut), input.substr(cut)}, dropped_in_two);
    holds = holds && dropped == dropped_in_two;
    std::string buffer;
    for (const std::string& message : whole) {
        holds = holds && !message.empty() && message.size() <= max_bytes;
        const std::string_view line = proto::read_syslog_message(message, {"mx1", {}}, buffer);
        holds = holds && line.size() <= message.size() + 32;
    }
    return holds ? 0 : (std::abort(), 1);
}

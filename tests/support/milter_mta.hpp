// What an MTA writes to a milter. No test framework: the fuzz target's seeds are made of it too.
#pragma once

#include "proto/milter_frame.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace recoil::test {

inline constexpr std::uint32_t all_milter_steps = 0x1fffff; // as Postfix and Sendmail offer them

inline std::string packet(char command, std::string_view data = {})
{
    std::string result;
    proto::append_milter_packet(result, command, data);
    return result;
}

inline std::string offer(std::uint32_t version, std::uint32_t actions, std::uint32_t steps)
{
    std::string data;
    for (const std::uint32_t number : {version, actions, steps})
        proto::append_milter_number(data, number);
    return packet('O', data);
}
inline std::string offer()
{
    return offer(6, 0x1ff, all_milter_steps);
}

// An argument and its NUL: the sender, a recipient.
inline std::string with_nul(char command, std::string_view text)
{
    return packet(command, std::string(text) + '\0');
}

inline std::string field(std::string_view name, std::string_view value)
{
    return packet('L', std::string(name) + '\0' + std::string(value) + '\0');
}

// The fields and the end of a header that ends its lines with CRLF or LF, as an MTA that keeps leading spaces sends
// them: folded values with a bare LF inside.
inline std::string header_packets(std::string_view header)
{
    std::string result, unit;
    const auto flush = [&] {
        if (const std::size_t colon = unit.find(':'); colon != unit.npos)
            result += field(unit.substr(0, colon), unit.substr(colon + 1));
        unit.clear();
    };
    while (!header.empty()) {
        const std::size_t end = header.find('\n');
        std::string_view line = header.substr(0, end);
        header.remove_prefix(end == header.npos ? header.size() : end + 1);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.starts_with(' ') || line.starts_with('\t')) {
            unit.append("\n").append(line);
        } else {
            flush();
            unit = line;
        }
    }
    flush();
    return result + packet('N');
}

// From the sender to the end: a message with CRLF line ends, its body in chunks of 65535 octets.
inline std::string message_packets(std::string_view sender, std::string_view recipient, std::string_view message)
{
    constexpr std::size_t chunk_bytes = 65'535;
    const std::size_t end = message.find("\r\n\r\n");
    const std::string_view head = message.substr(0, end);
    std::string_view body = end == message.npos ? std::string_view() : message.substr(end + 4);
    std::string result = with_nul('M', sender) + with_nul('R', recipient) + packet('T') + header_packets(head);
    for (; !body.empty(); body.remove_prefix(std::min(body.size(), chunk_bytes)))
        result += packet('B', body.substr(0, chunk_bytes));
    return result + packet('E');
}

// Lines become packets of the right length: the first octet of each is the command.
inline std::string packets_of(std::string_view lines)
{
    std::string result;
    for (std::size_t end = 0; !lines.empty(); lines.remove_prefix(std::min(end + 1, lines.size()))) {
        end = std::min(lines.find('\n'), lines.size());
        if (end != 0)
            proto::append_milter_packet(result, lines.front(), lines.substr(1, end - 1));
    }
    return result;
}

} // namespace recoil::test

#include "daemon/log_input/file_position.hpp"

#include "util/ascii.hpp"

#include <array>

namespace recoil {

std::uint64_t fingerprint(std::string_view octets)
{
    std::uint64_t hash = 0xcbf2'9ce4'8422'2325;
    for (const char octet : octets)
        hash = (hash ^ static_cast<unsigned char>(octet)) * 0x0000'0100'0000'01b3;
    return hash;
}

std::string to_text(const file_position& position)
{
    std::string text;
    for (const std::uint64_t number :
         {position.inode, position.offset, position.head, position.tail, static_cast<std::uint64_t>(position.modified)})
        text += (text.empty() ? "" : " ") + std::to_string(number);
    return text;
}

std::optional<file_position> parse_file_position(std::string_view text)
{
    std::array<std::uint64_t, 5> numbers{};
    for (std::uint64_t& number : numbers) {
        const std::string_view word = text.substr(0, text.find(' '));
        const auto parsed = ascii::parse_unsigned(word);
        if (!parsed)
            return std::nullopt;
        number = *parsed;
        const bool last = &number == &numbers.back();
        if (last != (word.size() == text.size()))
            return std::nullopt;
        text.remove_prefix(last ? word.size() : word.size() + 1);
    }
    return file_position{.inode = numbers[0],
                         .offset = numbers[1],
                         .head = numbers[2],
                         .tail = numbers[3],
                         .modified = static_cast<std::int64_t>(numbers[4])};
}

} // namespace recoil

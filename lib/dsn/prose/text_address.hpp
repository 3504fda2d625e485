// Mail addresses in the prose of a notice (RFC 5321 4.1.2, RFC 6531), where they stand between words and punctuation.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {

struct text_address {
    std::string_view text; // a@example.com, without brackets and quotes
    std::size_t begin;     // where in the text that was searched
    std::size_t end;
};
// The first address at or behind `from`. Its domain has a dot or is a literal; what stands in a URL is none.
std::optional<text_address> find_address(std::string_view text, std::size_t from = 0);

// The last address of `front`, where nothing but a few words of the same sentence stand behind it, and it is not the
// one that a message is "from".
std::optional<text_address> address_at_end(std::string_view front);

// A line of a list of recipients: an address in front, behind bullets, quotes, brackets or a display name, and what
// stands behind it. "* a@example.com (User unknown)", "<a@example.com>:", "Kim (a@b.c)<mailto:a@b.c>", "[SMTP:a@b.c]",
// "a@b.c, d@e.f".
struct list_entry {
    std::vector<std::string> addresses;
    std::string_view rest; // trimmed, without the colon in front of it
};
std::optional<list_entry> read_list_entry(std::string_view line);

} // namespace recoil::dsn

#include "dsn/prose/text_address.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {
namespace {

struct address_case {
    std::string_view text;
    std::string_view expected; // empty: none
};

TEST(text_address, finds_what_mail_can_be_sent_to)
{
    constexpr auto cases = std::to_array<address_case>({
        {"kim@example.net", "kim@example.net"},
        {"the user <kim@example.net> is gone", "kim@example.net"},
        {"write to kim@example.net.", "kim@example.net"},
        {"'kim@example.net'", "kim@example.net"},
        {"kim+tag=x@mail.example.net,", "kim+tag=x@mail.example.net"},
        {"\"kim lee\"@example.net", "\"kim lee\"@example.net"},
        {"kim@[192.0.2.1] said", "kim@[192.0.2.1]"},
        {"*kim@example.net*", "kim@example.net"},
        {"kím@exámple.net", "kím@exámple.net"},
        {"C=us;SMTP=kim@example.net", "kim@example.net"},
        {"kim@localhost", ""},
        {"kim@.example", ""},
        {"@example.net", ""},
        {"https://example.net/?to=kim@example.net", ""},
        {"kim@", ""},
        {"", ""},
    });
    for (const address_case& c : cases) {
        const auto found = find_address(c.text);
        ASSERT_EQ(found.has_value(), !c.expected.empty()) << c.text;
        if (found) {
            EXPECT_EQ(found->text, c.expected) << c.text;
        }
    }
}

// Japanese and Chinese set no blanks: words, or their punctuation, cling to the address.
TEST(text_address, stands_between_words_without_blanks)
{
    constexpr auto cases = std::to_array<address_case>({
        {"宛先kim@example.netに", "kim@example.net"},
        {"（kim@example.net）", "kim@example.net"},
        {"「kim@example.net」", "kim@example.net"},
        {"：kim@example.net。", "kim@example.net"},
    });
    for (const address_case& c : cases) {
        const auto found = find_address(c.text);
        ASSERT_TRUE(found) << c.text;
        EXPECT_EQ(found->text, c.expected) << c.text;
    }
}

TEST(text_address, tells_where_it_stands)
{
    const std::string_view text = "a kim@example.net b lee@example.org";
    const auto first = find_address(text);
    ASSERT_TRUE(first);
    EXPECT_EQ(text.substr(first->begin, first->end - first->begin), "kim@example.net");
    const auto second = find_address(text, first->end);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->text, "lee@example.org");
    EXPECT_FALSE(find_address(text, second->end));
}

struct entry_case {
    std::string_view line;
    std::vector<std::string> addresses;
    std::string_view rest;
};

TEST(list_entry, an_address_in_front_and_what_stands_behind_it)
{
    const std::vector<entry_case> cases = {
        {"kim@example.net", {"kim@example.net"}, ""},
        {"<kim@example.net>:", {"kim@example.net"}, ""},
        {"\"kim@example.net\":", {"kim@example.net"}, ""},
        {"  * kim@example.net (User unknown)", {"kim@example.net"}, "User unknown"},
        {"kim@example.net [User unknown]", {"kim@example.net"}, "User unknown"},
        {"<kim@example.net> ... unknown host", {"kim@example.net"}, "unknown host"},
        {"kim@example.net: 550 no", {"kim@example.net"}, "550 no"},
        {"Kim Lee <kim@example.net>", {"kim@example.net"}, ""},
        {"kim@example.net (kim@example.net)", {"kim@example.net"}, ""},
        {"Kim (kim@example.net)<mailto:kim@example.net>", {"kim@example.net"}, ""},
        {"[SMTP:kim@example.net]", {"kim@example.net"}, ""},
        {"rfc822;kim@example.net", {"kim@example.net"}, ""},
        {"kim@example.net, lee@example.org", {"kim@example.net", "lee@example.org"}, ""},
        {"• kim@example.net", {"kim@example.net"}, ""},
    };
    for (const entry_case& c : cases) {
        const auto entry = read_list_entry(c.line);
        ASSERT_TRUE(entry) << c.line;
        EXPECT_EQ(entry->addresses, c.addresses) << c.line;
        EXPECT_EQ(entry->rest, c.rest) << c.line;
    }
}

TEST(list_entry, a_sentence_or_a_reply_is_none)
{
    for (const std::string_view line :
         {"please write to kim@example.net", "we are sorry to say that <kim@example.net> is not one of ours",
          "550 5.1.1 <kim@example.net>... User unknown", "5.2.1 <kim@example.net>... User unknown",
          "To: Kim <kim@example.net>", "no address", "", "   "})
        EXPECT_FALSE(read_list_entry(line)) << line;
}

TEST(list_entry, survives_what_is_cut)
{
    const std::string whole = " * Kim <kim@example.net>, <lee@example.org> (550 no)";
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        const auto entry = read_list_entry(std::string_view(whole).substr(0, length));
        EXPECT_LE(entry ? entry->addresses.size() : 0, 2u) << length;
    }
}

} // namespace
} // namespace recoil::dsn

#include "proto/dot_decoder.hpp"

#include "unit/proto/dot_decoder_vectors.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil::proto {
namespace {

struct decoded {
    std::string content;
    bool ends = false;
    std::string rest;
    bool operator==(const decoded&) const = default;
};

void PrintTo(const decoded& d, std::ostream* out)
{
    *out << ::testing::PrintToString(d.content) << (d.ends ? " ends " : " goes on ")
         << ::testing::PrintToString(d.rest);
}

// The pieces are fed from memory of their own, which is gone when the next one comes.
decoded decode(const std::vector<std::string>& pieces)
{
    dot_decoder dots;
    decoded result;
    for (const std::string& piece : pieces) {
        const std::string copy = piece;
        std::string_view input = copy;
        for (std::string_view view = dots.next(input); !view.empty(); view = dots.next(input))
            result.content += view;
        result.rest += input;
    }
    result.ends = dots.finished();
    return result;
}

// The rules of RFC 5321 4.5.2 line by line, on the whole input at once: slow, and simple enough to be believed.
decoded decode_by_lines(std::string_view input)
{
    decoded result;
    while (!input.empty()) {
        if (input.starts_with(".\r\n")) {
            result.ends = true;
            result.rest = input.substr(3);
            return result;
        }
        if (input == "." || input == ".\r")
            return result;
        const std::size_t end = input.find("\r\n");
        const std::string_view line = input.substr(0, end == input.npos ? input.npos : end + 2);
        result.content += line.substr(line.starts_with('.') ? 1 : 0);
        input.remove_prefix(line.size());
    }
    return result;
}

TEST(dot_decoder, vectors_however_they_are_cut)
{
    for (const dot_vector& v : dot_vectors) {
        SCOPED_TRACE(v.name);
        const std::string input(v.input);
        const decoded expected{std::string(v.content), v.ends, std::string(v.rest)};
        EXPECT_EQ(decode({input}), expected);
        EXPECT_EQ(decode_by_lines(input), expected);
        std::vector<std::string> bytes;
        for (const char c : input)
            bytes.emplace_back(1, c);
        EXPECT_EQ(decode(bytes), expected) << "byte by byte";
        for (std::size_t cut = 0; cut <= input.size(); ++cut)
            EXPECT_EQ(decode({input.substr(0, cut), input.substr(cut)}), expected) << "cut at " << cut;
    }
}

// Every sequence of up to eight of the octets that matter, and one that does not.
TEST(dot_decoder, agrees_with_the_rules_on_every_short_input)
{
    const std::string_view alphabet = "\r\n.a";
    for (std::size_t length = 1; length <= 8; ++length) {
        for (std::size_t number = 0; number < (std::size_t{1} << (2 * length)); ++number) {
            std::string input;
            for (std::size_t i = 0; i < length; ++i)
                input += alphabet[(number >> (2 * i)) & 3];
            const decoded expected = decode_by_lines(input);
            ASSERT_EQ(decode({input}), expected) << ::testing::PrintToString(input);
            const std::size_t cut = number % length;
            ASSERT_EQ(decode({input.substr(0, cut), input.substr(cut)}), expected)
                << ::testing::PrintToString(input) << " cut at " << cut;
        }
    }
}

TEST(dot_decoder, content_without_stuffed_dots_is_one_view_of_the_input)
{
    std::string message;
    while (message.size() < 64 * 1024)
        message += "A line with a dot in it. And a bare\n line feed\r\n";
    const std::string input = message + ".\r\n";
    std::string_view rest = input;
    dot_decoder dots;
    const std::string_view piece = dots.next(rest);
    EXPECT_EQ(piece.data(), input.data());
    EXPECT_EQ(piece.size(), message.size());
    EXPECT_EQ(dots.next(rest), "");
    EXPECT_TRUE(dots.finished());
}

TEST(dot_decoder, stuffed_dots_cut_the_view_and_nothing_else)
{
    const std::string input = "one\r\n..two\r\nthree\r\n..\r\n.\r\n";
    std::string_view rest = input;
    dot_decoder dots;
    std::vector<std::string_view> pieces;
    for (std::string_view view = dots.next(rest); !view.empty(); view = dots.next(rest)) {
        EXPECT_GE(view.data(), input.data());
        EXPECT_LT(view.data(), input.data() + input.size());
        pieces.push_back(view);
    }
    EXPECT_EQ(pieces, (std::vector<std::string_view>{"one\r\n", ".two\r\nthree\r\n", ".\r\n"}));
}

} // namespace
} // namespace recoil::proto

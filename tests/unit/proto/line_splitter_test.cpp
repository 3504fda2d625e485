#include "proto/line_splitter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recoil::proto {
namespace {

using status = line_splitter::status;

void read_all(line_splitter& lines, std::string_view input, std::vector<std::string>& out)
{
    for (;;) {
        const line_splitter::line line = lines.next(input);
        switch (line.what) {
        case status::need_input:
            EXPECT_TRUE(input.empty());
            return;
        case status::complete:
            out.push_back("[" + std::string(line.text) + "]");
            break;
        case status::bare_newline:
            out.push_back("bare");
            break;
        case status::too_long:
            out.push_back("long");
            break;
        }
    }
}

struct vector {
    std::string_view input;
    std::vector<std::string> lines;
};

const vector vectors[] = {
    {"", {}},
    {"NOOP\r\n", {"[NOOP]"}},
    {"\r\n", {"[]"}},
    {"\r\n\r\n", {"[]", "[]"}},
    {"MAIL FROM:<>\r\nRCPT TO:<a@b>\r\nDATA\r\n", {"[MAIL FROM:<>]", "[RCPT TO:<a@b>]", "[DATA]"}},
    {"NOOP", {}},
    {"NOOP\r", {}},
    {"NOOP\n", {}},
    {"NOOP\nQUIT\r\n", {"bare"}},
    {"NOOP\rQUIT\r\n", {"bare"}},
    {"NOOP\n\r\nQUIT\r\n", {"bare", "[QUIT]"}},
    {"\n\r\n", {"bare"}},
    {"NOOP\r\r\nQUIT\r\n", {"bare", "[QUIT]"}},
    {"NOOP\n\rQUIT\r\n", {"bare"}},
    {"0123456789abcd\r\n", {"[0123456789abcd]"}},
    {"0123456789abcde\r\nNOOP\r\n", {"long", "[NOOP]"}},
    {"0123456789abcde\nNOOP\r\nQUIT\r\n", {"long", "[QUIT]"}},
    {"0123456789abcdef0123456789abcdef0123456789\r\r\nQUIT\r\n", {"long", "[QUIT]"}},
    {"0123456789abcdef0123456789\r\n0123456789abcdef0123456789\r\n\r\n", {"long", "long", "[]"}},
    {std::string_view("NO\0OP\r\n", 7), {std::string("[NO\0OP]", 7)}},
    {"\xff\xfe\r\n", {"[\xff\xfe]"}},
};

TEST(line_splitter, only_crlf_ends_a_line_however_the_input_is_cut)
{
    for (const vector& v : vectors) {
        SCOPED_TRACE(::testing::PrintToString(v.input));
        for (std::size_t cut = 0; cut <= v.input.size(); ++cut) {
            line_splitter lines(16);
            std::vector<std::string> got;
            read_all(lines, std::string(v.input.substr(0, cut)), got);
            read_all(lines, std::string(v.input.substr(cut)), got);
            EXPECT_EQ(got, v.lines) << "cut at " << cut;
        }
        line_splitter lines(16);
        std::vector<std::string> got;
        for (const char c : v.input)
            read_all(lines, std::string(1, c), got);
        EXPECT_EQ(got, v.lines) << "byte by byte";
    }
}

TEST(line_splitter, a_line_in_one_piece_is_not_copied)
{
    const std::string input = "NOOP\r\nQUIT\r\n";
    std::string_view rest = input;
    line_splitter lines(512);
    EXPECT_EQ(lines.next(rest).text.data(), input.data());
    EXPECT_EQ(lines.next(rest).text.data(), input.data() + 6);
}

TEST(line_splitter, takes_no_more_than_one_line)
{
    std::string_view rest = "DATA\r\nbody";
    line_splitter lines(512);
    EXPECT_EQ(lines.next(rest).text, "DATA");
    EXPECT_EQ(rest, "body");
}

TEST(line_splitter, a_line_that_never_ends_is_answered_once_it_does)
{
    line_splitter lines(512);
    const std::string megabyte(1 << 20, 'x');
    for (int i = 0; i < 64; ++i) {
        std::string_view rest = megabyte;
        ASSERT_EQ(lines.next(rest).what, status::need_input);
    }
    std::string_view rest = "\r\nNOOP\r\n";
    EXPECT_EQ(lines.next(rest).what, status::too_long);
    EXPECT_EQ(lines.next(rest).text, "NOOP");
}

} // namespace
} // namespace recoil::proto

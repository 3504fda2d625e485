// What becomes of the copies of messages, without a session. Sessions are in serve_proxy_test.cpp.
#include "daemon/tee.hpp"

#include "support/cuts.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace recoil {
namespace {

std::size_t header_bytes(const std::vector<std::string_view>& pieces)
{
    header_end end;
    std::size_t bytes = 0;
    for (const std::string_view piece : pieces)
        bytes += end.take(piece);
    EXPECT_EQ(end.take("a"), end.found() ? 0U : 1U);
    return bytes;
}

void expect(std::string_view header, std::string_view body)
{
    const std::string text = std::string(header) + std::string(body);
    for (const auto& pieces : test::all_cuts(text))
        EXPECT_EQ(header_bytes(pieces), header.size()) << ::testing::PrintToString(text);
}

TEST(header_end, is_behind_the_first_empty_line)
{
    expect("a: b\r\n\r\n", "body\r\n\r\nmore\r\n");
    expect("a: b\n\n", "body\n\n");
    expect("a: b\r\nc: d\r\n e\r\n\r\n", "\r\n");
}

TEST(header_end, is_not_behind_empty_lines_above_the_header)
{
    expect("\r\n\r\na: b\r\n\r\n", "body\r\n");
}

TEST(header_end, may_be_missing)
{
    expect("a: b\r\n", "");
    expect("a: b\r\n \r\n\t\r\nc\r\n", "");
    expect("", "");
}

} // namespace
} // namespace recoil

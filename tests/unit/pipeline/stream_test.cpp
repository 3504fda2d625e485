#include "pipeline/stream.hpp"

#include <gtest/gtest.h>

namespace recoil::pipeline {
namespace {

const std::vector<std::string> values{"news", "Orders", "example.com"};

std::string stream(std::string_view from, const std::optional<classify::return_path>& path, std::string_view domain,
                   const dsn::returned_message& returned = {})
{
    return stream_rule(from, values).stream_of(path, domain, returned);
}

classify::return_path path(std::string name)
{
    return {"kim@example.net", std::move(name)};
}

TEST(stream, is_absent_where_none_is_asked_for)
{
    EXPECT_EQ(stream_rule().stream_of(path("news"), "example.com", {}), "");
    EXPECT_EQ(stream_rule("", values).stream_of(path("news"), "example.com", {}), "");
    EXPECT_EQ(stream_rule().header(), "");
}

TEST(stream, by_the_return_path)
{
    EXPECT_EQ(stream("verp", path("news"), "example.com"), "news");
    EXPECT_EQ(stream("verp", path("NEWS"), "example.com"), "news");
    EXPECT_EQ(stream("verp", path("orders"), "example.com"), "Orders") << "as the configuration spells it";
    EXPECT_EQ(stream("verp", path("private"), "example.com"), "other");
    EXPECT_EQ(stream("verp", path(""), "example.com"), "other");
    EXPECT_EQ(stream("verp", std::nullopt, "example.com"), "other");
}

TEST(stream, by_the_senders_domain)
{
    EXPECT_EQ(stream("sender_domain", path("news"), "example.com"), "example.com");
    EXPECT_EQ(stream("sender_domain", path("news"), "example.org"), "other");
    EXPECT_EQ(stream("sender_domain", path("news"), ""), "other");
}

TEST(stream, by_a_header_of_the_returned_message)
{
    EXPECT_EQ(stream_rule("header:X-Stream", values).header(), "x-stream");
    dsn::returned_message returned;
    EXPECT_EQ(stream("header:X-Stream", path("news"), "example.com", returned), "other");
    returned.captured = {{"x-campaign", "orders"}, {"x-stream", " News "}};
    EXPECT_EQ(stream("header:X-Stream", path("orders"), "example.com", returned), "news");
    returned.captured.back().second = "news, orders";
    EXPECT_EQ(stream("header:X-Stream", path("news"), "example.com", returned), "other");
}

} // namespace
} // namespace recoil::pipeline

#include "daemon/http_access.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil {
namespace {

constexpr std::string_view token = "a-token-of-24-characters";
// echo -n 'name:a-token-of-24-characters' | base64
constexpr std::string_view as_password = "bmFtZTphLXRva2VuLW9mLTI0LWNoYXJhY3RlcnM=";

http_access with_token(std::string_view authorization, bool loopback = false)
{
    return access_to_status({"out1.example.com:9850", authorization}, loopback, token);
}

TEST(http_access, a_loopback_address_without_a_token_is_open_under_its_own_names)
{
    for (const char* host : {"127.0.0.1", "127.0.0.1:9850", "127.1.2.3:80", "[::1]", "[::1]:9850", "localhost",
                             "LocalHost:9850", "192.0.2.1:9850", ""})
        EXPECT_EQ(access_to_status({host, ""}, true, ""), http_access::granted) << host;
}

TEST(http_access, a_name_that_somebody_else_gave_to_loopback_is_refused)
{
    for (const char* host :
         {"evil.example", "evil.example:9850", "127.0.0.1.evil.example", "localhost.evil.example",
          "[evil.example]:9850", "[::1", "[", "::1", "127.0.0.1@evil.example", ":9850", " ", "0x7f.1"})
        EXPECT_EQ(access_to_status({host, ""}, true, ""), http_access::wrong_name) << host;
}

TEST(http_access, elsewhere_nothing_is_shown_without_a_token)
{
    for (const char* host : {"192.0.2.1:9850", "localhost", "out1.example.com", ""})
        EXPECT_EQ(access_to_status({host, ""}, false, ""), http_access::no_token_known) << host;
    EXPECT_EQ(access_to_status({"192.0.2.1", "Bearer "}, false, ""), http_access::no_token_known);
}

TEST(http_access, the_token_opens_it_everywhere)
{
    for (const bool loopback : {false, true}) {
        EXPECT_EQ(with_token("Bearer " + std::string(token), loopback), http_access::granted);
        EXPECT_EQ(with_token("bearer   " + std::string(token), loopback), http_access::granted);
        EXPECT_EQ(with_token("Basic " + std::string(as_password), loopback), http_access::granted);
        EXPECT_EQ(with_token("BASIC " + std::string(as_password), loopback), http_access::granted);
    }
}

TEST(http_access, any_user_name_will_do)
{
    EXPECT_EQ(with_token("Basic OmEtdG9rZW4tb2YtMjQtY2hhcmFjdGVycw=="), http_access::granted) << "none";
    EXPECT_EQ(access_to_status({"", "Basic YTpiOmM="}, false, "b:c"), http_access::granted) << "the first colon counts";
}

TEST(http_access, everything_else_is_asked_for_the_token)
{
    for (const std::string& given :
         {std::string(), std::string("Bearer"), std::string("Bearer "), std::string("Bearer x"), std::string(token),
          "Bearer " + std::string(token) + "x", "Bearer " + std::string(token.substr(1)),
          "Digest " + std::string(token), "Bearer" + std::string(token), std::string("Basic "),
          std::string("Basic !!!"), std::string("Basic bmFtZTo="), "Basic " + std::string(token),
          std::string("Basic YS10b2tlbi1vZi0yNC1jaGFyYWN0ZXJz"), "Bearer A" + std::string(token.substr(1))}) {
        EXPECT_EQ(with_token(given), http_access::token_asked) << given;
        EXPECT_EQ(with_token(given, true), http_access::token_asked) << given;
    }
}

TEST(http_access, a_wildcard_is_no_loopback_address)
{
    for (const char* address : {"127.0.0.1:9850", "127.9.9.9:1", "[::1]:9850"})
        EXPECT_TRUE(is_loopback(address)) << address;
    for (const char* address : {"0.0.0.0:9850", "[::]:9850", "192.0.2.1:9850", "[2001:db8::1]:9850", "[fe80::1]:9850",
                                "unix:/run/x", "", "localhost:9850", "128.0.0.1:1"})
        EXPECT_FALSE(is_loopback(address)) << address;
}

} // namespace
} // namespace recoil

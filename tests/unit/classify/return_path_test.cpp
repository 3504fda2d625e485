#include "classify/return_path.hpp"

#include "classify/pattern.hpp"

#include <gtest/gtest.h>

namespace recoil::classify {
namespace {

const std::vector<std::string> shapes{
    R"(^bounces\+(?P<stream>\w+)\+(?P<recipient_local>.+)=(?P<recipient_domain>[^=@]+)@b\.example\.com$)",
    R"(^list-(?P<recipient>.+)@lists\.example\.com$)",
};

std::string found(std::string_view address, const std::vector<std::string>& patterns = shapes)
{
    for (const std::string& pattern : patterns)
        EXPECT_EQ(return_path_problem(pattern), std::nullopt) << pattern;
    const auto result = return_path_patterns(patterns).find(address);
    return result ? result->recipient + "|" + result->stream : "none";
}

TEST(return_path, names_the_recipient_and_the_stream)
{
    EXPECT_EQ(found("bounces+news+kim=example.net@b.example.com"), "kim@example.net|news");
    EXPECT_EQ(found("bounces+orders+kim+tag=example.net@b.example.com"), "kim+tag@example.net|orders");
    EXPECT_EQ(found("bounces+orders+a=b=example.net@b.example.com"), "a=b@example.net|orders");
    EXPECT_EQ(found("list-kim=example.net@lists.example.com"), "kim@example.net|");
    EXPECT_EQ(found("list-a=b=example.net@lists.example.com"), "a=b@example.net|");
}

TEST(return_path, does_not_depend_on_case)
{
    EXPECT_EQ(found("BOUNCES+News+Kim=Example.NET@B.example.com"), "Kim@example.net|News");
}

TEST(return_path, takes_utf8_as_it_stands)
{
    EXPECT_EQ(found("list-j\xC3\xB8rn=b\xC3\xBC"
                    "cher.example@lists.example.com"),
              "j\xC3\xB8rn@b\xC3\xBC"
              "cher.example|");
}

TEST(return_path, an_address_of_another_shape_tells_nothing)
{
    for (const std::string_view address :
         {"", "bounces@b.example.com", "bounces+news@b.example.com", "bounces+news+kim@b.example.com",
          "bounces+news+kim=example.net@b.example.com.evil.example", "kim=example.net@b.example.com"})
        EXPECT_EQ(found(address), "none") << address;
}

TEST(return_path, a_recipient_that_can_be_no_address_is_none)
{
    for (const std::string_view address :
         {"list-@lists.example.com", "list-kim@lists.example.com", "list-=example.net@lists.example.com",
          "list-kim=@lists.example.com", "list-kim=.net@lists.example.com", "list-kim=net.@lists.example.com",
          "list-a b=example.net@lists.example.com", "list-kim=exam ple.net@lists.example.com",
          "list-k\xFFm=example.net@lists.example.com", "list-kim=exampl\xC3.net@lists.example.com",
          "list-kim=<example.net@lists.example.com", "list-\"kim=[192.0.2.1]@lists.example.com"})
        EXPECT_EQ(found(address), "none") << address;
    EXPECT_EQ(found("list-" + std::string(65, 'k') + "=example.net@lists.example.com"), "none");
    EXPECT_EQ(found("list-kim=example.net" + std::string(600, 'x') + "@lists.example.com"), "none");
}

TEST(return_path, the_next_pattern_is_asked_where_the_first_finds_no_address)
{
    const std::vector<std::string> two{R"(^b-(?P<recipient>[^=]+)@)", R"(^b-(?P<recipient>.+)@)"};
    EXPECT_EQ(found("b-kim=example.net@example.com", two), "kim@example.net|");
}

TEST(return_path, an_at_sign_in_the_recipient_is_taken_as_it_is)
{
    EXPECT_EQ(found("b/kim@example.net/x", {R"(^b/(?P<recipient>[^/]+)/)"}), "kim@example.net|");
}

TEST(return_path, no_patterns_find_nothing)
{
    EXPECT_TRUE(return_path_patterns({}).empty());
    EXPECT_FALSE(return_path_patterns(shapes).empty());
    EXPECT_EQ(found("list-kim=example.net@lists.example.com", {}), "none");
}

struct mistake {
    std::string pattern;
    std::string told;
};

TEST(return_path, what_is_wrong_with_a_pattern_is_told)
{
    const mistake mistakes[] = {
        {"", "empty; a regular expression"},
        {"(", "RE2: missing ): ("},
        {"(?P<recipient>.+)(?=@)", "look-around (?="},
        {"(?P<recipient>.*)", "matches the empty text"},
        {"^bounces@", "tells no recipient: the group recipient, or recipient_local and recipient_domain"},
        {"^(?P<stream>\\w+)@", "tells no recipient"},
        {"^(?P<recipient_local>\\w+)@", "tells no recipient"},
        {"^(?P<recipient_domain>\\w+)@", "tells no recipient"},
        {"^(?P<recipient>\\w+)(?P<list>\\w+)@", "unknown group list; known: recipient, recipient_domain,"},
        {"^(?P<recipient>a)" + std::string("(b)(c)(d)(e)(f)(g)(h)(i)(j)"), "more than 9 groups"},
        {std::string(1001, 'a'), "longer than 1000 octets"},
    };
    for (const auto& [pattern, told] : mistakes) {
        const auto problem = return_path_problem(pattern);
        ASSERT_TRUE(problem.has_value()) << pattern;
        EXPECT_NE(problem->find(told), std::string::npos) << *problem;
    }
}

} // namespace
} // namespace recoil::classify

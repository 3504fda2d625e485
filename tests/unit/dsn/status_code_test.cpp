#include "dsn/status_code.hpp"

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <string_view>

namespace recoil::dsn {
namespace {

struct status_case {
    std::string_view text;
    std::optional<status_code> code;
};

constexpr std::array<status_case, 28> cases{{
    {"5.1.1", status_code{5, 1, 1}},
    {"5.7.606", status_code{5, 7, 606}},
    {"4.0.0", status_code{4, 0, 0}},
    {"2.1.5", status_code{2, 1, 5}},
    {"5.999.999", status_code{5, 999, 999}},
    {"5.01.001", status_code{5, 1, 1}},
    {"", std::nullopt},
    {"5", std::nullopt},
    {"5.", std::nullopt},
    {"5.1", std::nullopt},
    {"5.1.", std::nullopt},
    {"5..1", std::nullopt},
    {".1.1", std::nullopt},
    {"5.1.1.", std::nullopt},
    {"5.1.1.1", std::nullopt},
    {"5.1.1 ", std::nullopt},
    {" 5.1.1", std::nullopt},
    {"5.1.1x", std::nullopt},
    {"5.1.-1", std::nullopt},
    {"5.1.+1", std::nullopt},
    {"1.1.1", std::nullopt},
    {"3.1.1", std::nullopt},
    {"6.1.1", std::nullopt},
    {"55.1.1", std::nullopt},
    {"5.1000.1", std::nullopt},
    {"5.1.1000", std::nullopt},
    {"5,1,1", std::nullopt},
    {"5.1.99999999999999999999", std::nullopt},
}};

TEST(status_code, is_read_whole_or_not_at_all)
{
    for (const status_case& c : cases)
        EXPECT_EQ(parse_status(c.text), c.code) << c.text;
}

TEST(status_code, is_written_as_it_is_read)
{
    for (const std::string_view text : {"5.1.1", "4.7.650", "2.0.0", "5.999.999"})
        EXPECT_EQ(to_string(*parse_status(text)), text);
}

TEST(status_code, is_generic_only_where_subject_and_detail_are_zero)
{
    EXPECT_TRUE(parse_status("5.0.0")->generic());
    EXPECT_TRUE(parse_status("4.0.0")->generic());
    EXPECT_FALSE(parse_status("5.0.350")->generic());
    EXPECT_FALSE(parse_status("5.1.0")->generic());
}

TEST(status_code, is_ordered_by_its_parts)
{
    EXPECT_LT(*parse_status("4.7.999"), *parse_status("5.0.0"));
    EXPECT_LT(*parse_status("5.1.9"), *parse_status("5.1.10"));
    EXPECT_LT(*parse_status("5.1.10"), *parse_status("5.2.0"));
}

} // namespace
} // namespace recoil::dsn

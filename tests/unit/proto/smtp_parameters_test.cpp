#include "proto/smtp_parameters.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace recoil::proto {
namespace {

constexpr auto valid = parameter_result::valid;
constexpr auto malformed = parameter_result::malformed;
constexpr auto unknown = parameter_result::unknown;

struct row {
    std::string_view text;
    parameter_result result;
};

constexpr row mail_rows[] = {
    {"", valid},
    {" ", valid},
    {" SIZE=0", valid},
    {" size=12345 body=8bitmime", valid},
    {"\tSIZE=1 \t BODY=7BIT ", valid},
    {" BODY=BINARYMIME", valid},
    {" SMTPUTF8", valid},
    {" smtputf8 BODY=8BITMIME SIZE=1", valid},
    {" RET=FULL", valid},
    {" RET=hdrs ENVID=QQ314159", valid},
    {" ENVID=a+2Bb+3Dc", valid},
    {" ENVID=a+2bb", valid},
    {" AUTH=<>", valid},
    {" AUTH=e+3Dmc2@example.com", valid},
    {" SIZE=18446744073709551616", valid},

    {" SIZE", malformed},
    {" SIZE=", malformed},
    {" SIZE=x", malformed},
    {" SIZE=-1", malformed},
    {" SIZE=+1", malformed},
    {" SIZE=1.5", malformed},
    {" SIZE=0x10", malformed},
    {" SIZE=123456789012345678901", malformed},
    {" SIZE=1 SIZE=1", malformed},
    {" SIZE=1 size=2", malformed},
    {" BODY", malformed},
    {" BODY=", malformed},
    {" BODY=9BIT", malformed},
    {" SMTPUTF8=1", malformed},
    {" SMTPUTF8=", malformed},
    {" RET=ALL", malformed},
    {" RET", malformed},
    {" ENVID=", malformed},
    {" ENVID=a+2", malformed},
    {" ENVID=a+2G", malformed},
    {" ENVID=a=b", malformed},
    {" ENVID=\xC3\xB6", malformed},
    {" AUTH", malformed},
    {" =1", malformed},
    {" -X=1", malformed},
    {" X_Y=1", malformed},
    {" \xff=1", malformed},

    {" FOO", unknown},
    {" FOO=bar", unknown},
    {" NOTIFY=NEVER", unknown},
    {" SIZES=1", unknown},
    {" SIZ=1", unknown},
    {" SIZE=1 X-FOO=1", unknown},
    {" XFORWARD=1", unknown},
    {" MT-PRIORITY=3", unknown},
};

constexpr row rcpt_rows[] = {
    {"", valid},
    {" NOTIFY=NEVER", valid},
    {" NOTIFY=SUCCESS", valid},
    {" NOTIFY=success,FAILURE,Delay", valid},
    {" ORCPT=rfc822;bounces+2Buser+3Ddom@bounce.example.org", valid},
    {" ORCPT=utf-8;j\\x{F6}e@example.org", valid},
    {" ORCPT=x400;C+3DUS NOTIFY=FAILURE", valid},

    {" NOTIFY", malformed},
    {" NOTIFY=", malformed},
    {" NOTIFY=ALWAYS", malformed},
    {" NOTIFY=NEVER,SUCCESS", malformed},
    {" NOTIFY=SUCCESS,NEVER", malformed},
    {" NOTIFY=SUCCESS,", malformed},
    {" NOTIFY=,SUCCESS", malformed},
    {" NOTIFY=SUCCESS NOTIFY=DELAY", malformed},
    {" ORCPT=", malformed},
    {" ORCPT=rfc822", malformed},
    {" ORCPT=rfc822;", malformed},
    {" ORCPT=;a@b", malformed},
    {" ORCPT=rfc822;a+b", malformed},
    {" ORCPT=rfc822;a=b", malformed},
    {" ORCPT=rfc822;\x7f", malformed},

    {" SIZE=1", unknown},
    {" BODY=7BIT", unknown},
    {" SMTPUTF8", unknown},
    {" FOO=bar", unknown},
};

TEST(smtp_parameters, of_mail)
{
    for (const row& r : mail_rows) {
        mail_parameters parameters;
        EXPECT_EQ(parse_mail_parameters(r.text, parameters), r.result) << r.text;
    }
}

TEST(smtp_parameters, of_rcpt)
{
    for (const row& r : rcpt_rows) {
        EXPECT_EQ(check_rcpt_parameters(r.text, false), r.result) << r.text;
        EXPECT_EQ(check_rcpt_parameters(r.text, true), r.result) << r.text;
    }
}

TEST(smtp_parameters, values_of_mail)
{
    mail_parameters none;
    ASSERT_EQ(parse_mail_parameters("", none), valid);
    EXPECT_EQ(none.size, 0u);
    EXPECT_EQ(none.body, body_type::seven_bit);
    EXPECT_FALSE(none.smtputf8);

    mail_parameters all;
    ASSERT_EQ(parse_mail_parameters(" SIZE=2390 BODY=BINARYMIME SMTPUTF8 RET=HDRS ENVID=x", all), valid);
    EXPECT_EQ(all.size, 2390u);
    EXPECT_EQ(all.body, body_type::binary);
    EXPECT_TRUE(all.smtputf8);

    mail_parameters eight_bit;
    ASSERT_EQ(parse_mail_parameters(" BODY=8BITMIME", eight_bit), valid);
    EXPECT_EQ(eight_bit.body, body_type::eight_bit);

    mail_parameters huge;
    ASSERT_EQ(parse_mail_parameters(" SIZE=99999999999999999999", huge), valid);
    EXPECT_EQ(huge.size, std::numeric_limits<std::uint64_t>::max());
}

TEST(smtp_parameters, orcpt_may_be_utf8_where_the_sender_said_so)
{
    const std::string_view text = " ORCPT=utf-8;j\xC3\xB6@example.org";
    EXPECT_EQ(check_rcpt_parameters(text, true), valid);
    EXPECT_EQ(check_rcpt_parameters(text, false), malformed);
    EXPECT_EQ(check_rcpt_parameters(" ORCPT=utf-8;\xff@example.org", true), malformed);
}

TEST(smtp_parameters, octet_counts)
{
    EXPECT_EQ(parse_octet_count("0"), 0u);
    EXPECT_EQ(parse_octet_count("007"), 7u);
    EXPECT_EQ(parse_octet_count("18446744073709551615"), std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(parse_octet_count("18446744073709551617"), std::numeric_limits<std::uint64_t>::max());
    for (const std::string_view text : {"", "-1", "+1", "1 ", " 1", "1x", "0x1"})
        EXPECT_EQ(parse_octet_count(text), std::nullopt) << text;
}

} // namespace
} // namespace recoil::proto

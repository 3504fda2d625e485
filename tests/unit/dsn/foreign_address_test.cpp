#include "dsn/foreign_address.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

namespace recoil::dsn {
namespace {

struct address_case {
    std::string_view foreign, mailbox;
};

TEST(foreign_address, finds_the_attribute_of_an_x400_address)
{
    constexpr auto cases = std::to_array<address_case>({
        {"/RFC-822=ann(a)example.com/ADMD= /C=WW/", "ann@example.com"},
        {"/C=DE/A= /P=ORG/DD.RFC-822=ann(u)b(a)example.com/", "ann_b@example.com"},
        {"C=US;a= ;p=Org;dda:SMTP=ann(a)example.com;", "ann@example.com"},
        {"c=us;dda:rfc822=a(p)b.example(A)example.com", "a%b.example@example.com"},
        {"/RFC-822=(q)a b(q)(a)example.com/", "\"a b\"@example.com"},
        {"/RFC-822=ann(l)x(r)(a)example.com/", "ann(x)@example.com"},
    });
    for (const address_case& c : cases)
        EXPECT_EQ(mailbox_in_foreign(c.foreign), c.mailbox) << c.foreign;
}

TEST(foreign_address, takes_an_encapsulated_one_apart)
{
    constexpr auto cases = std::to_array<address_case>({
        {"IMCEASMTP-ann+2Eb+40example+2Ecom@gateway.example", "ann.b@example.com"},
        {"imceainvalid-ann+40example+2Ecom@gateway.example", "ann@example.com"},
        {"IMCEASMTP-ann+40example.com@gateway.example", "ann@example.com"},
        {"IMCEARFC822-a_b+40example+2Ecom@gateway.example", "a/b@example.com"},
        {"IMCEASMTP-ann+40example+2Ecom", "ann@example.com"},
    });
    for (const address_case& c : cases)
        EXPECT_EQ(mailbox_in_foreign(c.foreign), c.mailbox) << c.foreign;
}

TEST(foreign_address, finds_none_where_there_is_none)
{
    for (const std::string_view address :
         {"", "ann@example.com", "/C=US/A= /P=Org/S=Smith/", "rfc-822=ann(a)example.com", "/RFC-822=ann/", "/RFC-822=/",
          "IMCEAEX-_O=ORG_OU=SITE_CN=RECIPIENTS_CN=ANN@example.com", "IMCEASMTP-", "IMCEASMTP-@x", "IMCEASMTP-ann+4@x",
          "IMCEASMTP-ann+0A+40x@x", "XRFC-822=ann(a)example.com"})
        EXPECT_EQ(mailbox_in_foreign(address), "") << address;
}

} // namespace
} // namespace recoil::dsn

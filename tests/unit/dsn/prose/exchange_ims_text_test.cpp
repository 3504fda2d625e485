#include "dsn/prose/statement.hpp"

#include "dsn/notice_text.hpp"
#include "support/told.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace recoil::dsn {
namespace {

std::string told_in(std::string_view text)
{
    return test::told(read_exchange_ims_text(split_lines(text)));
}

struct notice {
    const char* description;
    const char* text;
    const char* told;
};

TEST(exchange_ims_text, reads_each_generation)
{
    constexpr notice cases[] = {
        {"5.5",
         "did not reach the following recipient(s):\n\nkim@example.com on Fri, 16 Jan 2026 17:12:28 -0400\n"
         "    The recipient name is not recognized\n\tThe MTS-ID of the original message is: c=us;a= ;p=e;l=EX1-26\n"
         "    MSEXCH:IMS:EXAMPLE:SITE:EX1 0 (000C05A6) Unknown Recipient\n",
         "kim@example.com=The recipient name is not recognized (000C05A6) Unknown Recipient"},
        {"wrapped, X.400",
         "did not reach the following recipient(s):\n\nc=US;a= ;p=E;o=S;dda:SMTP=kim@example.com; on Fri, 16 Jan 2026\n"
         "17:12:28 -0400\n    The recipient name is not recognized\n\tThe MTS-ID of the original message is: c=us;a=\n"
         ";p=e;l=EX1-26\n    MSEXCH:IMS:EXAMPLE:SITE:EX1 0 (00120270) Too Many\nHops\n",
         "kim@example.com=The recipient name is not recognized (00120270) Too Many Hops"},
        {"the remote host decides",
         "did not reach the following recipient(s):\n\n'kim@example.com' on Fri, 16 Jan 2026 17:12:28 -0400\n"
         "    Unable to deliver\n    MSEXCH:IMS:EXAMPLE:SITE:EX1 3550 (000B09B6) 552 5.2.2 mailbox full\n",
         "kim@example.com=552 5.2.2 mailbox full"},
        {"a component without a code",
         "The following recipient(s) could not be reached:\n\n      kim@example.com on 4/29/01 11:34:45 PM\n"
         "            Recipient Not Found\n            MSEXCH:IMC:EXAMPLE:SITE:EX1\n",
         "kim@example.com=Recipient Not Found"},
        {"Outlook, a reply inside",
         "The following recipient(s) cannot be reached:\n\n      kim@example.com on 1/16/2026 5:12 PM\n"
         "            A problem.\n            <ex1.example.org #5.5.0 smtp;550 <kim@example.com>... User unknown>\n",
         "kim@example.com=550 <kim@example.com>... User unknown"},
        {"Outlook, only a status",
         "The following recipient(s) cannot be reached:\n\n      kim@example.com on 1/16/2026 5:12 PM\n"
         "            No such account.\n            <ex1.example.org #5.1.1>\n",
         "kim@example.com=No such account. <ex1.example.org #5.1.1>"},
        {"two, one of them only a name",
         "did not reach the following recipient(s):\n\nKim Akers on Fri, 16 Jan 2026 17:12:28 -0400\n    Unknown "
         "name\n\n"
         "lee@example.com on Fri, 16 Jan 2026 17:12:29 -0400\n    Too large\n",
         "lee@example.com=Too large"},
        {"the date alone",
         "The following recipient(s) cannot be reached:\n\n      kim@example.com : 2026/01/16 17:12\n"
         "            <ex1.example.org #5.1.1 smtp;550 5.1.1 gone>\n",
         "kim@example.com=550 5.1.1 gone"},
        {"no language is known",
         "Kohde:\n\n      kim@example.com pvm 16.01.2026 17:12\n            Virhe.\n"
         "            <ex1.example.org #5.1.1 smtp;550 5.1.1 gone>\n",
         "kim@example.com=550 5.1.1 gone"},
    };
    for (const notice& c : cases)
        EXPECT_EQ(told_in(c.text), c.told) << c.description;
}

TEST(exchange_ims_text, the_status_of_a_wrapping_is_found)
{
    const std::vector<statement> found = read_exchange_ims_text(
        split_lines("The following recipient(s) cannot be reached:\n\n      kim@example.com on 1/16/2026 5:12 PM\n"
                    "            No such account.\n            <ex1.example.org #5.1.1>\n"));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].answer.status, (status_code{5, 1, 1}));
}

TEST(exchange_ims_text, another_text_says_nothing)
{
    constexpr notice cases[] = {
        {"empty", "", ""},
        {"a date alone proves nothing", "kim@example.com on Fri, 16 Jan 2026 17:12\nwrote that all is well.\n", ""},
        {"an address without a heading", "kim@example.com\nUnknown Recipient\n", ""},
        {"the fields of the message", "Your message\n\n  To:      kim@example.com\n  Subject: Hello\n", ""},
        {"a heading without anybody", "did not reach the following recipient(s):\n\nsomebody\n", ""},
        {"quoted", "> kim@example.com on 1/16/2026 5:12 PM\n> <ex1.example.org #5.1.1>\n", ""},
    };
    for (const notice& c : cases)
        EXPECT_EQ(told_in(c.text), c.told) << c.description;
}

TEST(exchange_ims_text, an_address_below_the_list_is_no_recipient)
{
    EXPECT_EQ(
        told_in("did not reach the following recipient(s):\n\nkim@example.com on Fri, 16 Jan 2026 17:12:28 -0400\n"
                "    Too large\n\nlee@example.com\n"),
        "kim@example.com=Too large");
}

TEST(exchange_ims_text, advice_is_bounded)
{
    std::string text = "did not reach the following recipient(s):\n\nkim@example.com on Fri, 16 Jan 2026 17:12:28\n";
    for (int i = 0; i < 10'000; ++i)
        text += "advice\n";
    EXPECT_LT(told_in(text).size(), 5000u);
}

} // namespace
} // namespace recoil::dsn

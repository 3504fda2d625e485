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
    return test::told(read_iis_text(split_lines(text)));
}

struct notice {
    const char* description;
    const char* text;
    const char* told;
};

TEST(iis_text, lists_addresses_without_reasons)
{
    constexpr notice cases[] = {
        {"one", "Delivery to the following recipients failed.\n\n       kim@example.com\n\n\n", "kim@example.com="},
        {"two, and a scanner's words",
         "Delivery to the following recipients failed.\n\n       kim@example.com\n       lee@example.com\n\n\n"
         "Scanned. 550 5.7.1 is spam.\n\n  sam@example.com\n",
         "kim@example.com=;lee@example.com="},
        {"a delay", "Delivery to the following recipients has been delayed.\n\n  kim@example.com\n",
         "kim@example.com="},
        {"a reason in the sentence",
         "Unable to deliver message to the following recipients, due to being unable to connect successfully to the "
         "destination mail server.\n\n  kim@example.com\n",
         "kim@example.com=due to being unable to connect successfully to the destination mail server."},
        {"German", "Übermittlung an folgende Empfänger fehlgeschlagen.\n\n  kim@example.com\n", "kim@example.com="},
        {"French", "Échec de la remise aux destinataires suivants.\n\n  kim@example.com\n", "kim@example.com="},
        {"another system that begins alike",
         "Delivery to the following recipients failed permanently:\n\n  kim@example.com\n", ""},
        {"nobody", "Delivery to the following recipients failed.\n\nSee below.\n", ""},
        {"no sentence", "  kim@example.com\n", ""},
        {"empty", "", ""},
    };
    for (const notice& c : cases)
        EXPECT_EQ(told_in(c.text), c.told) << c.description;
}

} // namespace
} // namespace recoil::dsn

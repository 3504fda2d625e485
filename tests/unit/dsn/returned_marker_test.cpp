#include "dsn/returned_marker.hpp"

#include <gtest/gtest.h>

namespace recoil::dsn {
namespace {

TEST(returned_marker, knows_the_announcements_in_any_decoration)
{
    for (const char* line : {
             "--- Below this line is a copy of the message.",
             "------ This is a copy of the message, including all the headers. ------",
             "   ----- Original message -----",
             "|------------------------- Message text follows: ------------------------|",
             "Original message headers:",
             "The first 50 lines of your original message follow:",
             "En-t\xC3\xAAtes de message d'origine\xC2\xA0:",
             "--- Mensaje original adjunto.",
             "--- Below this line is the original bounce.",
         })
        EXPECT_TRUE(announces_returned_message(line)) << line;
}

TEST(returned_marker, the_notice_s_own_words_are_none)
{
    for (const char* line : {
             "delete your own text from the attached returned message.",
             "Original Message Details",
             "The first attempt failed.",
             "   ----- Transcript of session follows -----",
             "   ----- The following addresses had permanent fatal errors -----",
             "I'm sorry to have to inform you that the message returned below could not be delivered",
             "",
             "----------",
         })
        EXPECT_FALSE(announces_returned_message(line)) << line;
}

TEST(returned_marker, trace_fields_stand_at_the_beginning)
{
    EXPECT_TRUE(is_trace_field("Received: from a by b"));
    EXPECT_TRUE(is_trace_field("Received:from mail.example.com"));
    EXPECT_FALSE(is_trace_field(" Received: from a by b"));
    EXPECT_FALSE(is_trace_field("Received >>> 550 no"));
    EXPECT_TRUE(is_common_field("X-Mailer: none"));
    EXPECT_FALSE(is_common_field("To whom it may concern: hello"));
    EXPECT_FALSE(is_common_field("Reporting-MTA: dns; mx.example.com"));
}

} // namespace
} // namespace recoil::dsn

#include "mime/content_type.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::mime {
namespace {

std::string parameter(std::string_view value, std::string_view name)
{
    return std::string(parse_content_type(value).value.parameter(name));
}

TEST(ContentType, ReadsTypeAndSubtypeInLowerCase)
{
    const auto r = parse_content_type("Multipart/REPORT");
    EXPECT_TRUE(r.well_formed);
    EXPECT_TRUE(r.value.is("multipart", "report"));
    EXPECT_TRUE(r.value.is_multipart());
    EXPECT_TRUE(r.value.parameters.empty());
    EXPECT_EQ(r.value.parameter("boundary"), "");
}

TEST(ContentType, SkipsBlanksAndComments)
{
    const auto r = parse_content_type(
        " (a (nested\\)) comment) message / (here) delivery-status (there) ; charset = (x) utf-8 (y)");
    EXPECT_TRUE(r.well_formed);
    EXPECT_TRUE(r.value.is("message", "delivery-status"));
    EXPECT_EQ(r.value.parameter("charset"), "utf-8");
}

TEST(ContentType, FallsBackToTextPlainButReadsParameters)
{
    for (const char* value :
         {"", "text", "text/", "/plain", ";", "te\xc3\xbct/plain", "\"text/html\"", "text html", "text;html"}) {
        const auto r = parse_content_type(value);
        EXPECT_FALSE(r.well_formed) << value;
        EXPECT_TRUE(r.value.is("text", "plain")) << value;
    }
    const auto r = parse_content_type("text; charset=iso-8859-1");
    EXPECT_FALSE(r.well_formed);
    EXPECT_EQ(r.value.parameter("charset"), "iso-8859-1");
}

TEST(ContentType, ReadsParametersThatFollowASubtypeInAnyWay)
{
    EXPECT_EQ(parameter("text/plain; charset=\"utf-8\"", "charset"), "utf-8");
    EXPECT_EQ(parameter("text/plain charset=utf-8", "charset"), "utf-8");
    EXPECT_EQ(parameter("text/plain;;charset=utf-8;", "charset"), "utf-8");
    EXPECT_EQ(parameter("multipart/report/x; boundary=b", "boundary"), "b");
    EXPECT_TRUE(parse_content_type("multipart/report/x; boundary=b").value.is("multipart", "report"));
}

} // namespace
} // namespace recoil::mime

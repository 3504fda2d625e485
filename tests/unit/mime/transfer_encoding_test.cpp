#include "mime/transfer_encoding.hpp"

#include <gtest/gtest.h>

namespace recoil::mime {
namespace {

TEST(TransferEncoding, ReadsTheNamesOfRfc2045)
{
    EXPECT_EQ(parse_encoding("7bit"), transfer_encoding::identity);
    EXPECT_EQ(parse_encoding("8BIT"), transfer_encoding::identity);
    EXPECT_EQ(parse_encoding("Binary"), transfer_encoding::identity);
    EXPECT_EQ(parse_encoding("BASE64"), transfer_encoding::base64);
    EXPECT_EQ(parse_encoding("Quoted-Printable"), transfer_encoding::quoted_printable);
}

TEST(TransferEncoding, DropsWhatStandsBehindTheName)
{
    EXPECT_EQ(parse_encoding("base64 (of a picture)"), transfer_encoding::base64);
    EXPECT_EQ(parse_encoding("base64; charset=x"), transfer_encoding::base64);
    EXPECT_EQ(parse_encoding("quoted-printable(x)"), transfer_encoding::quoted_printable);
}

TEST(TransferEncoding, KnowsNoOther)
{
    for (const char* name : {"", "uuencode", "x-base64", "base-64", "base64x", "7 bit"})
        EXPECT_FALSE(parse_encoding(name)) << name;
}

} // namespace
} // namespace recoil::mime

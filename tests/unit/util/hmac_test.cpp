#include "util/hmac.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil {
namespace {

TEST(hmac, sha256_of_rfc_4231)
{
    EXPECT_EQ(hmac_sha256(std::string(20, '\x0b'), "Hi There"),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(hmac_sha256("Jefe", "what do ya want for nothing?"),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First"),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(hmac, sha1_of_rfc_2202)
{
    EXPECT_EQ(hmac_sha1(std::string(20, '\x0b'), "Hi There"), "b617318655057264e28bc0b6fb378c8ef146be00");
    EXPECT_EQ(hmac_sha1("Jefe", "what do ya want for nothing?"), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
}

TEST(hmac, nothing_is_authenticated_as_well)
{
    EXPECT_EQ(hmac_sha256("key", "").size(), 64U);
    EXPECT_NE(hmac_sha256("key", ""), hmac_sha256("kez", ""));
    EXPECT_NE(hmac_sha256("key", std::string("\0", 1)), hmac_sha256("key", ""));
}

TEST(hmac, secrets_are_equal_octet_by_octet)
{
    EXPECT_TRUE(equal_secrets("", ""));
    EXPECT_TRUE(equal_secrets("abc", "abc"));
    EXPECT_FALSE(equal_secrets("abc", "abd"));
    EXPECT_FALSE(equal_secrets("abc", "ABC"));
    EXPECT_FALSE(equal_secrets("abc", "abcd"));
    EXPECT_FALSE(equal_secrets("abc", ""));
}

} // namespace
} // namespace recoil

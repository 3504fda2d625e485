#include "mime/open_parts.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::mime {
namespace {

struct OpenParts : testing::Test {
    void open(std::string_view type)
    {
        parts.begin();
        if (!type.empty())
            parts.take_field({"Content-Type", type});
        entered = parts.enter();
    }

    defect_set defects;
    open_parts parts{3, defects};
    bool entered = false;
};

TEST_F(OpenParts, HaveADefaultType)
{
    EXPECT_EQ(parts.depth(), -1);
    open("");
    EXPECT_EQ(parts.depth(), 0);
    EXPECT_FALSE(entered);
    EXPECT_TRUE(parts.innermost().type.is("text", "plain"));
    EXPECT_FALSE(parts.innermost().type_given);
    EXPECT_FALSE(parts.has_boundary());
}

TEST_F(OpenParts, TakeTheFirstFieldOfAName)
{
    parts.begin();
    parts.take_field({"content-type", "message/delivery-status"});
    parts.take_field({"Content-Type", "text/html"});
    parts.take_field({"Content-Transfer-Encoding", "base64"});
    parts.take_field({"Content-Transfer-Encoding", "7bit"});
    EXPECT_TRUE(parts.innermost().type.is("message", "delivery-status"));
    EXPECT_EQ(parts.innermost().encoding, transfer_encoding::base64);
    EXPECT_TRUE(defects.empty());
    parts.begin();
    parts.take_field({"Content-Transfer-Encoding", "rot13"});
    EXPECT_EQ(parts.innermost().encoding, transfer_encoding::identity);
    EXPECT_TRUE(defects.has(defect::encoding_unknown));
}

TEST_F(OpenParts, AreEnteredWhereTheyAreMultiparts)
{
    parts.begin();
    parts.take_field({"Content-Type", "multipart/report; boundary=\"a b  \""});
    parts.take_field({"Content-Transfer-Encoding", "base64"});
    EXPECT_TRUE(parts.enter());
    EXPECT_EQ(parts.innermost().encoding, transfer_encoding::identity);
    ASSERT_TRUE(parts.find("--a b"));
    EXPECT_EQ(parts.find("--a b--")->depth, 0);
    open("multipart/mixed; boundary=c");
    EXPECT_TRUE(entered);
    EXPECT_EQ(parts.find("--c")->depth, 1);
    parts.close();
    EXPECT_FALSE(parts.find("--c"));
    EXPECT_TRUE(defects.has(defect::boundary_unclosed));
    EXPECT_EQ(parts.depth(), 0);
}

TEST_F(OpenParts, AreLeavesBeyondTheDepth)
{
    for (const char* type : {"multipart/a; boundary=a", "multipart/b; boundary=b", "multipart/c; boundary=c"})
        open(type);
    EXPECT_TRUE(entered);
    open("multipart/d; boundary=d");
    EXPECT_FALSE(entered);
    EXPECT_TRUE(defects.has(defect::mime_depth));
    EXPECT_FALSE(parts.find("--d"));
}

TEST_F(OpenParts, AdoptABoundaryWhereNoneIsUsable)
{
    open("multipart/mixed");
    EXPECT_TRUE(entered);
    EXPECT_TRUE(defects.has(defect::boundary_missing));
    EXPECT_FALSE(parts.find("--x"));
    parts.adopt("x");
    EXPECT_EQ(parts.find("--x")->depth, 0);
    parts.close_boundary();
    EXPECT_FALSE(parts.has_boundary());
    parts.close();
    EXPECT_FALSE(defects.has(defect::boundary_unclosed));
}

TEST_F(OpenParts, AreNotUnclosedWhereNothingCouldCloseThem)
{
    open("multipart/mixed; boundary=\"\"");
    parts.close();
    EXPECT_FALSE(defects.has(defect::boundary_unclosed));
}

TEST_F(OpenParts, MayResumeAHeaderOnceAndOnlyWithoutAType)
{
    parts.begin();
    EXPECT_TRUE(parts.may_resume());
    parts.resume();
    EXPECT_FALSE(parts.may_resume());
    parts.take_field({"Content-Type", "multipart/digest; boundary=d"});
    EXPECT_TRUE(parts.enter()) << "a message";
    parts.begin();
    EXPECT_FALSE(parts.may_resume()) << "a part of a digest is a message";
    parts.close();
    open("multipart/mixed; boundary=m");
    parts.begin();
    EXPECT_TRUE(parts.may_resume());
    parts.resume();
    parts.take_field({"Content-Type", "multipart/report; boundary=r"});
    EXPECT_FALSE(parts.enter()) << "a part may be the returned message";
    EXPECT_FALSE(parts.find("--r"));
    parts.begin();
    parts.take_field({"Content-Type", "text/plain"});
    EXPECT_FALSE(parts.may_resume());
}

} // namespace
} // namespace recoil::mime

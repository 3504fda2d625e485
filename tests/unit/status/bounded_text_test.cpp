#include "status/bounded_text.hpp"

#include "util/utf8.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::status {
namespace {

std::string wide(std::size_t characters)
{
    std::string text;
    while (characters-- > 0)
        text += "\xE2\x82\xAC";
    return text;
}

TEST(bounded_text, is_cut_between_characters)
{
    EXPECT_EQ(kept(std::string(3'000, 'x')).size(), kept_bytes);
    EXPECT_EQ(kept(wide(1'000)).size(), 2'046u);
    EXPECT_EQ(shown(wide(1'000)).size(), 510u + 3);
    EXPECT_TRUE(utf8::valid(shown(wide(1'000))));
    EXPECT_TRUE(shown(wide(1'000)).ends_with("...")) << "it is said";
    EXPECT_EQ(shown(std::string(512, 'x')), std::string(512, 'x'));
    EXPECT_EQ(shown(""), "");
}

TEST(bounded_text, a_word_that_may_have_been_cut_is_none)
{
    const std::string most(2'030, 'x');
    EXPECT_EQ(whole_words("a b"), "a b");
    EXPECT_EQ(whole_words(most + " john.doe"), most + " john.doe") << "it is whole";
    EXPECT_EQ(whole_words(most + " john.doe@contoso"), most + " ") << "an octet short of a wide character";
    EXPECT_EQ(whole_words(std::string(2'048, 'x')), "");
}

} // namespace
} // namespace recoil::status

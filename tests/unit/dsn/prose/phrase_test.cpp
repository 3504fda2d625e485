#include "dsn/prose/phrase.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace recoil::dsn {
namespace {

std::string roles(std::string_view line)
{
    std::string text;
    for (const found_phrase& found : find_phrases(line))
        text += std::to_string(static_cast<int>(found.what->role)) + "@" + std::to_string(found.begin) + " ";
    return text;
}

bool finds(std::string_view line, const phrase& wanted)
{
    for (const found_phrase& found : find_phrases(line)) {
        if (found.what->role == wanted.role && found.what->words == wanted.words)
            return true;
    }
    return false;
}

TEST(phrase, every_row_is_found_in_its_own_words)
{
    for (const phrase& row : all_phrases()) {
        EXPECT_TRUE(finds(row.words, row)) << row.words;
        EXPECT_TRUE(finds("* " + std::string(row.words) + " ", row)) << row.words;
        EXPECT_FALSE(row.system.empty()) << row.words;
    }
}

TEST(phrase, rows_are_written_as_they_are_compared)
{
    std::set<std::pair<phrase_role, std::string_view>> seen;
    for (const phrase& row : all_phrases()) {
        EXPECT_TRUE(seen.emplace(row.role, row.words).second) << "twice: " << row.words;
        EXPECT_EQ(row.words.find("  "), std::string_view::npos) << row.words;
        for (const char c : row.words)
            EXPECT_FALSE(c >= 'A' && c <= 'Z') << row.words;
    }
}

TEST(phrase, white_space_and_case_are_as_they_come)
{
    EXPECT_EQ(find_phrases("Delivery  to the\tfollowing recipients FAILED.").size(),
              find_phrases("delivery to the following recipients failed.").size());
    EXPECT_FALSE(find_phrases("delivery to the following recipients failed.").empty());
}

TEST(phrase, one_that_was_wrapped_is_taken_as_one_line)
{
    const std::vector<std::string_view> lines{"I am sorry to say that delivery to the following",
                                              "  recipients failed: kim@example.com", "", "to the",
                                              "following recipients failed"};
    std::string buffer;
    std::size_t at = 0;
    EXPECT_EQ(take_phrase_line(lines, at, buffer),
              "I am sorry to say that delivery to the following recipients failed: kim@example.com");
    EXPECT_EQ(at, 2u);
    for (const std::size_t next : {2u, 3u, 4u}) {
        EXPECT_EQ(take_phrase_line(lines, at, buffer), lines[next]);
        EXPECT_EQ(at, next + 1);
    }
}

TEST(phrase, a_part_of_a_word_is_none)
{
    EXPECT_EQ(roles("the unbecause: of it"), "");
    EXPECT_EQ(roles("an ordinary line about nothing"), "");
    EXPECT_EQ(roles(""), "");
}

} // namespace
} // namespace recoil::dsn

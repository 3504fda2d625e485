#include "dsn/prose/phrases/microsoft.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace recoil::dsn {
namespace {

bool finds(const std::string& line, const phrase& wanted)
{
    return std::ranges::any_of(find_phrases(line), [&](const found_phrase& found) {
        return found.what->role == wanted.role && found.what->words == wanted.words;
    });
}

TEST(microsoft_phrases, each_row_is_found)
{
    for (const phrase& row : phrases::microsoft) {
        const std::string words(row.words);
        EXPECT_TRUE(finds(words, row)) << words;
        EXPECT_TRUE(finds("  " + words + " x", row)) << words;
        EXPECT_TRUE(finds(words + "\xC2\xA0: x", row)) << words;
    }
}

TEST(microsoft_phrases, rows_are_in_lower_case_and_no_row_stands_twice)
{
    for (auto row = phrases::microsoft.begin(); row != phrases::microsoft.end(); ++row) {
        const std::string_view words = row->words;
        EXPECT_TRUE(std::ranges::none_of(words, [](char c) { return c >= 'A' && c <= 'Z'; })) << words;
        EXPECT_EQ(words.find("  "), std::string_view::npos) << words;
        const bool again = std::any_of(row + 1, phrases::microsoft.end(), [&](const phrase& other) {
            return other.role == row->role && other.words == words;
        });
        EXPECT_FALSE(again) << words;
    }
}

TEST(microsoft_phrases, a_list_is_proof)
{
    for (const phrase& row : phrases::microsoft) {
        if (row.role != phrase_role::recipients_follow || row.words.find("delayed") != std::string_view::npos)
            continue;
        const bool proof = std::ranges::any_of(phrases::microsoft, [&](const phrase& other) {
            return other.role == phrase_role::proof && other.words == row.words;
        });
        EXPECT_TRUE(proof) << row.words;
    }
}

} // namespace
} // namespace recoil::dsn

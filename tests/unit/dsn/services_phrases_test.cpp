#include "dsn/phrases/services.hpp"
#include "dsn/statement.hpp"
#include "support/lines.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace recoil::dsn {
namespace {

TEST(services_phrases, each_row_is_found)
{
    for (const phrase& row : phrases::services) {
        const std::string line = "  " + std::string(row.words) + " x";
        const auto found = find_phrases(line);
        EXPECT_TRUE(std::ranges::any_of(found, [&](const found_phrase& f) {
            return f.what->role == row.role && f.what->words == row.words;
        })) << line;
    }
}

TEST(services_phrases, rows_stand_once_and_in_lower_case)
{
    for (auto row = phrases::services.begin(); row != phrases::services.end(); ++row) {
        const std::string_view words = row->words;
        EXPECT_EQ(words.find("  "), std::string_view::npos) << words;
        EXPECT_TRUE(std::ranges::none_of(words, [](char c) { return c >= 'A' && c <= 'Z'; })) << words;
        EXPECT_FALSE(std::any_of(row + 1, phrases::services.end(), [&](const phrase& other) {
            return other.role == row->role && other.words == words;
        })) << words;
    }
}

struct sample {
    std::string_view text;
    std::string_view answer;
};
constexpr sample samples[] = {
    {"Unable to deliver message to the following address(es).\n\n<kim@example.org>:\nThis account is over quota.\n",
     "This account is over quota."},
    {"\xE9\x82\xAE\xE4\xBB\xB6\xE6\x97\xA0\xE6\xB3\x95\xE5\x8F\x91\xE9\x80\x81\xE5\x88\xB0\xE6\x82\xA8\xE6\x8C\x87\xE5"
     "\xAE\x9A\xE7\x9A\x84\xE5\x9C\xB0\xE5\x9D\x80\xE4\xB8\xAD\xE3\x80\x82\n\n<kim@example.org>:\n550 no such user\n",
     "550 no such user"},
    {"\xE6\x94\xB6\xE4\xBB\xB6\xE4\xBA\xBA\xEF\xBC\x9Akim@example."
     "org\n\n\xE9\x80\x80\xE4\xBF\xA1\xE5\x8E\x9F\xE5\x9B\xA0\xEF\xBC\x9A\n550 5.1.1 no such user\n",
     "550 5.1.1 no such user"},
    {"\xE6\xAC\xA1\xE3\x81\xAE\xE3\x81\x82\xE3\x81\xA6\xE5\x85\x88\xE3\x81\xB8\xE3\x81\xAE\xE3\x83\xA1\xE3\x83\x83\xE3"
     "\x82\xBB\xE3\x83\xBC\xE3\x82\xB8\xE3\x81\xAF\xE3\x82\xA8\xE3\x83\xA9\xE3\x83\xBC\xE3\x81\xAE\xE3\x81\x9F\xE3\x82"
     "\x81\xE9\x80\x81\xE4\xBF\xA1\xE3\x81\xA7\xE3\x81\x8D\xE3\x81\xBE\xE3\x81\x9B\xE3\x82\x93\xE3\x81\xA7\xE3\x81\x97"
     "\xE3\x81\x9F\xE3\x80\x82\n\nkim@example.org\n550 Unknown user\n",
     "550 Unknown user"},
    {"\xD0\x9A \xD1\x81\xD0\xBE\xD0\xB6\xD0\xB0\xD0\xBB\xD0\xB5\xD0\xBD\xD0\xB8\xD1\x8E, "
     "\xD0\xBD\xD0\xB5\xD0\xB2\xD0\xBE\xD0\xB7\xD0\xBC\xD0\xBE\xD0\xB6\xD0\xBD\xD0\xBE "
     "\xD0\xB4\xD0\xBE\xD1\x81\xD1\x82\xD0\xB0\xD0\xB2\xD0\xB8\xD1\x82\xD1\x8C "
     "\xD1\x81\xD0\xBE\xD0\xBE\xD0\xB1\xD1\x89\xD0\xB5\xD0\xBD\xD0\xB8\xD0\xB5 \xD0\xBF\xD0\xBE "
     "\xD1\x81\xD0\xBB\xD0\xB5\xD0\xB4\xD1\x83\xD1\x8E\xD1\x89\xD0\xB5\xD0\xBC\xD1\x83 "
     "\xD0\xB0\xD0\xB4\xD1\x80\xD0\xB5\xD1\x81\xD1\x83:\n\n<kim@example.org>:\nOver quota.\n",
     "Over quota."},
    {"\xEB\xB0\x9B\xEB\x8A\x94 \xEC\x82\xAC\xEB\x9E\x8C: kim@example.org\n\xEC\x82\xAC\xEC\x9C\xA0: 550 5.1.1 no such "
     "user\n",
     "550 5.1.1 no such user"},
};

TEST(services_phrases, each_kind_of_notice_is_read)
{
    for (const sample& s : samples) {
        const auto lines = test::lines_of(s.text);
        const auto found = read_listed_text(lines);
        ASSERT_EQ(found.size(), 1u) << s.text;
        EXPECT_EQ(found[0].recipient, "kim@example.org");
        EXPECT_EQ(found[0].answer.text, s.answer) << s.text;
    }
}

} // namespace
} // namespace recoil::dsn

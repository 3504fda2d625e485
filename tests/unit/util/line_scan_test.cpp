#include "util/line_scan.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <set>
#include <string>

namespace recoil {
namespace {

constexpr std::size_t npos = std::string_view::npos;

std::size_t naive(std::string_view text, char next, std::size_t from)
{
    for (std::size_t i = from; i < text.size() && i + 1 < text.size(); ++i) {
        if (text[i] == '\n' && text[i + 1] == next)
            return i;
    }
    return npos;
}

void expect_all_agree(std::string_view text, char next, std::size_t from)
{
    const std::size_t expected = naive(text, next, from);
    for (const line_scan::implementation& i : line_scan::all())
        ASSERT_EQ(i.find(text, next, from), expected) << i.name << ": " << text.size() << " octets from " << from;
    ASSERT_EQ(find_line_start(text, next, from), expected);
}

TEST(line_scan, what_is_found)
{
    EXPECT_EQ(find_line_start("a\r\n.b", '.'), 2U);
    EXPECT_EQ(find_line_start(".a", '.'), npos) << "the caller knows whether a text begins with a line";
    EXPECT_EQ(find_line_start("a\n", '.'), npos) << "a newline at the end is the caller's to keep";
    EXPECT_EQ(find_line_start("a\n-\n.", '.'), 3U);
    EXPECT_EQ(find_line_start("\n.\n.", '.', 1), 2U);
    EXPECT_EQ(find_line_start("\n\n.", '.'), 1U);
    EXPECT_EQ(find_line_start("\n\n", '\n'), 0U);
    EXPECT_EQ(find_line_start("", '.'), npos);
    EXPECT_EQ(find_line_start("\n.", '.', 2), npos);
    EXPECT_EQ(find_line_start("\n.", '.', npos), npos);
}

TEST(line_scan, implementations_have_names_and_the_best_is_one_of_them)
{
    std::set<std::string_view> names;
    for (const line_scan::implementation& i : line_scan::all())
        EXPECT_TRUE(names.insert(i.name).second) << i.name;
    EXPECT_TRUE(names.contains("portable"));
    EXPECT_TRUE(names.contains(line_scan::best().name));
#if defined(__x86_64__)
    EXPECT_TRUE(names.contains("sse2"));
    EXPECT_EQ(names.contains("avx2"), __builtin_cpu_supports("avx2") != 0);
#endif
}

// One match at every place of a text of every length, and a near miss before it.
TEST(line_scan, every_length_and_position)
{
    for (std::size_t length = 0; length <= 100; ++length) {
        std::string text(length, 'x');
        expect_all_agree(text, '.', 0);
        for (std::size_t at = 0; at < length; ++at) {
            text.assign(length, 'x');
            text[at] = '\n';
            expect_all_agree(text, '.', 0);
            if (at + 1 < length)
                text[at + 1] = '.';
            expect_all_agree(text, '.', 0);
            expect_all_agree(text, '-', 0);
        }
    }
}

// The text ends where its allocation ends, so that a sanitizer sees a read of one octet too many.
TEST(line_scan, every_alignment_and_start)
{
    std::minstd_rand random(1);
    for (std::size_t length = 1; length <= 100; ++length) {
        for (std::size_t offset = 0; offset < 32; ++offset) {
            const auto memory = std::make_unique<char[]>(offset + length);
            for (std::size_t i = 0; i < offset + length; ++i)
                memory[i] = "\n\n.-x"[random() % 5];
            const std::string_view text(memory.get() + offset, length);
            for (std::size_t from = 0; from <= length + 1; from += 1 + from / 8)
                expect_all_agree(text, '.', from);
        }
    }
}

TEST(line_scan, every_octet_may_follow)
{
    std::string text(64, 'x');
    text[40] = '\n';
    for (int octet = 0; octet < 256; ++octet) {
        text[41] = static_cast<char>(octet);
        for (const int wanted : {0x00, 0x0A, 0x2E, 0x80, 0xFF, octet})
            expect_all_agree(text, static_cast<char>(wanted), 0);
    }
}

TEST(line_scan, a_text_cut_anywhere_gives_the_same_places)
{
    std::mt19937 random(7);
    std::string text;
    for (int i = 0; i < 3000; ++i)
        text += "\n.-abcdefgh"[random() % 11];
    std::set<std::size_t> whole;
    for (std::size_t at = 0; (at = find_line_start(text, '.', at)) != npos; ++at)
        whole.insert(at);
    for (std::size_t cut = 1; cut < text.size(); cut += 7) {
        std::set<std::size_t> parts;
        // As a caller does it: a newline at the end of the first part is kept for the second.
        const std::string_view first = std::string_view(text).substr(0, cut);
        const std::size_t kept = first.ends_with('\n') ? cut - 1 : cut;
        for (std::size_t at = 0; (at = find_line_start(first, '.', at)) != npos; ++at)
            parts.insert(at);
        const std::string_view second = std::string_view(text).substr(kept);
        for (std::size_t at = 0; (at = find_line_start(second, '.', at)) != npos; ++at)
            parts.insert(kept + at);
        ASSERT_EQ(parts, whole) << cut;
    }
    EXPECT_GT(whole.size(), 10U);
}

} // namespace
} // namespace recoil

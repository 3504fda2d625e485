#include "mime/delimiter_scanner.hpp"

#include "support/cuts.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::mime {
namespace {

using mode = delimiter_scanner::mode;
using kind = delimiter_scanner::kind;

// The text as it comes, with "<line>" for each line that may be a delimiter; "--no..." is rejected, others are taken.
std::string scanned(const std::vector<std::string_view>& pieces, mode m)
{
    delimiter_scanner scanner;
    std::string out;
    const auto drain = [&] {
        for (;;) {
            const auto piece = scanner.look(m);
            if (piece.what == kind::need_input || piece.what == kind::end)
                return piece.what;
            if (piece.what == kind::text) {
                EXPECT_FALSE(piece.bytes.empty());
                out += piece.bytes;
                scanner.take(piece.bytes.size());
            } else if (piece.bytes.starts_with("--no")) {
                scanner.reject_line();
            } else {
                out += '<' + std::string(piece.bytes) + '>';
                scanner.take_line();
            }
        }
    };
    for (const std::string_view piece : pieces) {
        const std::string copy(piece);
        scanner.feed(copy);
        EXPECT_EQ(drain(), kind::need_input);
    }
    scanner.finish();
    EXPECT_EQ(drain(), kind::end);
    return out;
}

std::string scanned_every_way(std::string_view text, mode m)
{
    const std::string whole = scanned({text}, m);
    for (const auto& pieces : test::all_cuts(text))
        EXPECT_EQ(scanned(pieces, m), whole);
    return whole;
}

TEST(DelimiterScanner, GivesTheLineEndInFrontToTheDelimiterInABody)
{
    EXPECT_EQ(scanned_every_way("a\r\n--b\r\nc\n--d\ne", mode::body), "a<--b>c<--d>e");
    EXPECT_EQ(scanned_every_way("a\r\r\n--b", mode::body), "a\r<--b>");
    EXPECT_EQ(scanned_every_way("a\n\n--b\n", mode::body), "a\n<--b>");
}

TEST(DelimiterScanner, GivesItToTheTextInAHeader)
{
    EXPECT_EQ(scanned_every_way("a\r\n--b\r\nc\n--d\ne", mode::header), "a\r\n<--b>c\n<--d>e");
}

TEST(DelimiterScanner, CutsNothingWhereNoDelimiterIsOpen)
{
    EXPECT_EQ(scanned_every_way("--a\n--b\n", mode::all), "--a\n--b\n");
}

TEST(DelimiterScanner, FindsADelimiterAtTheStart)
{
    EXPECT_EQ(scanned_every_way("--b\n--c\n", mode::body), "<--b><--c>");
    EXPECT_EQ(scanned_every_way("\n--b\n", mode::body), "<--b>");
    EXPECT_EQ(scanned_every_way("--", mode::body), "<-->");
}

TEST(DelimiterScanner, PassesOtherHyphens)
{
    for (const std::string text :
         {"-", "\n-", "\r\n-x\n- -\n", "a--b", "\n-\n-\n-", "a\n -- b\n", "\r", "\r\n", "\n\n", "a\r"})
        EXPECT_EQ(scanned_every_way(text, mode::body), text);
}

TEST(DelimiterScanner, GivesARejectedLineAsText)
{
    EXPECT_EQ(scanned_every_way("a\r\n--no\r\n--b\r\nc", mode::body), "a\r\n--no<--b>c");
    EXPECT_EQ(scanned_every_way("--no\n--no2\n", mode::body), "--no\n--no2\n");
    EXPECT_EQ(scanned_every_way("x\n--no\n--yes\n", mode::header), "x\n--no\n<--yes>");
}

TEST(DelimiterScanner, HoldsAtMostOneDelimiterLine)
{
    const std::string longest = "--" + std::string(max_delimiter_line - 2, 'x');
    EXPECT_EQ(scanned_every_way("a\n" + longest + "\n", mode::body), "a<" + longest + ">");
    EXPECT_EQ(scanned_every_way("a\n" + longest + "x\n", mode::body), "a\n" + longest + "x\n");
}

TEST(DelimiterScanner, ReadsWhereItWasFedAgainAsSoonAsItCan)
{
    const std::string fed = "bc\n" + std::string(100'000, 'x');
    delimiter_scanner scanner;
    scanner.feed("a\n");
    scanner.take(scanner.look(mode::body).bytes.size());
    EXPECT_EQ(scanner.look(mode::body).what, kind::need_input);
    scanner.feed(fed);
    std::size_t copied = 0;
    for (auto piece = scanner.look(mode::body); piece.what == kind::text; piece = scanner.look(mode::body)) {
        if (piece.bytes.data() < fed.data() || piece.bytes.data() >= fed.data() + fed.size())
            copied += piece.bytes.size();
        scanner.take(piece.bytes.size());
    }
    EXPECT_LE(copied, max_delimiter_line + 3);
}

TEST(DelimiterScanner, ShowsWhatIsAheadWithoutTakingIt)
{
    const std::string text = "abcdef\n--b\nrest";
    for (const auto& pieces : test::all_cuts(text)) {
        delimiter_scanner scanner;
        std::string seen;
        std::string taken;
        for (std::size_t i = 0; i <= pieces.size(); ++i) {
            if (i < pieces.size())
                scanner.feed(pieces[i]);
            else
                scanner.finish();
            if (seen.empty()) {
                const auto ahead = scanner.ahead(4);
                if (!ahead)
                    continue;
                seen = *ahead;
            }
            for (auto piece = scanner.look(mode::all); piece.what == kind::text; piece = scanner.look(mode::all)) {
                taken += piece.bytes;
                scanner.take(piece.bytes.size());
            }
        }
        EXPECT_EQ(seen, "abcd");
        EXPECT_EQ(taken, text);
    }
}

TEST(DelimiterScanner, ShowsFewerOctetsOnlyAtTheEnd)
{
    delimiter_scanner scanner;
    scanner.feed("ab");
    EXPECT_FALSE(scanner.ahead(3));
    EXPECT_EQ(scanner.look(mode::all).what, kind::text);
    EXPECT_FALSE(scanner.ahead(3));
    scanner.finish();
    EXPECT_EQ(scanner.ahead(3), "ab");
    scanner.take(scanner.look(mode::all).bytes.size());
    EXPECT_EQ(scanner.ahead(3), "");
}

TEST(DelimiterScanner, ShowsWhatIsBehindALine)
{
    const std::string text = "\r\n--b \r\nContent-Type: x\n";
    for (const auto& pieces : test::all_cuts(text)) {
        delimiter_scanner scanner;
        std::string behind;
        std::size_t next = 0;
        while (behind.empty()) {
            const auto piece = scanner.look(mode::body);
            if (piece.what == kind::line) {
                EXPECT_EQ(piece.bytes, "--b ");
                if (const auto octets = scanner.behind_line(8)) {
                    behind = *octets;
                    break;
                }
            }
            if (next < pieces.size())
                scanner.feed(pieces[next++]);
            else
                scanner.finish();
        }
        EXPECT_EQ(behind, "Content-");
        EXPECT_EQ(scanner.look(mode::body).what, kind::line) << "it is still there";
        scanner.take_line();
        EXPECT_EQ(scanner.ahead(8).value_or("Content-"), "Content-");
    }
}

} // namespace
} // namespace recoil::mime

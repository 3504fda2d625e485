#include "mime/header_block.hpp"

#include "support/cuts.hpp"

#include <gtest/gtest.h>

#include <string>

namespace recoil::mime {
namespace {

struct result {
    std::string fields; // "name|value" and LF
    std::size_t taken = 0;
    defect_set defects;
    bool operator==(const result&) const = default;
};

result read_pieces(const std::vector<std::string_view>& pieces, header_block_reader reader)
{
    result r;
    const auto drain = [&] {
        while (const auto f = reader.next())
            r.fields += std::string(f->name) + '|' + std::string(f->value) + '\n';
    };
    for (const std::string_view piece : pieces) {
        const std::size_t taken = reader.feed(std::string(piece));
        EXPECT_LE(taken, piece.size());
        r.taken += taken;
        drain();
        EXPECT_TRUE(taken == piece.size() || reader.ended());
    }
    reader.finish();
    drain();
    EXPECT_TRUE(reader.ended());
    r.defects = reader.defects();
    return r;
}

result read(std::string_view text, const header_block_reader& reader = header_block_reader())
{
    const result whole = read_pieces({text}, reader);
    for (const auto& pieces : test::all_cuts(text))
        EXPECT_EQ(read_pieces(pieces, reader), whole);
    return whole;
}

TEST(HeaderBlock, ReadsFieldsUpToTheEmptyLine)
{
    const result r = read("From: a@example.com\r\nSubject:b \r\n\r\nBody: no\r\n");
    EXPECT_EQ(r.fields, "From|a@example.com\nSubject|b\n");
    EXPECT_EQ(r.taken, 35u);
    EXPECT_TRUE(r.defects.empty());
    EXPECT_EQ(read("From: a\nSubject: b\n\nBody: no\n").fields, "From|a\nSubject|b\n");
}

TEST(HeaderBlock, ReadsAnEmptyBlock)
{
    EXPECT_EQ(read("\r\nX: y\r\n").taken, 2u);
    EXPECT_EQ(read("\nX: y\n").taken, 1u);
    EXPECT_EQ(read("").fields, "");
}

TEST(HeaderBlock, UnfoldsByRemovingOnlyTheLineEnd)
{
    EXPECT_EQ(read("A: one\r\n two\r\n\t three\r\nB:\r\n x\r\n").fields, "A|one two\t three\nB|x\n");
    EXPECT_EQ(read("A: one\n \n two\n").fields, "A|one  two\n");
}

TEST(HeaderBlock, AllowsBlanksInFrontOfTheColon)
{
    EXPECT_EQ(read("Subject \t: x\n").fields, "Subject|x\n");
}

TEST(HeaderBlock, KeepsColonsAndOctetsOfTheValue)
{
    EXPECT_EQ(read("A: b: c:\n8: \xff\xfe\nE:\n").fields, "A|b: c:\n8|\xff\xfe\nE|\n");
}

TEST(HeaderBlock, GoesOnBehindALineThatIsNoField)
{
    const result r = read("A: 1\nnonsense\n its continuation\nB: 2\n: 3\nbad name: 4\nC\xc3\xa4: 5\nD: 6\n");
    EXPECT_EQ(r.fields, "A|1\nB|2\nD|6\n");
    EXPECT_TRUE(r.defects.has(defect::header_malformed));
    const result c = read(" continues nothing\nA: 1\n");
    EXPECT_EQ(c.fields, "A|1\n");
    EXPECT_TRUE(c.defects.has(defect::header_malformed));
}

TEST(HeaderBlock, SkipsAnMboxLineOnlyAtTheStart)
{
    const result r = read("From MAILER-DAEMON Sat Nov 21 08:00:00 2026\nA: 1\n");
    EXPECT_EQ(r.fields, "A|1\n");
    EXPECT_TRUE(r.defects.empty());
    EXPECT_TRUE(read(">From x\nA: 1\n").defects.empty());
    EXPECT_EQ(read("From : a@example.com\n").fields, "From|a@example.com\n");
    EXPECT_TRUE(read("A: 1\nFrom MAILER-DAEMON\n").defects.has(defect::header_malformed));
}

TEST(HeaderBlock, NotesNulOctets)
{
    EXPECT_TRUE(read(std::string_view("A: b\0c\n", 7)).defects.has(defect::nul_octet));
    EXPECT_EQ(read(std::string_view("A: b\0c\n", 7)).fields, std::string("A|b\0c\n", 6));
    const result name = read(std::string_view("A\0: b\n", 6));
    EXPECT_EQ(name.fields, "");
    EXPECT_TRUE(name.defects.has(defect::header_malformed));
    EXPECT_TRUE(read(std::string_view("\nbody\0", 6)).defects.empty());
}

TEST(HeaderBlock, DropsWhatIsBeyondTheLimitButFindsTheEnd)
{
    const result r = read("A: 123\nB: 456789\n C\nD: lost\n\nbody", header_block_reader(12));
    EXPECT_EQ(r.fields, "A|123\nB|456\n");
    EXPECT_EQ(r.taken, 29u);
    EXPECT_EQ(r.defects.list(), std::vector{defect::header_bytes});
    EXPECT_EQ(read("A: 123\nB: 4\n\n", header_block_reader(6)).fields, "A|123\n");
    EXPECT_EQ(read("A: 1\n\n", header_block_reader(0)).fields, "");
}

TEST(HeaderBlock, DoesNotContinueAFieldBehindADroppedOne)
{
    // Of B nothing is kept, so its continuation must not go to A.
    EXPECT_EQ(read("A: 1\nB: 2\n x\n\n", header_block_reader(4)).fields, "A|1\n");
}

TEST(HeaderBlock, NotesALongLine)
{
    EXPECT_TRUE(read("A: 12345\n", header_block_reader(1000, 8)).defects.empty());
    const result r = read("A: 123456\n", header_block_reader(1000, 8));
    EXPECT_EQ(r.fields, "A|123456\n");
    EXPECT_EQ(r.defects.list(), std::vector{defect::line_length});
}

TEST(HeaderBlock, CompletesTheFieldInHandOnRequest)
{
    header_block_reader reader;
    reader.feed("A: 1\n");
    EXPECT_FALSE(reader.next());
    EXPECT_TRUE(reader.complete_field());
    EXPECT_EQ(reader.next()->name, "A");
    EXPECT_FALSE(reader.complete_field());
    reader.feed("B: 2\n\n");
    EXPECT_EQ(reader.next()->name, "B");
    EXPECT_TRUE(reader.ended());
}

TEST(HeaderBlock, KeepsViewsUntilTheNextFeed)
{
    header_block_reader reader;
    reader.feed("A: 1\nB: 2\nC: 3\n");
    const auto a = reader.next();
    const auto b = reader.next();
    EXPECT_EQ(a->value, "1");
    EXPECT_EQ(b->value, "2");
}

TEST(HeaderBlock, TakesNothingAfterItsEnd)
{
    header_block_reader reader;
    reader.feed("A: 1\n\n");
    EXPECT_EQ(reader.feed("B: 2\n"), 0u);
    reader.finish();
    EXPECT_EQ(reader.next()->name, "A");
    EXPECT_FALSE(reader.next());
}

TEST(HeaderBlock, GivesTheLastFieldWithoutALineEnd)
{
    EXPECT_EQ(read("A: 1\nB: 2").fields, "A|1\nB|2\n");
    EXPECT_EQ(read("A: 1\r").fields, "A|1\n");
    EXPECT_EQ(read("A: 1\n 2").fields, "A|1 2\n");
    EXPECT_EQ(read("A: 1\n\r").fields, "A|1\n");
}

} // namespace
} // namespace recoil::mime

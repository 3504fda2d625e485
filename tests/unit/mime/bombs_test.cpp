// Messages made to exhaust a parser: neither memory nor time may grow faster than the message, and memory hardly at
// all.
#include "mime/address.hpp"
#include "mime/content_type.hpp"
#include "mime/encoded_word.hpp"
#include "mime/header_block.hpp"
#include "mime/parser.hpp"
#include "mime/text_decoder.hpp"

#include <gtest/gtest.h>

#include <malloc.h>
#include <time.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <new>
#include <string>

namespace {

std::size_t live = 0;
std::size_t peak = 0;

void* counted(std::size_t size)
{
    void* p = std::malloc(size);
    if (p == nullptr)
        throw std::bad_alloc();
    live += malloc_usable_size(p);
    peak = std::max(peak, live);
    return p;
}

void uncounted(void* p)
{
    live -= p != nullptr ? malloc_usable_size(p) : 0;
    std::free(p);
}

} // namespace

void* operator new(std::size_t size)
{
    return counted(size);
}
void operator delete(void* p) noexcept
{
    uncounted(p);
}
void operator delete(void* p, std::size_t) noexcept
{
    uncounted(p);
}

namespace recoil::mime {
namespace {

struct seen {
    std::size_t parts = 0;
    std::size_t fields = 0;
    std::size_t body_bytes = 0;
    std::size_t calls = 0;
    int deepest = 0;
    defect_set defects;
    std::size_t memory = 0; // the most that was in use at a time
};

class reader {
public:
    explicit reader(const limits& l = {}) : before_(live), parser_(l) { peak = live; }

    void feed(std::string_view bytes)
    {
        parser_.feed(bytes);
        drain();
    }
    seen finish()
    {
        parser_.finish();
        drain();
        seen_.defects = parser_.defects();
        seen_.memory = peak - before_;
        return seen_;
    }

private:
    void drain()
    {
        for (;;) {
            const event e = parser_.next();
            ++seen_.calls;
            if (std::holds_alternative<need_input>(e) || std::holds_alternative<message_end>(e))
                return;
            if (const auto* begin = std::get_if<part_begin>(&e)) {
                ++seen_.parts;
                seen_.deepest = std::max(seen_.deepest, begin->info->depth);
            }
            seen_.fields += std::holds_alternative<header>(e) ? 1 : 0;
            if (const auto* b = std::get_if<body>(&e))
                seen_.body_bytes += b->bytes.size();
        }
    }

    std::size_t before_;
    parser parser_;
    seen seen_;
};

seen read(std::string_view message, const limits& l = {})
{
    reader r(l);
    constexpr std::size_t piece = 65'536;
    for (std::size_t i = 0; i < message.size(); i += piece)
        r.feed(message.substr(i, piece));
    return r.finish();
}

limits wide()
{
    limits l;
    l.depth = 100'000;
    l.parts = 1'000'000;
    return l;
}

std::string repeated(std::string_view unit, std::size_t times)
{
    std::string out;
    out.reserve(unit.size() * times);
    for (std::size_t i = 0; i < times; ++i)
        out += unit;
    return out;
}

std::string nested(std::size_t depth)
{
    std::string message;
    for (std::size_t i = 0; i < depth; ++i) {
        const std::string b = 'b' + std::to_string(i);
        message += "Content-Type: multipart/mixed; boundary=" + b + "\n\n--" + b + '\n';
    }
    return message + "\nx\n";
}

const std::string multipart = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n";

// Processor time of this thread, so that others on the machine do not matter much; the best of three.
double seconds(const std::function<void()>& work)
{
    const auto now = [] {
        timespec t{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
    };
    double best = 1e9;
    for (int i = 0; i < 3; ++i) {
        const double start = now();
        work();
        best = std::min(best, now() - start);
    }
    return best;
}

TEST(Bombs, NestingIsReadAsFarAsTheLimit)
{
    const seen s = read(nested(10'000));
    EXPECT_EQ(s.deepest, 32);
    EXPECT_TRUE(s.defects.has(defect::mime_depth));
    EXPECT_LT(s.memory, 200'000u);
}

TEST(Bombs, NestingWithoutALimitStaysLinear)
{
    const seen s = read(nested(10'000), wide());
    EXPECT_EQ(s.deepest, 10'000);
    EXPECT_EQ(s.parts, 10'001u);
    EXPECT_TRUE(s.defects.has(defect::boundary_unclosed));
}

TEST(Bombs, OpenBoundariesDoNotMakeEachLineDearer)
{
    const std::string lines = repeated("--no such boundary is open\n", 20'000);
    const std::string few = nested(1), many = nested(2'000);
    const double base = seconds([&] { read(many, wide()); });
    const double with_few = seconds([&] { read(few + lines, wide()); });
    const double with_many = seconds([&] { read(many + lines, wide()); });
    EXPECT_LT(with_many - base, 5 * with_few);
}

TEST(Bombs, PartsAreCountedAndTheRestIsSkipped)
{
    const std::string message = multipart + repeated("\n--b\nX: y\n\nz", 100'000) + "\n--b--\n";
    const seen s = read(message);
    EXPECT_EQ(s.parts, 1000u);
    EXPECT_TRUE(s.defects.has(defect::mime_parts));
    EXPECT_LT(s.memory, 200'000u);
    EXPECT_EQ(read(message, wide()).parts, 100'002u);
    EXPECT_LT(read(message, wide()).memory, 200'000u);
}

TEST(Bombs, AHeaderLineOfAMegabyteIsCut)
{
    const seen s = read("Subject: " + std::string(1'000'000, 'x') + "\nTo: y\n\nbody");
    EXPECT_EQ(s.fields, 1u);
    EXPECT_EQ(s.body_bytes, 4u);
    EXPECT_TRUE(s.defects.has(defect::header_bytes));
    EXPECT_TRUE(s.defects.has(defect::line_length));
    EXPECT_LT(s.memory, 3u * 262'144);
}

TEST(Bombs, AHeaderWithoutEndIsCut)
{
    using namespace std::string_view_literals;
    for (const std::string_view unit :
         {"a:\n"sv, "a: b\n c\n"sv, "x\n"sv, " \n"sv, "\r"sv, "\0\n"sv, "--\n"sv, "-"sv, ":"sv, "a"sv, "a:b\r\n"sv}) {
        const seen s = read(repeated(unit, 1'000'000 / unit.size()));
        EXPECT_LT(s.memory, 4'000'000u) << unit;
        EXPECT_EQ(s.parts, 1u);
    }
}

TEST(Bombs, ManyBoundariesInOneLine)
{
    std::string parameters, line;
    for (int i = 0; i < 10'000; ++i) {
        parameters += "; boundary=b" + std::to_string(i);
        line += "--b" + std::to_string(i);
    }
    const seen s = read("Content-Type: multipart/mixed" + parameters + "\n\n" + line + "\n--b0\n\nx\n--b0--\n");
    EXPECT_EQ(s.parts, 2u);
    EXPECT_EQ(s.body_bytes, line.size() + 1);
    const seen pieces = read("Content-Type: multipart/mixed" + repeated("; boundary*0=b; boundary*1=c", 5'000) +
                             "\n\n--bc\n\nx\n--bc--\n");
    EXPECT_EQ(pieces.parts, 2u);
}

TEST(Bombs, AMessageOfAHundredMegabytesTakesNoMemory)
{
    const std::string piece = repeated("--what is this?\r\n-- \r\n" + std::string(1000, 'x') + "\r\n\r\n-", 64);
    reader r;
    r.feed(multipart);
    std::size_t fed = 0;
    for (; fed < 100'000'000; fed += piece.size())
        r.feed(piece);
    const seen s = r.finish();
    EXPECT_EQ(s.body_bytes, fed);
    EXPECT_LT(s.memory, 32'768u);
}

TEST(Bombs, PreamblesAndEpiloguesTakeNoMemory)
{
    const std::string piece(65'536, 'p');
    reader r;
    r.feed("Content-Type: multipart/mixed; boundary=b\n\n");
    for (int i = 0; i < 200; ++i)
        r.feed(piece);
    r.feed("\n--b--\n");
    for (int i = 0; i < 200; ++i)
        r.feed(piece);
    const seen s = r.finish();
    EXPECT_EQ(s.body_bytes, 200 * piece.size()); // the preamble
    EXPECT_LT(s.memory, 32'768u);
}

TEST(Bombs, LinesThatMightBeDelimitersOfAnotherBoundaryTakeNoMemory)
{
    const std::string piece = repeated("--other\nContent\n--" + std::string(249, 'x') + "\n-\n", 200);
    reader r;
    r.feed("Content-Type: multipart/mixed\n\n");
    std::size_t fed = 0;
    for (; fed < 10'000'000; fed += piece.size())
        r.feed(piece);
    const seen s = r.finish();
    EXPECT_EQ(s.parts, 1u);
    EXPECT_EQ(s.body_bytes, fed);
    EXPECT_LT(s.memory, 32'768u);
}

TEST(Bombs, WhiteSpaceInFrontOfAMessageTakesNoMemory)
{
    const std::string piece = repeated(" \r\n\t\n", 10'000);
    reader r;
    for (int i = 0; i < 200; ++i)
        r.feed(piece);
    r.feed("Subject: x\n\nbody");
    const seen s = r.finish();
    EXPECT_EQ(s.body_bytes, 4u);
    EXPECT_LT(s.memory, 32'768u);
}

TEST(Bombs, EventsAreNoMoreThanOctets)
{
    for (const std::string unit : {"--a\n", "\n-", "\r\n", "\r", "--b\n", "--b", "\n--b--", "a\n--b\n\n"}) {
        const std::string message = multipart + repeated(unit, 50'000);
        EXPECT_LE(read(message, wide()).calls, message.size() + 10) << unit;
    }
}

TEST(Bombs, TextDecodersHoldLittle)
{
    for (const auto encoding : {transfer_encoding::base64, transfer_encoding::quoted_printable})
        for (const char* charset : {"", "iso-2022-jp", "utf-7", "gb18030"})
            for (const char octet : {' ', '=', '\r', 'A', '\x1b', '+', '\x81'}) {
                const std::string piece(1'024, octet);
                const std::size_t before = live;
                text_decoder decoder(encoding, charset);
                std::string out;
                peak = live;
                for (int i = 0; i < 100; ++i) {
                    out.clear();
                    decoder.feed(piece, out);
                }
                EXPECT_LT(peak - before, 150'000u) << charset << ' ' << octet;
            }
}

// Twice the input may take twice the time, with some room for the machine: what is quadratic takes four times.
TEST(Bombs, TimeIsLinear)
{

    const std::pair<const char*, std::function<void(std::size_t)>> bombs[] = {
        {"nesting", [](std::size_t n) { read(nested(n / 20), wide()); }},
        {"parts", [](std::size_t n) { read(multipart + repeated("\n--b\n\nx", n), wide()); }},
        {"lines", [](std::size_t n) { read(multipart + repeated("--a\n", n), wide()); }},
        {"empty lines", [](std::size_t n) { read(multipart + repeated("\r\n", n)); }},
        {"hyphens", [](std::size_t n) { read(multipart + repeated("\n-", n)); }},
        {"folded", [&](std::size_t n) { header_block_reader(1 << 30).feed("A:" + repeated("\n b", n)); }},
        {"comments", [&](std::size_t n) { parse_content_type("text/plain " + repeated("(", n)); }},
        {"closed comments", [&](std::size_t n) { parse_content_type("text/plain " + repeated("()", n)); }},
        {"parameters", [&](std::size_t n) { parse_content_type("text/plain" + repeated(";a=b", n)); }},
        {"continuations", [&](std::size_t n) { parse_content_type("text/plain" + repeated(";a*0*=%41", n)); }},
        {"quotes", [&](std::size_t n) { parse_content_type("text/plain" + repeated(";a=\"\\\"", n)); }},
        {"word begins", [](std::size_t n) { decode_words(repeated("=?", n)); }},
        {"words without end", [](std::size_t n) { decode_words(repeated("=?a?q?x", n)); }},
        {"words", [](std::size_t n) { decode_words(repeated("=?utf-8?q?x?= ", n / 10)); }},
        {"other charsets", [](std::size_t n) { decode_words(repeated("=?euc-jp?q?x?= y ", n / 10)); }},
        {"addresses", [](std::size_t n) { first_address(repeated("\"\\\" ", n)); }},
        {"groups", [](std::size_t n) { first_address(repeated("a:;", n)); }},
    };
    for (const auto& [name, work] : bombs) {
        constexpr std::size_t size = 30'000;
        double ratio = 0;
        for (int attempt = 0; attempt < 3; ++attempt) { // a busy machine may spoil one
            ratio = seconds([&] { work(2 * size); }) / seconds([&] { work(size); });
            if (ratio < 3)
                break;
        }
        EXPECT_LT(ratio, 3) << name;
    }
}

} // namespace
} // namespace recoil::mime

#include "daemon/cli/terminal.hpp"

#include "support/temp_folder.hpp"
#include "util/utf8.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>
#include <vector>

namespace recoil::cli {

namespace {

using lines = std::vector<std::string>;

// A terminal of a given width, without a screen.
class pseudo_terminal {
public:
    explicit pseudo_terminal(unsigned short columns)
    {
        winsize size{};
        size.ws_col = columns;
        size.ws_row = 24;
        if (openpty(&master_, &slave_, nullptr, nullptr, &size) != 0)
            master_ = slave_ = -1;
    }
    ~pseudo_terminal()
    {
        close(master_);
        close(slave_);
    }
    pseudo_terminal(const pseudo_terminal&) = delete;
    pseudo_terminal& operator=(const pseudo_terminal&) = delete;
    int fd() const { return slave_; }

private:
    int master_ = -1;
    int slave_ = -1;
};

TEST(terminal, lines_break_at_blanks)
{
    EXPECT_EQ(wrap("one two three", 7), (lines{"one two", "three"}));
    EXPECT_EQ(wrap("one two three", 8), (lines{"one two", "three"}));
    EXPECT_EQ(wrap("one two three", 100), lines{"one two three"});
    EXPECT_EQ(wrap("one two three", 1), (lines{"one", "two", "three"}));
}

TEST(terminal, blanks_at_the_ends_and_many_of_them_go)
{
    EXPECT_EQ(wrap("  one   two  ", 10), lines{"one two"});
    EXPECT_EQ(wrap("", 10), lines{});
    EXPECT_EQ(wrap("   ", 10), lines{});
}

TEST(terminal, a_long_word_stands_alone)
{
    EXPECT_EQ(wrap("a https://example.com/long b", 8), (lines{"a", "https://example.com/long", "b"}));
}

TEST(terminal, characters_are_counted_and_not_octets)
{
    EXPECT_EQ(wrap("\xC3\xA4\xC3\xB6\xC3\xBC \xC3\xA4\xC3\xB6\xC3\xBC", 7),
              lines{"\xC3\xA4\xC3\xB6\xC3\xBC \xC3\xA4\xC3\xB6\xC3\xBC"});
    EXPECT_EQ(pad("\xC3\xA4", 3), "\xC3\xA4  ");
}

TEST(terminal, padding_never_cuts)
{
    EXPECT_EQ(pad("abc", 5), "abc  ");
    EXPECT_EQ(pad("abc", 3), "abc");
    EXPECT_EQ(pad("abc", 2), "abc");
    EXPECT_EQ(pad("", 2), "  ");
}

TEST(terminal, what_does_not_fit_is_cut)
{
    EXPECT_EQ(fit("abc", 5), "abc  ");
    EXPECT_EQ(fit("abcde", 5), "abcde");
    EXPECT_EQ(fit("abcdef", 5), "ab...");
    EXPECT_EQ(fit("abcdef", 3), "...");
    EXPECT_EQ(fit("\xC3\xA4\xC3\xB6\xC3\xBC\xC3\xA4\xC3\xB6", 5), "\xC3\xA4\xC3\xB6\xC3\xBC\xC3\xA4\xC3\xB6");
    EXPECT_EQ(fit("\xC3\xA4\xC3\xB6\xC3\xBC\xC3\xA4\xC3\xB6\xC3\xBC", 5), "\xC3\xA4\xC3\xB6...");
    EXPECT_EQ(fit("", 4), "    ");
}

TEST(terminal, numbers_stand_at_the_right)
{
    EXPECT_EQ(align_right("12", 4), "  12");
    EXPECT_EQ(align_right("12345", 4), "12345");
    EXPECT_EQ(align_right("\xC3\xA4", 2), " \xC3\xA4");
}

TEST(terminal, unicode_is_what_the_locale_says)
{
    const auto unicode = [](const char* all, const char* type, const char* language) {
        setenv("LC_ALL", all, 1);
        setenv("LC_CTYPE", type, 1);
        setenv("LANG", language, 1);
        return terminal(-1).unicode();
    };
    EXPECT_TRUE(unicode("", "", "de_DE.UTF-8"));
    EXPECT_TRUE(unicode("", "C.utf8", "C"));
    EXPECT_TRUE(unicode("en_GB.UTF-8", "C", "C"));
    EXPECT_FALSE(unicode("C", "C.UTF-8", "C.UTF-8"));
    EXPECT_FALSE(unicode("", "", ""));
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
        unsetenv(name);
    EXPECT_FALSE(terminal(-1).unicode());
}

TEST(terminal, a_file_is_no_terminal_and_has_no_colours)
{
    const test::temp_folder folder;
    const int fd = open(folder.file("out").c_str(), O_CREAT | O_WRONLY, 0600);
    const terminal out(fd);
    EXPECT_FALSE(out.is_terminal());
    EXPECT_EQ(out.width(), 100U);
    EXPECT_EQ(out.paint(colour::red, "x"), "x");
    close(fd);
}

TEST(terminal, a_terminal_has_colours_unless_they_are_refused)
{
    const pseudo_terminal screen(80);
    ASSERT_GE(screen.fd(), 0);
    unsetenv("NO_COLOR");
    EXPECT_TRUE(terminal(screen.fd()).is_terminal());
    EXPECT_EQ(terminal(screen.fd()).paint(colour::red, "x"), "\033[31mx\033[0m");
    EXPECT_EQ(terminal(screen.fd()).paint(colour::plain, "x"), "x");
    setenv("NO_COLOR", "1", 1);
    EXPECT_EQ(terminal(screen.fd()).paint(colour::red, "x"), "x");
    setenv("NO_COLOR", "", 1); // set but empty does not count
    EXPECT_EQ(terminal(screen.fd()).paint(colour::bold, "x"), "\033[1mx\033[0m");
    unsetenv("NO_COLOR");
}

TEST(terminal, the_width_is_that_of_the_screen_within_reason)
{
    for (const auto& [columns, width] :
         std::to_array<std::pair<unsigned short, std::size_t>>({{80, 80}, {1, 40}, {500, 160}, {0, 100}})) {
        const pseudo_terminal screen(columns);
        ASSERT_GE(screen.fd(), 0);
        EXPECT_EQ(terminal(screen.fd()).width(), width) << columns;
    }
}

TEST(labelled, further_lines_stand_below_the_first)
{
    const terminal out(-1); // 100 columns, no colours
    const std::string text = labelled(out, "advice    ", std::string(60, 'a') + " " + std::string(60, 'b'));
    EXPECT_EQ(text, "advice    " + std::string(60, 'a') + "\n          " + std::string(60, 'b') + "\n");
    EXPECT_EQ(labelled(out, "a ", "b\x1b[31m"), "a b" + utf8::escape_controls("\x1b[31m") + "\n");
    EXPECT_EQ(labelled(out, "a ", ""), "");
}

} // namespace

} // namespace recoil::cli

// Lines from the words and the breaks of an HTML document: what a line-oriented reader wants to see of it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::mime {

// Every line ends with LF; there is no blank at its ends, never more than one between words and never more than one
// empty line, except for preformatted text. Breaks take effect at the next word, so that none stand at the ends of the
// document. All functions append to `out`.
//
// A row of a table is one line, its cells separated by one blank, whatever blocks they are wrapped in: a break at the
// begin or the end of a cell means nothing. A cell of several lines keeps them, as does a cell with a table of its own;
// then the next cell begins a line. Either way what follows on a label, a line that ends with ':', stands on its line.
// Tables are followed to a depth of max_depth; a deeper one is read as part of its cell.
class html_layout {
public:
    static constexpr std::size_t max_depth = 64;

    void words(std::string_view text, std::string& out); // without white space
    void blank();
    void preformatted(char c, std::string& out); // white space that is kept
    // Right behind the last word, in front of any break that is due.
    void attach(std::string_view text, std::string& out);

    void end_line() { due(gap::line); }
    void end_paragraph() { due(gap::paragraph); }
    void line_break(); // the second of two leaves an empty line

    void begin_table();
    void end_table();
    void begin_row(); // or end: the next cell is the first of a row
    void begin_cell();

    void finish(std::string& out);

private:
    enum class gap { none, blank, line, paragraph };
    struct table { // the first is the document
        bool has_text = false;
        bool cell_has_text = false;
        bool cell_has_lines = false; // more than one
        bool cell_has_table = false;
    };

    void due(gap wanted);
    void fill_gap(std::string& out);
    bool after_label() const { return last_ == ':'; }

    gap gap_ = gap::none;    // in front of the next word
    unsigned line_ends_ = 2; // at the end of the output so far; 2 is an empty line
    char last_ = 0;          // octet of the current line that is no white space
    std::vector<table> open_ = {table{}};
    std::size_t deeper_ = 0; // tables open that are not followed
};

} // namespace recoil::mime

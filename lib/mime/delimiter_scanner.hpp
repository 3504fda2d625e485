// Cuts the octets of a message in front of each line that may be a delimiter (RFC 2046 5.1.1): one that begins with
// "--". Everything else is handed through as it was fed, without a copy. What cannot be decided at the end of the fed
// octets is held: at most a line end and one delimiter line.
#pragma once

#include "mime/boundary_set.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace recoil::mime {

class delimiter_scanner {
public:
    enum class mode {
        header, // the line end in front of a delimiter belongs to the text
        body,   // ... to the delimiter
        all,    // nothing is a delimiter
    };
    enum class kind { need_input, text, line, end };
    struct piece {
        kind what;
        std::string_view bytes; // of a line: without its line ends
    };

    // Call it only after need_input (or first). `bytes` must stay valid until need_input.
    void feed(std::string_view bytes);
    void finish() { finished_ = true; }

    // What comes next; it stays the same until it is taken. Its view is valid until the next look().
    piece look(mode m);
    void take(std::size_t n); // the first n octets of the text
    void take_line();         // it is a delimiter
    void reject_line();       // it is none: it comes again as text

    // The next `max` octets, fewer at the end of the message; what look() gave is no longer valid. Nothing where more
    // must be fed for the answer.
    std::optional<std::string_view> ahead(std::size_t max) { return ahead(0, max); }
    std::optional<std::string_view> behind_line(std::size_t max) { return ahead(line_end_, max); } // that look() gave

private:
    enum class verdict { no, yes, undecided };
    verdict judge_line(std::string_view text, std::size_t begin) const;
    std::size_t text_before_line(std::string_view text, mode m) const;
    std::optional<std::string_view> ahead(std::size_t offset, std::size_t max);
    std::string_view current() const { return held_.empty() ? rest_ : std::string_view(held_); }
    bool all_there() const { return finished_ && (held_.empty() || rest_.empty()); } // current() is all that is left
    bool extend_held();
    void apply_taken();

    std::string_view fed_;
    std::string_view rest_;  // of fed_, behind what is in held_
    std::string held_;       // octets in front of rest_
    bool line_start_ = true; // what comes next begins a line, and the line end before it is gone
    bool rejected_ = false;  // the line that comes next is no delimiter
    bool finished_ = false;
    std::size_t line_end_ = 0; // of the line that look() gave: where the next begins
    std::size_t taken_ = 0;    // taken since look()
};

} // namespace recoil::mime

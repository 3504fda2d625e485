// Lines from pieces of any size, in bounded memory.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace recoil::cli {

class line_splitter {
public:
    static constexpr std::size_t line_bytes = 1 << 20; // of one line; the rest of a longer one is dropped

    // The line without its end (LF or CRLF); `whole` is false where it was longer than line_bytes.
    using taker = std::function<void(std::string_view line, bool whole)>;

    explicit line_splitter(taker take);

    void feed(std::string_view bytes);
    void finish(); // a last line without an end is a line too; then ready for the next text

private:
    void add(std::string_view piece);
    void end_line();

    taker take_;
    std::string line_;
    bool whole_ = true;
};

} // namespace recoil::cli

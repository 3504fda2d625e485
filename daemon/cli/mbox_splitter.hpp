// Splits an mbox (RFC 4155, in its common variants) into messages as a stream: a line that begins with "From " at the
// start or behind an empty line begins a message, and ">From " lost its mark on the way in.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace recoil::cli {

class mbox_splitter {
public:
    struct handler {
        std::function<void()> begin;
        std::function<void(std::string_view)> content;
        std::function<void()> end;
    };
    explicit mbox_splitter(handler to) : handler_(std::move(to)) {}

    void feed(std::string_view bytes);
    void finish();

private:
    void line(std::string_view line);

    handler handler_;
    std::string partial_;
    bool inside_ = false;
    bool after_empty_ = true;
    bool unfinished_ = false; // the last piece of a long line was not its end
    std::string_view held_;   // the empty line before a "From " belongs to the mbox, not to the message
};

} // namespace recoil::cli

// text/plain; format=flowed (RFC 3676) as the lines that its writer meant, as a stream.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace recoil::mime {

// A line that ends with a blank goes on in the next one of the same quote depth; with DelSp the blank is dropped. The
// signature separator "-- " never does, and an empty line is not joined to the one before it: senders leave a blank at
// the end of a paragraph. Space-stuffing is removed; quoted lines begin with their '>' and one blank. Lines end with
// LF. Nothing is wrapped anew.
//
// The result does not depend on where the input is cut, is valid UTF-8 if the input is, and has at most one octet more
// than twice the input. No line is held: memory is constant.
class flowed_text {
public:
    explicit flowed_text(bool delsp = false) : delsp_(delsp) {}
    void feed(std::string_view utf8, std::string& out); // appends
    void finish(std::string& out);

private:
    void add(char c, std::string& out);
    void add_to_line(char c, std::string& out);
    void begin_line(std::string& out);
    void end_line(std::string& out);

    enum class place { quotes, start, text }; // start: what may be the signature separator

    bool delsp_;
    place place_ = place::quotes;
    std::size_t depth_ = 0;      // of the line
    bool flowing_ = false;       // the line before ended with a blank ...
    std::size_t flow_depth_ = 0; // ... and had this depth
    std::string held_;           // the begin of the line, or a blank that may be its end
    bool cr_ = false;
};

} // namespace recoil::mime

#include "mime/flowed_text.hpp"

#include <utility>

namespace recoil::mime {

namespace {

constexpr std::string_view separator = "-- ";

} // namespace

void flowed_text::feed(std::string_view utf8, std::string& out)
{
    for (const char c : utf8) {
        if (cr_ && c != '\n')
            add('\r', out);
        cr_ = c == '\r';
        if (c == '\n')
            end_line(out);
        else if (!cr_)
            add(c, out);
    }
}

void flowed_text::finish(std::string& out)
{
    if (place_ != place::quotes || depth_ > 0 || cr_)
        end_line(out);
    if (flowing_)
        out += '\n';
    flowing_ = cr_ = false;
}

void flowed_text::add(char c, std::string& out)
{
    if (place_ == place::quotes) {
        if (c == '>') {
            ++depth_;
            return;
        }
        place_ = place::start;
        if (c == ' ')
            return; // stuffed
    }
    if (place_ == place::start) {
        held_ += c;
        if (separator.starts_with(held_))
            return;
        const std::string begin = std::exchange(held_, {});
        begin_line(out);
        for (const char held : begin)
            add_to_line(held, out);
    } else {
        add_to_line(c, out);
    }
}

// Only the last blank of a line says something: it is held until another character follows.
void flowed_text::add_to_line(char c, std::string& out)
{
    out += held_;
    held_.clear();
    if (c == ' ')
        held_ = c;
    else
        out += c;
}

// In front of the first character of a line's text.
void flowed_text::begin_line(std::string& out)
{
    place_ = place::text;
    if (flowing_ && depth_ == flow_depth_) {
        out += delsp_ ? "" : " ";
        return;
    }
    if (flowing_)
        out += '\n';
    out.append(depth_, '>');
    if (depth_ > 0)
        out += ' ';
}

void flowed_text::end_line(std::string& out)
{
    const bool whole = place_ != place::text; // empty, the separator or the begin of one
    if (whole && flowing_ && (held_.empty() || held_ == separator)) {
        out += '\n';
        flowing_ = false;
    }
    if (whole && held_.empty()) {
        out.append(depth_, '>');
    } else if (whole) {
        begin_line(out);
        out += held_;
    }
    flowing_ = !whole && held_ == " ";
    if (!flowing_)
        out += '\n';
    flow_depth_ = std::exchange(depth_, 0);
    held_.clear();
    place_ = place::quotes;
}

} // namespace recoil::mime

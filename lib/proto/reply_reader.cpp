#include "proto/reply_reader.hpp"

#include "util/ascii.hpp"

namespace recoil::proto {

namespace {

// The code at the front of a line, 0 where there is none.
std::uint16_t code_of(std::string_view line)
{
    const std::string_view digits = line.substr(0, 3);
    if (digits.size() != 3 || digits.front() < '2' || digits.front() > '5')
        return 0;
    return static_cast<std::uint16_t>(ascii::parse_unsigned(digits).value_or(0));
}

} // namespace

reply_reader::status reply_reader::next(std::string_view& input)
{
    if (last_) {
        bytes_.clear();
        code_ = 0;
        last_ = false;
    }
    while (!last_) {
        const line_splitter::line line = lines_.next(input);
        if (line.what == line_splitter::status::need_input)
            return status::need_input;
        if (line.what != line_splitter::status::complete || !take(line.text))
            return status::malformed;
    }
    return status::complete;
}

bool reply_reader::take(std::string_view line)
{
    const std::uint16_t code = code_of(line);
    const char separator = line.size() > 3 ? line[3] : ' ';
    if (code == 0 || (code_ != 0 && code != code_) || (separator != ' ' && separator != '-'))
        return false;
    if (line.size() + 2 > max_bytes - bytes_.size())
        return false;
    bytes_.append(line).append("\r\n");
    code_ = code;
    last_ = separator == ' ';
    return true;
}

} // namespace recoil::proto

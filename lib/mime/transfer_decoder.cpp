#include "mime/transfer_decoder.hpp"

#include "util/ascii.hpp"

#include <array>

namespace recoil::mime {

namespace {

constexpr std::size_t npos = std::string_view::npos;

// Values of base64_table that are no sextet.
constexpr std::uint8_t space = 0x80;
constexpr std::uint8_t padding = 0x81;
constexpr std::uint8_t foreign = 0x82;
constexpr std::uint8_t not_a_sextet = 0x80; // the bit that they share

constexpr auto base64_table = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(foreign);
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        table[static_cast<std::uint8_t>(alphabet[i])] = static_cast<std::uint8_t>(i);
    for (const char c : std::string_view(" \t\r\n\v\f"))
        table[static_cast<std::uint8_t>(c)] = space;
    table['='] = padding;
    return table;
}();

std::uint8_t base64_value(char c)
{
    return base64_table[static_cast<std::uint8_t>(c)];
}

char hex_octet(char high, char low)
{
    return static_cast<char>(ascii::hex_value(high) * 16 + ascii::hex_value(low));
}

// RFC 2045 6.7 limits a line to 76 octets. Of a longer run of blanks at the end of a line only these are dropped, and
// the others pass, so that no more than these need be held.
constexpr std::size_t max_held = 1000;

// Where the blanks, and a CR behind them, begin that `line` ends with.
std::size_t tail_begin(std::string_view line)
{
    std::size_t begin = line.size();
    begin -= line.ends_with('\r') ? 1 : 0;
    const std::size_t blanks_end = begin;
    while (begin > 0 && blanks_end - begin < max_held && ascii::is_blank(line[begin - 1]))
        --begin;
    return begin;
}

} // namespace

void transfer_decoder::feed(std::string_view bytes, std::string& out)
{
    switch (encoding_) {
    case transfer_encoding::identity:
        out.append(bytes);
        break;
    case transfer_encoding::base64:
        feed_base64(bytes, out);
        break;
    case transfer_encoding::quoted_printable:
        feed_quoted_printable(bytes, out);
        break;
    }
}

void transfer_decoder::finish(std::string& out)
{
    if (encoding_ == transfer_encoding::base64 && sextets_ > 0) {
        defects_.add(defect::base64_malformed); // the padding is missing
        end_base64_segment(out);
    }
    // The end of the data is the end of a line: blanks are dropped, and "=" is a soft break. Half an escape is neither.
    if (held_.size() == 2 && ascii::hex_value(held_[1]) >= 0) {
        defects_.add(defect::quoted_printable_malformed);
        out += held_;
    }
    held_.clear();
}

void transfer_decoder::feed_base64(std::string_view bytes, std::string& out)
{
    out.reserve(out.size() + bytes.size() / 4 * 3 + 3);
    std::size_t i = 0;
    while (i < bytes.size()) {
        while (sextets_ == 0 && !padded_ && bytes.size() - i >= 4) {
            const std::uint8_t a = base64_value(bytes[i]), b = base64_value(bytes[i + 1]);
            const std::uint8_t c = base64_value(bytes[i + 2]), d = base64_value(bytes[i + 3]);
            if (((a | b | c | d) & not_a_sextet) != 0)
                break;
            const char octets[] = {static_cast<char>(a << 2 | b >> 4), static_cast<char>(b << 4 | c >> 2),
                                   static_cast<char>(c << 6 | d)};
            out.append(octets, 3);
            i += 4;
        }
        if (i < bytes.size())
            add_base64(bytes[i++], out);
    }
}

// Segments that were encoded one by one and put together are decoded one by one: what follows the padding is data
// again.
void transfer_decoder::add_base64(char c, std::string& out)
{
    const std::uint8_t value = base64_value(c);
    if (value == space)
        return;
    if (value == padding) {
        if (sextets_ < 2 && !padded_)
            defects_.add(defect::base64_malformed);
        end_base64_segment(out);
        padded_ = true;
        return;
    }
    if (value == foreign || padded_)
        defects_.add(defect::base64_malformed);
    if (value == foreign)
        return;
    padded_ = false;
    bits_ = bits_ << 6 | value;
    if (++sextets_ < 4)
        return;
    const char octets[] = {static_cast<char>(bits_ >> 16), static_cast<char>(bits_ >> 8), static_cast<char>(bits_)};
    out.append(octets, 3);
    sextets_ = 0;
}

// One octet of two characters, two of three; a single character is too little for one.
void transfer_decoder::end_base64_segment(std::string& out)
{
    if (sextets_ == 2) {
        out += static_cast<char>(bits_ >> 4);
    } else if (sextets_ == 3) {
        out += static_cast<char>(bits_ >> 10);
        out += static_cast<char>(bits_ >> 2);
    }
    sextets_ = 0;
}

void transfer_decoder::feed_quoted_printable(std::string_view bytes, std::string& out)
{
    out.reserve(out.size() + held_.size() + bytes.size());
    std::size_t equals = bytes.find('=');
    std::size_t i = 0;
    while (i < bytes.size()) {
        if (!held_.empty()) {
            i += add_to_held(bytes[i], out) ? 1 : 0;
            continue;
        }
        if (equals < i)
            equals = bytes.find('=', i);
        const std::size_t newline = bytes.substr(0, equals).find('\n', i);
        if (newline != npos) {
            take_line_tail(bytes.substr(i, newline - i), out);
            out += held_.ends_with('\r') ? "\r\n" : "\n";
            held_.clear();
            i = newline + 1;
        } else if (equals != npos) {
            out.append(bytes, i, equals - i);
            i = equals + take_escape(bytes.substr(equals), out);
        } else {
            take_line_tail(bytes.substr(i), out);
            i = bytes.size();
        }
    }
}

// `bytes` begin with '='. What is not complete is held. Returns how much was taken.
std::size_t transfer_decoder::take_escape(std::string_view bytes, std::string& out)
{
    if (bytes.size() >= 3 && ascii::hex_value(bytes[1]) >= 0 && ascii::hex_value(bytes[2]) >= 0) {
        out += hex_octet(bytes[1], bytes[2]);
        return 3;
    }
    held_ = '=';
    return 1;
}

// Passes the text of a line and holds the blanks and the CR that it ends with.
void transfer_decoder::take_line_tail(std::string_view tail, std::string& out)
{
    const std::size_t begin = tail_begin(tail);
    out.append(tail, 0, begin);
    held_ = tail.substr(begin);
}

// One more octet behind what is held: decides it, or is held too. False where it must be looked at again.
bool transfer_decoder::add_to_held(char c, std::string& out)
{
    const bool escape = held_.front() == '=';
    const bool after_cr = held_.back() == '\r';
    const bool half = escape && held_.size() == 2 && ascii::hex_value(held_.back()) >= 0;
    if (c == '\n' && !half) {
        if (!escape)
            out += after_cr ? "\r\n" : "\n";
        held_.clear();
        return true;
    }
    if (half && ascii::hex_value(c) >= 0) {
        out += hex_octet(held_[1], c);
        held_.clear();
        return true;
    }
    if (held_ == "=" && ascii::hex_value(c) >= 0) {
        held_ += c;
        return true;
    }
    if (!half && !after_cr && (c == '\r' || (ascii::is_blank(c) && held_.size() < max_held))) {
        held_ += c;
        return true;
    }
    if (!escape && !after_cr && ascii::is_blank(c)) {
        out += held_.front();
        held_.erase(0, 1);
        held_ += c;
        return true;
    }
    if (escape)
        defects_.add(defect::quoted_printable_malformed);
    out += held_;
    held_.clear();
    return false;
}

} // namespace recoil::mime

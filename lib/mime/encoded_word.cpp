#include "mime/encoded_word.hpp"

#include "mime/charset_decoder.hpp"
#include "mime/transfer_decoder.hpp"
#include "util/ascii.hpp"

#include <algorithm>
#include <optional>

namespace recoil::mime {

namespace {

constexpr std::size_t npos = std::string_view::npos;

// RFC 2047 2 with the language of RFC 2231 5: "=?charset*language?encoding?text?=".
struct encoded_word {
    std::string_view charset;
    transfer_encoding encoding;
    std::string_view text;
    std::size_t end; // behind the word
};

// Finds words one after the other. "?=" is looked for once: while one is known behind the text, no search is repeated,
// so that "=?a?q?" without end costs no more than its length.
class word_finder {
public:
    explicit word_finder(std::string_view value) : value_(value) {}

    // `begin` is the place of a "=?".
    std::optional<encoded_word> at(std::size_t begin)
    {
        const std::size_t charset = begin + 2;
        const std::size_t mark = value_.find('?', charset);
        if (mark == npos || mark + 2 >= value_.size() || value_[mark + 2] != '?')
            return std::nullopt;
        const char letter = ascii::to_lower(value_[mark + 1]);
        if (letter != 'b' && letter != 'q')
            return std::nullopt;
        const std::size_t text = mark + 3;
        if (end_ != npos && end_ < text)
            end_ = value_.find("?=", text);
        if (end_ == npos)
            return std::nullopt;
        const std::string_view name = value_.substr(charset, mark - charset);
        return encoded_word{name.substr(0, name.find('*')),
                            letter == 'b' ? transfer_encoding::base64 : transfer_encoding::quoted_printable,
                            value_.substr(text, end_ - text), end_ + 2};
    }

private:
    std::string_view value_;
    std::size_t end_ = 0; // of the last "?=" that was found; npos: there is no other
};

// RFC 2047 4.2: "Q" is quoted-printable with '_' for a blank; a real blank is no error here.
std::string decode_text(const encoded_word& word)
{
    std::string text(word.text);
    if (word.encoding == transfer_encoding::quoted_printable) {
        // A blank at the end is text here, though not in quoted-printable.
        std::string escaped;
        for (const char c : text)
            escaped += c == '_' || c == ' ' ? "=20" : std::string(1, c);
        text = std::move(escaped);
    }
    std::string out;
    transfer_decoder decoder(word.encoding);
    decoder.feed(text, out);
    decoder.finish(out);
    return out;
}

// Decodes adjacent words of one charset as one text, since a character may be split between them.
class word_run {
public:
    bool open() const { return decoder_.has_value(); }

    void add(const encoded_word& word, std::string& out)
    {
        const std::string charset = ascii::to_lower(word.charset);
        if (!decoder_ || charset != charset_) {
            close(out);
            decoder_.emplace(charset);
            charset_ = charset;
        }
        decoder_->feed(decode_text(word), out);
    }
    void close(std::string& out)
    {
        if (decoder_)
            decoder_->finish(out);
        decoder_.reset();
    }

private:
    std::optional<charset_decoder> decoder_;
    std::string charset_;
};

bool is_white_space(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), ascii::is_space);
}

} // namespace

std::string decode_words(std::string_view value)
{
    std::string out;
    word_finder words(value);
    word_run run;
    std::size_t plain = 0; // begin of the text that is in no word
    for (std::size_t at = value.find("=?"); at != npos;) {
        const auto word = words.at(at);
        if (!word) {
            at = value.find("=?", at + 2);
            continue;
        }
        const std::string_view between = value.substr(plain, at - plain);
        if (!run.open() || !is_white_space(between)) {
            run.close(out);
            out += to_utf8(between, "");
        }
        run.add(*word, out);
        plain = word->end;
        at = value.find("=?", plain);
    }
    run.close(out);
    return out + to_utf8(value.substr(plain), "");
}

} // namespace recoil::mime

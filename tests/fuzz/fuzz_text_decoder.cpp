// Decoded text is valid UTF-8 of limited size and does not depend on where its input is cut; so are encoded words and
// parameters. Input: transfer encoding, the place of the cut, the charset up to an LF, the text.
#include "mime/address.hpp"
#include "mime/content_type.hpp"
#include "mime/encoded_word.hpp"
#include "mime/text_decoder.hpp"
#include "util/utf8.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    const auto encoding = static_cast<recoil::mime::transfer_encoding>(data[0] % 3);
    const std::string_view rest(reinterpret_cast<const char*>(data) + 2, size - 2);
    const std::string_view charset = rest.substr(0, rest.find('\n'));
    const std::string_view text = rest.substr(charset.size() == rest.size() ? rest.size() : charset.size() + 1);
    const std::size_t cut = data[1] % (text.size() + 1);

    std::string whole, in_two;
    recoil::mime::text_decoder once(encoding, charset), twice(encoding, charset);
    once.feed(text, whole);
    once.finish(whole);
    twice.feed(text.substr(0, cut), in_two);
    twice.feed(text.substr(cut), in_two);
    twice.finish(in_two);
    if (whole != in_two || once.defects() != twice.defects() || !recoil::utf8::valid(whole))
        std::abort();
    if (whole.size() > 4 * text.size() + 16)
        std::abort();
    const std::string words = recoil::mime::decode_words(text);
    if (!recoil::utf8::valid(words) || words.size() > 4 * text.size() || recoil::mime::first_address(text).size() > 512)
        std::abort();
    for (const auto& [name, value] : recoil::mime::parse_content_type(text).value.parameters)
        if (name != "boundary" && !recoil::utf8::valid(value))
            std::abort();
    return 0;
}

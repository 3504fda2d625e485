// The lines of an HTML text do not depend on where it is cut, are at most one octet longer than it, end with LF, and
// are valid UTF-8 if it is. The first two octets of the input say where the cut is.
#include "mime/html_text.hpp"
#include "util/utf8.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::string_view html(reinterpret_cast<const char*>(data) + 2, size - 2);
    const std::size_t cut = (static_cast<std::size_t>(data[0]) << 8 | data[1]) % (html.size() + 1);

    std::string whole, in_two, in_bytes;
    recoil::mime::html_text once, twice, often;
    once.feed(html, whole);
    once.finish(whole);
    twice.feed(html.substr(0, cut), in_two);
    twice.feed(html.substr(cut), in_two);
    twice.finish(in_two);
    for (std::size_t i = 0; i < html.size(); ++i)
        often.feed(html.substr(i, 1), in_bytes);
    often.finish(in_bytes);

    if (whole != in_two || whole != in_bytes || whole.size() > html.size() + 1)
        std::abort();
    if (!whole.empty() && !whole.ends_with('\n'))
        std::abort();
    if (recoil::utf8::valid(html) && !recoil::utf8::valid(whole))
        std::abort();
    return 0;
}

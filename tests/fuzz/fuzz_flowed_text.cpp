// The lines of a flowed text do not depend on where it is cut, are at most twice as long and one octet more, end with
// LF, and are valid UTF-8 if it is. The first octet of the input says whether DelSp is set, the second where the cut
// is.
#include "mime/flowed_text.hpp"
#include "util/utf8.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    const bool delsp = data[0] % 2 == 1;
    const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
    const std::size_t cut = data[1] % (text.size() + 1);

    std::string whole, in_two;
    recoil::mime::flowed_text once(delsp), twice(delsp);
    once.feed(text, whole);
    once.finish(whole);
    twice.feed(text.substr(0, cut), in_two);
    twice.feed(text.substr(cut), in_two);
    twice.finish(in_two);

    if (whole != in_two || whole.size() > 2 * text.size() + 1)
        std::abort();
    if (!whole.empty() && !whole.ends_with('\n'))
        std::abort();
    if (recoil::utf8::valid(text) && !recoil::utf8::valid(whole))
        std::abort();
    return 0;
}

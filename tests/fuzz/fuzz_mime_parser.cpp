// The events of a message do not depend on where it is cut, and no more comes out of it than went in. The first two
// octets of the input say where the cut is, the third whether the limits are narrow.
#include "support/event_list.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 3)
        return 0;
    const std::string_view message(reinterpret_cast<const char*>(data) + 3, size - 3);
    const std::size_t cut = (static_cast<std::size_t>(data[0]) << 8 | data[1]) % (message.size() + 1);
    recoil::mime::limits limits;
    if (data[2] % 2 == 1)
        limits = {2, 4, 100, 20};

    const auto whole = recoil::test::parse(message, limits);
    if (whole.body_bytes > message.size() || !whole.events.ends_with("message_end\n"))
        std::abort();
    if (recoil::test::parse_cut(message, cut, limits) != whole)
        std::abort();
    if (recoil::test::parse_by_bytes(message, 1 + cut % 5, limits) != whole)
        std::abort();
    return 0;
}

// A whole connection. The first octet says which messages are skipped and whether the stream is raw octets or packets
// of the right length; the next two say where it is cut in two. What the session says and does must not depend on the
// cut. Answers are whole packets, and never anything but O, continue and accept.
#include "support/milter_mta.hpp"
#include "support/milter_replay.hpp"

#include <cstdint>
#include <cstdlib>

using namespace recoil;

static test::milter_replay replay(unsigned choice, std::string_view first, std::string_view second)
{
    test::milter_replay session({(choice & 1) != 0, (choice & 2) != 0}, {(choice & 4) != 0 ? 1U : 1000U});
    session.feed(first);
    session.feed(second);
    session.disconnect();
    return session;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    if (size < 3)
        return 0;
    std::string input(reinterpret_cast<const char*>(data + 3), size - 3);
    if ((data[0] & 8) != 0)
        input = test::packets_of(input);
    const size_t cut = (data[1] * size_t{256} + data[2]) % (input.size() + 1);
    const test::milter_replay whole = replay(data[0], input, "");
    const test::milter_replay in_two = replay(data[0], input.substr(0, cut), std::string_view(input).substr(cut));
    const bool holds = whole.transcript() == in_two.transcript() && whole.well_formed() && in_two.well_formed() &&
                       whole.answers().find_first_not_of("Oca") == std::string::npos &&
                       whole.content_bytes() <= 3 * input.size();
    return holds ? 0 : (std::abort(), 1);
}

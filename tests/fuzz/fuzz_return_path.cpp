// Only a holder of the key makes a return path that is valid: what is signed is valid, but by no other key, and not
// with one octet of it changed, except in case. The first three octets of the input say on which day, where and to
// what.
#include "pipeline/signed_return_path.hpp"
#include "support/signed_address.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace recoil;

// A fuzzer finds the 24 bits of BATV: of those only that nothing breaks.
bool is_valid(const char* key, const std::string& address, std::chrono::sys_days now)
{
    const auto state = pipeline::return_path_keys({{key}}, std::chrono::days(30)).examine(address, now).state;
    return state == pipeline::signature::valid && !ascii::istarts_with(address, "prvs=");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 3)
        return 0;
    const std::string address(reinterpret_cast<const char*>(data) + 3, size - 3);
    const std::chrono::sys_days day{std::chrono::days(20'000 + data[0])};
    if (is_valid("key", address, day))
        std::abort();
    if (address.find('@', 1) == std::string::npos || size > 400 || ascii::istarts_with(address, "prvs="))
        return 0;
    const std::string made = test::sign("key", address, day, "+-=."[data[2] % 4]);
    std::string changed = made;
    changed[data[1] % made.size()] = static_cast<char>(data[2]);
    const bool is_other = !ascii::iequals(changed, made);
    if (!is_valid("key", made, day) || is_valid("kez", made, day) || (is_other && is_valid("key", changed, day)))
        std::abort();
    return 0;
}

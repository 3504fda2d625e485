// Any octets may be a reply. Its normal form is bounded, of one line, has no capital but in a stand-in, and is the same
// for a reply with more white space.

#include "classify/normal_form.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using recoil::classify::normal_form;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::string form = normal_form(text);
    if (form.size() > recoil::classify::normal_form_bytes || form.find_first_of("\r\n\t") != std::string::npos)
        std::abort();
    if (form.find("  ") != std::string::npos || form.starts_with(' '))
        std::abort();
    for (std::size_t i = 0; i < form.size(); ++i) {
        const bool capital = form[i] >= 'A' && form[i] <= 'Z';
        const auto fits = [&](std::string_view name) {
            const std::size_t first = form.rfind(name[0], i);
            return first != std::string::npos && i < first + name.size() && form.compare(first, name.size(), name) == 0;
        };
        if (capital && !fits("ADDRESS") && !fits("IP") && !fits("HOST") && !fits("TIME") && !fits("ID") &&
            !fits("NUMBER") && form.size() < recoil::classify::normal_form_bytes)
            std::abort();
    }
    if (form != normal_form(" " + std::string(text)) && size < 4'000)
        std::abort();
    return 0;
}

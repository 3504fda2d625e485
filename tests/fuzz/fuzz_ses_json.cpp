// A text that is no notification leaves the report as it was; of one that is, every text is UTF-8 and bounded in
// number.

#include "dsn/ses_json.hpp"
#include "support/report_text.hpp"
#include "util/utf8.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace recoil;
    static const std::vector<std::string> capture{"subject"};
    static const std::string untouched = test::shown(dsn::report{});
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    dsn::report found;
    const bool read = dsn::read_ses_json(text, capture, {.recipients = 3, .header_bytes = 512}, found);
    const std::string shown = test::shown(found);
    if (!utf8::valid(shown) || found.recipients.size() > 3)
        std::abort();
    if (read == found.recipients.empty() || (!read && shown != untouched))
        std::abort();
    return 0;
}

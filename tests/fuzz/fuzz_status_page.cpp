// Whatever a text of the board holds, the page is well-formed, nothing of the text becomes markup, and both writers
// give valid UTF-8; a masked text too, of valid UTF-8.
#include "status/address_mask.hpp"
#include "status/board_json.hpp"
#include "status/page.hpp"
#include "support/html_check.hpp"
#include "support/sample_board.hpp"
#include "util/utf8.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace recoil;
    const std::string text(reinterpret_cast<const char*>(data), size);
    const status::board board = test::sample_board(text);
    const std::string page = status::to_html(board, size % 2 == 0);
    if (!test::html_check::problem_of(page).empty() || !utf8::valid(page))
        std::abort();
    if (!utf8::valid(status::to_json(board)))
        std::abort();
    const std::string masked = status::mask_addresses(text, text.substr(size / 2));
    if (utf8::valid(text) && utf8::valid(text.substr(size / 2)) && !utf8::valid(masked))
        std::abort();
    return 0;
}

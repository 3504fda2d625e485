#include "daemon/cli/followed_log.hpp"

#include "daemon/exit_code.hpp"
#include "daemon/log_input/file_follower.hpp"
#include "daemon/start_error.hpp"
#include "util/take_line.hpp"
#include "util/utf8.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <filesystem>
#include <iostream>
#include <optional>

namespace recoil::cli {

namespace {

net::task<void> read_on(file_follower* file, const std::function<void(std::string_view)>* take)
{
    for (;;) {
        const std::optional<log_batch> batch = co_await file->next();
        if (!batch)
            co_return;
        std::string_view lines = batch->lines;
        while (!lines.empty())
            (*take)(take_line(lines));
        file->committed(batch->position);
    }
}

} // namespace

int follow_log(const std::string& path, const std::function<void(std::string_view line)>& take)
try {
    net::asio::io_context loop(1);
    file_follower file(loop.get_executor(), std::filesystem::absolute(path).string(), "");
    net::asio::co_spawn(loop, read_on(&file, &take), net::asio::detached);
    loop.run();
    return exit_code::ok;
} catch (const start_error& error) {
    std::cerr << "recoil: " << utf8::escape_controls(error.what()) << "\n";
    return exit_code::failure;
}

} // namespace recoil::cli

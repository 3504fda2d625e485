#include "daemon/cli/followed_log.hpp"

#include "daemon/cli/line_splitter.hpp"
#include "daemon/exit_code.hpp"
#include "daemon/log.hpp"
#include "daemon/log_input/file_follower.hpp"
#include "daemon/start_error.hpp"
#include "util/take_line.hpp"
#include "util/utf8.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/signal_set.hpp>

#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <optional>

namespace recoil::cli {

namespace {

net::task<void> read_on(file_follower* file, const line_taker* take)
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

int follow_log(const std::string& path, const line_taker& take, const std::function<void(std::uint64_t offset)>& begin)
try {
    log::start(); // to standard error: what was lost, and what cannot be read
    log::set_level("warn");
    net::asio::io_context loop(1);
    net::asio::signal_set stopped(loop, SIGINT, SIGTERM);
    stopped.async_wait([&loop](boost::system::error_code, int) { loop.stop(); });
    file_follower file(loop.get_executor(), std::filesystem::absolute(path).string(), "");
    if (begin)
        begin(file.position().offset);
    net::asio::co_spawn(loop, read_on(&file, &take), net::asio::detached);
    loop.run();
    return exit_code::ok;
} catch (const start_error& error) {
    std::cerr << "recoil: " << utf8::escape_controls(error.what()) << "\n";
    return exit_code::failure;
}

int follow_standard_input(const line_taker& take)
{
    line_splitter lines([&take](std::string_view line, bool) { take(line); });
    std::array<char, 65'536> buffer;
    for (;;) {
        const ssize_t size = read(STDIN_FILENO, buffer.data(), buffer.size());
        if (size <= 0)
            break;
        lines.feed(std::string_view(buffer.data(), static_cast<std::size_t>(size)));
    }
    lines.finish();
    return exit_code::ok;
}

} // namespace recoil::cli

#include "daemon/cli/progress.hpp"

#include <unistd.h>

#include <cstdio>

namespace recoil::cli {

namespace {

constexpr std::chrono::milliseconds interval{200};
constexpr double mebibyte = 1024.0 * 1024.0;

} // namespace

progress::progress(std::string_view what, output comes)
    : what_(what), shown_(isatty(STDERR_FILENO) == 1 && (comes == output::at_the_end || isatty(STDOUT_FILENO) != 1))
{
}

progress::~progress()
{
    if (shown_)
        std::fputs("\r\033[K", stderr);
}

void progress::message()
{
    ++messages_;
    if (!shown_)
        return;
    const auto now = std::chrono::steady_clock::now();
    if (now - last_ < interval)
        return;
    last_ = now;
    show();
}

void progress::show() const
{
    const double seconds = std::chrono::duration<double>(last_ - start_).count();
    std::fprintf(stderr, "\r%llu %s, %.1f MiB, %.0f %s/s\033[K", static_cast<unsigned long long>(messages_),
                 what_.c_str(), static_cast<double>(bytes_) / mebibyte, static_cast<double>(messages_) / seconds,
                 what_.c_str());
    std::fflush(stderr);
}

} // namespace recoil::cli

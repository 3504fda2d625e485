// While it lives, no file of this process grows beyond `bytes`: write() stores what fits, then fails with EFBIG. The
// nearest that an ordinary user comes to a full disk.
#pragma once

#include <csignal>
#include <cstdint>

#include <sys/resource.h>

namespace recoil::test {

class file_size_limit {
public:
    explicit file_size_limit(std::uint64_t bytes)
    {
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        rlimit limited = before_;
        limited.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limited);
    }
    ~file_size_limit()
    {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    file_size_limit(const file_size_limit&) = delete;
    file_size_limit& operator=(const file_size_limit&) = delete;

private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

} // namespace recoil::test

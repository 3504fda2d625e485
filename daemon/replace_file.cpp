#include "daemon/replace_file.hpp"

#include "sink/posix_io.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>

namespace recoil {

namespace {

std::error_code write_durably(const std::string& path, std::string_view text)
{
    const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return sink::posix::last_error();
    std::error_code error = sink::posix::write_all(fd, text);
    if (!error)
        error = sink::posix::sync_data(fd); // an empty file must not take the place of a good one
    close(fd);
    return error;
}

} // namespace

std::error_code replace_file(const std::string& path, std::string_view text)
{
    const std::string fresh = path + ".new";
    std::error_code error = write_durably(fresh, text);
    if (!error && std::rename(fresh.c_str(), path.c_str()) != 0)
        error = sink::posix::last_error();
    if (error)
        unlink(fresh.c_str());
    return error;
}

} // namespace recoil

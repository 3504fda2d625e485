#include "daemon/cli/input_file.hpp"

#include <unistd.h>
#include <zlib.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

namespace recoil::cli {

namespace {

struct close_gz {
    void operator()(gzFile file) const { gzclose(file); }
};
using gz_file = std::unique_ptr<std::remove_pointer_t<gzFile>, close_gz>;

} // namespace

bool read_file(const std::string& path, const std::function<void(std::string_view)>& take, std::string& error)
{
    const gz_file file(path == "-" ? gzdopen(dup(STDIN_FILENO), "rb") : gzopen(path.c_str(), "rb"));
    if (!file) {
        error = std::strerror(errno);
        return false;
    }
    take({});
    std::array<char, 65'536> buffer;
    for (int n; (n = gzread(file.get(), buffer.data(), buffer.size())) > 0;)
        take(std::string_view(buffer.data(), static_cast<std::size_t>(n)));
    // A compressed file that ends too early gives 0 as well.
    int code = Z_OK;
    const char* message = gzerror(file.get(), &code);
    if (code == Z_OK || code == Z_STREAM_END)
        return true;
    error = code == Z_ERRNO ? std::strerror(errno) : message;
    return false;
}

} // namespace recoil::cli

#include "daemon/host.hpp"

#include <unistd.h>

#include <array>

namespace recoil {

std::string host_name()
{
    std::array<char, 256> name{}; // HOST_NAME_MAX is 64
    if (gethostname(name.data(), name.size() - 1) != 0 || name[0] == '\0')
        return "localhost";
    return name.data();
}

time_point wall_clock()
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

} // namespace recoil

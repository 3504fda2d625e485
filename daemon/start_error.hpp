// Why the daemon cannot start: a socket or a file that it cannot have. Thrown while `server` is built; exit code 1.
#pragma once

#include <stdexcept>
#include <string>
#include <system_error>

namespace recoil {

class start_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
    start_error(const std::string& what, int error_number)
        : std::runtime_error(what + ": " + std::generic_category().message(error_number))
    {
    }
};

} // namespace recoil

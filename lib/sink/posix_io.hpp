// System calls on descriptors as the event file needs them: whole, or an error. EINTR never reaches the caller.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>

namespace recoil::sink::posix {

std::error_code last_error(); // errno

// Writes everything, over as many short writes as it takes.
std::error_code write_all(int fd, std::string_view bytes);
std::error_code sync_data(int fd);
std::error_code file_size(int fd, std::uint64_t& size);
std::error_code truncate(int fd, std::uint64_t length);
// Makes the name of a new file durable.
std::error_code sync_directory_of(const std::string& path);

// Position behind the last '\n' before `size`; 0 where there is none. Reads backwards in blocks of bounded size.
std::error_code end_of_last_line(int fd, std::uint64_t size, std::uint64_t& end);

// What an unprivileged process may still write; the maximum where the system cannot say.
std::uint64_t free_bytes(int fd);
std::uint64_t free_bytes(const std::string& path);

} // namespace recoil::sink::posix

#include "proto/milter_frame.hpp"

#include <algorithm>

namespace recoil::proto {

std::uint32_t read_milter_number(std::string_view bytes)
{
    std::uint32_t number = 0;
    for (const char octet : bytes.substr(0, 4))
        number = number << 8U | static_cast<unsigned char>(octet);
    return number;
}

void append_milter_number(std::string& to, std::uint32_t number)
{
    for (const unsigned shift : {24U, 16U, 8U, 0U})
        to += static_cast<char>(number >> shift);
}

void append_milter_packet(std::string& to, char command, std::string_view data)
{
    append_milter_number(to, static_cast<std::uint32_t>(data.size() + 1));
    to += command;
    to += data;
}

milter_splitter::packet milter_splitter::next(std::string_view& input)
{
    if (returned_) {
        std::string().swap(buffer_); // an idle session keeps no room for the largest packet that it has seen
        returned_ = false;
    }
    const std::string_view head = collect(input, length_bytes);
    if (head.size() < length_bytes)
        return {};
    const std::size_t size = read_milter_number(head);
    if (size == 0 || size > max_milter_packet)
        return {status::malformed, 0, {}};
    std::string_view whole = collect(input, length_bytes + size);
    if (whole.size() < length_bytes + size)
        return {};
    if (buffer_.empty())
        input.remove_prefix(whole.size());
    else
        returned_ = true;
    whole.remove_prefix(length_bytes);
    return {status::complete, whole.front(), whole.substr(1)};
}

// The first `size` octets of the packet, or fewer where they have not come: a view of the input while all of them stand
// there, else they are moved to the buffer.
std::string_view milter_splitter::collect(std::string_view& input, std::size_t size)
{
    if (buffer_.empty() && input.size() >= size)
        return input.substr(0, size);
    if (buffer_.size() < size) {
        const std::size_t taken = std::min(size - buffer_.size(), input.size());
        buffer_.append(input.substr(0, taken));
        input.remove_prefix(taken);
    }
    return buffer_;
}

} // namespace recoil::proto

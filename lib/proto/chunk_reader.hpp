// The octets of one BDAT chunk (RFC 3030 2): as many as the command said, whatever they are.
#pragma once

#include <cstdint>
#include <string_view>

namespace recoil::proto {

class chunk_reader {
public:
    explicit chunk_reader(std::uint64_t size = 0) : left_(size) {}

    // The next piece of the chunk, taken from the front of `input`; a view of it.
    std::string_view next(std::string_view& input)
    {
        const std::string_view piece =
            input.substr(0, left_ < input.size() ? static_cast<std::size_t>(left_) : input.npos);
        input.remove_prefix(piece.size());
        left_ -= piece.size();
        return piece;
    }
    bool finished() const { return left_ == 0; }

private:
    std::uint64_t left_;
};

} // namespace recoil::proto

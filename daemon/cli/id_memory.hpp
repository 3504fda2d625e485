// Which event ids were seen before: an event may stand twice in a file, or in two (docs/events.md). Remembers at least
// the last two million, in at most 64 MiB; a repeat that comes later is taken for new.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace recoil::cli {

class id_memory {
public:
    explicit id_memory(std::size_t most = 2'000'000) : most_(most) {}

    bool add(std::string_view id); // false where it is known already

private:
    // Hashes in open addressing; 0 is a free place. Ids are hashes themselves: two of a million that fall together are
    // a matter of one in ten million.
    struct table {
        std::vector<std::uint64_t> places;
        std::size_t used = 0;

        bool contains(std::uint64_t hash) const;
        void insert(std::uint64_t hash);
    };

    std::size_t most_;
    table newer_;
    table older_; // given up as a whole when the newer one is full
};

} // namespace recoil::cli

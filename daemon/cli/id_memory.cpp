#include "daemon/cli/id_memory.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace recoil::cli {

namespace {

constexpr std::size_t first_size = 1 << 10; // sizes are powers of two

std::size_t place_of(const std::vector<std::uint64_t>& places, std::uint64_t hash)
{
    const std::size_t mask = places.size() - 1;
    std::size_t at = hash & mask;
    while (places[at] != 0 && places[at] != hash)
        at = (at + 1) & mask;
    return at;
}

} // namespace

bool id_memory::table::contains(std::uint64_t hash) const
{
    return !places.empty() && places[place_of(places, hash)] == hash;
}

void id_memory::table::insert(std::uint64_t hash)
{
    if (2 * used >= places.size()) {
        std::vector<std::uint64_t> larger(std::max(first_size, 2 * places.size()));
        for (const std::uint64_t known : places)
            if (known != 0)
                larger[place_of(larger, known)] = known;
        places = std::move(larger);
    }
    places[place_of(places, hash)] = hash;
    ++used;
}

bool id_memory::add(std::string_view id)
{
    const std::uint64_t hash = std::max<std::uint64_t>(1, std::hash<std::string_view>()(id));
    if (newer_.contains(hash) || older_.contains(hash))
        return false;
    if (newer_.used >= most_)
        older_ = std::exchange(newer_, {});
    newer_.insert(hash);
    return true;
}

} // namespace recoil::cli

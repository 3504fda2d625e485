// Compiled patterns kept in memory, so that a test compiles them once, and sees what was asked for.
#pragma once

#include "classify/database_store.hpp"

#include <map>

namespace recoil::test {

class memory_store : public classify::database_store {
public:
    std::optional<std::string> load(std::string_view identity) override
    {
        const auto found = kept.find(identity);
        hits += found != kept.end();
        return found != kept.end() ? std::optional(found->second) : std::nullopt;
    }
    void save(std::string_view identity, std::string_view octets) override
    {
        ++saves;
        kept.insert_or_assign(std::string(identity), std::string(octets));
    }

    std::map<std::string, std::string, std::less<>> kept;
    int hits = 0;
    int saves = 0;
};

} // namespace recoil::test

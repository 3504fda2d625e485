// Compiled rules that all tests of a build share, in its folder: to compile all packs takes seconds, and with the
// sanitizers minutes.
#pragma once

#include "classify/database_store.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

namespace recoil::test {

class kept_databases : public classify::database_store {
public:
    std::optional<std::string> load(std::string_view identity) override
    {
        std::ifstream file(path_of(identity), std::ios::binary);
        std::string text(std::istreambuf_iterator<char>(file), {});
        if (!text.starts_with(identity) || text.size() == identity.size())
            return std::nullopt;
        return text.substr(identity.size());
    }

    void save(std::string_view identity, std::string_view octets) override
    {
        const std::string path = path_of(identity);
        const std::string unfinished = path + "." + std::to_string(getpid());
        std::ofstream(unfinished, std::ios::binary) << identity << octets;
        std::filesystem::rename(unfinished, path);
    }

private:
    static std::string path_of(std::string_view identity)
    {
        return RECOIL_BINARY_DIR "/cache/tests-" + std::to_string(std::hash<std::string_view>()(identity));
    }
};

} // namespace recoil::test

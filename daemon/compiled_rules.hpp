// Compiled rule packs as files, so that a start does not compile what a start before it compiled.
//
// A file is trusted no further than its owner: this user or root, and writable by nobody else. It names what it was
// compiled from and by which version, and carries a checksum; whatever does not fit is not used, and is written anew.
// Nothing here is ever an error: without a folder that can be used the rules are compiled, as on the first start.
#pragma once

#include "classify/database_store.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace recoil {

class compiled_rules : public classify::database_store {
public:
    // The folder is made when something is saved; the one above it must exist.
    explicit compiled_rules(std::filesystem::path folder) : folder_(std::move(folder)) {}

    std::optional<std::string> load(std::string_view identity) override;
    void save(std::string_view identity, std::string_view octets) override; // whole or not at all; old files go

private:
    std::filesystem::path file_of(std::string_view digest) const;
    void drop_old() const;

    std::filesystem::path folder_;
};

// In state_folder(); null where there is none, and for root where it is another's.
std::unique_ptr<classify::database_store> daemons_compiled_rules();

// In $XDG_CACHE_HOME/recoil, else ~/.cache/recoil; null where there is no home.
std::unique_ptr<classify::database_store> users_compiled_rules();

} // namespace recoil

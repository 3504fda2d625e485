// Many patterns in one Vectorscan database: a text is read once, whatever their number, and every pattern that it holds
// is named.
//
// Immutable once built. scan() may be called from several threads at once: each call borrows a scratch space, and there
// are never more of them than calls that ran at the same time.
#pragma once

#include "classify/database_store.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct hs_database;
struct hs_scratch;

namespace recoil::classify {

inline constexpr std::size_t scanned_bytes = 4'096; // of one text; what follows decides nothing

class pattern_index {
public:
    struct failure {
        int pattern = -1; // its position; -1 where it is not about one pattern
        std::string what;
    };

    // Null where the patterns cannot be compiled: `why` says which and why. Where there is a `store`, the database
    // comes from it and goes into it.
    static std::unique_ptr<const pattern_index> build(std::span<const std::string> patterns, database_store* store,
                                                      failure& why);

    // Appends the positions of the patterns that `text` holds, each once, in no order.
    void scan(std::string_view text, std::vector<std::uint32_t>& hits) const;

private:
    struct release {
        void operator()(hs_database* database) const;
        void operator()(hs_scratch* scratch) const;
    };
    using database_ptr = std::unique_ptr<hs_database, release>;
    using scratch_ptr = std::unique_ptr<hs_scratch, release>;

    pattern_index() = default;
    static database_ptr compile(std::span<const std::string> patterns, failure& why);
    static database_ptr read_back(std::string_view octets);
    static void keep(const hs_database& database, std::string_view identity, database_store& store);
    scratch_ptr borrow() const;
    void give_back(scratch_ptr scratch) const;

    database_ptr database_; // null where there is no pattern at all
    scratch_ptr prototype_;
    mutable std::mutex mutex_;
    mutable std::vector<scratch_ptr> idle_;
};

} // namespace recoil::classify

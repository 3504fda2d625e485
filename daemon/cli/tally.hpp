// Rows by key, counted: the most frequent of any number, in bounded memory.
//
// Where there are more than `most` keys the rarer half is given up and only counted on; a key that comes back later
// starts anew. So the frequent ones are there in the end, and their counts are right or, seldom, too small.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace recoil::cli {

// `Row` has a member `count`, and `precious()`: such rows are given up last.
template<class Row>
class tally {
public:
    using entry = typename std::unordered_map<std::string, Row>::value_type;

    explicit tally(std::size_t most) : most_(most) {}

    // The row of that key, its count raised by one; `make` gives a new one.
    template<class Make>
    Row& add(const std::string& key, Make make)
    {
        auto found = rows_.find(key);
        if (found == rows_.end()) {
            if (rows_.size() >= most_)
                give_up_half();
            found = rows_.emplace(key, make()).first;
        }
        ++found->second.count;
        return found->second;
    }

    // Precious ones first, then by count, then by key.
    std::vector<const entry*> sorted() const
    {
        std::vector<const entry*> all;
        for (const entry& e : rows_)
            all.push_back(&e);
        std::ranges::sort(all, before);
        return all;
    }

    std::uint64_t given_up() const { return given_up_; } // the sum of their counts

private:
    static bool before(const entry* a, const entry* b)
    {
        if (a->second.precious() != b->second.precious())
            return a->second.precious();
        return a->second.count != b->second.count ? a->second.count > b->second.count : a->first < b->first;
    }

    void give_up_half()
    {
        const std::vector<const entry*> all = sorted();
        for (std::size_t i = all.size() / 2; i < all.size(); ++i) {
            given_up_ += all[i]->second.count;
            rows_.erase(std::string(all[i]->first));
        }
    }

    std::size_t most_;
    std::uint64_t given_up_ = 0;
    std::unordered_map<std::string, Row> rows_;
};

} // namespace recoil::cli

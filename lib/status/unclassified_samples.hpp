// Replies that no rule explains, grouped by what they have in common (classify/normal_form.hpp): what `recoil
// unclassified` makes rules of. Bounded: of `capacity` forms the one that was seen least recently gives way to a new
// one. Not thread-safe.
#pragma once

#include "sink/counting_watcher.hpp"
#include "status/board.hpp"

#include <cstddef>
#include <list>
#include <string>
#include <vector>

namespace recoil::status {

class unclassified_samples {
public:
    static constexpr std::size_t capacity = 20;
    static constexpr std::size_t text_bytes = 512;

    void add(const sink::counted_failure& f); // where its reason is unknown, and it said something
    struct sample {
        std::string form;
        std::string mailbox; // that the latest one was about, to mask it
        unexplained shown;
    };
    std::vector<sample> list() const; // the most frequent first

private:
    std::list<sample> samples_; // seen most recently first
};

} // namespace recoil::status

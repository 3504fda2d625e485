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

    // What its reply has in common with others; "" where its reason is known, or it said nothing: then it is no sample.
    static std::string form_of(const sink::counted_failure& f);
    void add(const sink::counted_failure& f, std::string form);

    struct sample {
        std::string form;
        std::string recipient; // of the latest one, to mask it
        std::string original_recipient;
        unexplained shown; // its text as it is kept (bounded_text.hpp)
    };
    std::vector<sample> list() const; // the most frequent first

private:
    std::list<sample> samples_; // seen most recently first
};

} // namespace recoil::status

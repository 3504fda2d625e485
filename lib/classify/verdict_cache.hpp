// Verdicts that were given, for failures that come again: a ban refuses many recipients with one reply.
//
// A verdict from here is the verdict that the rules would give. For that the key is all that a verdict is made of, to
// the octet: the reply as dsn::parse_reply() leaves it (white space and the codes of continued lines are collapsed),
// the hosts, the Status field, the action, the stage, what the caller knows. Nothing is masked, and case is kept. That
// would bring more hits, and wrong ones: a rule may look at any octet ("127\.0\.0\.[0-9]+", "S3150", "full" in an
// address), count them ("sender.{0,40}blocked"), and takes its captures from them. What varies between replies of one
// cause is masked where they are counted for people instead (normal_form.hpp).
//
// Two generations bound it: the young one takes what is found and what is new; when it is full the old one is dropped
// and it becomes the old one. So a verdict that is asked for again and again stays. A classifier has its own, and a
// reload drops both. May be used by several threads at once.
#pragma once

#include "classify/classifier.hpp"

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace recoil::classify {

class verdict_cache {
public:
    using entry = std::shared_ptr<const verdict>;

    // At most `entries` verdicts, and keys and verdicts of about `bytes`. With 0 entries nothing is kept.
    verdict_cache(std::size_t entries, std::size_t bytes);

    entry find(std::string_view key); // null where it is not known
    void keep(std::string key, entry value);

private:
    struct hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    struct generation {
        std::unordered_map<std::string, entry, hash, std::equal_to<>> verdicts;
        std::size_t bytes = 0;
    };

    void add(std::string key, entry value);

    std::size_t most_entries_; // of one generation
    std::size_t most_bytes_;
    std::mutex mutex_;
    generation young_;
    generation old_;
};

// The key of a failure: equal for equal failures, and for no others. Empty where it would be longer than is worth
// keeping.
std::string cache_key(const failure& f);

} // namespace recoil::classify

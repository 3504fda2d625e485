// Replies that no rule explains, grouped by what they have in common. In bounded memory, whatever the number of events.
#pragma once

#include "classify/classifier.hpp"
#include "daemon/cli/past_failure.hpp"
#include "daemon/cli/tally.hpp"

#include <boost/json/object.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::cli {

// Which ones of a kind, and how often; of more than `most` names the later ones are counted as others.
class name_counts {
public:
    static constexpr std::size_t most = 50;

    void add(const std::string& name);
    // "a 12, b 3 and 2 others": the most frequent first; control characters are escaped.
    std::string described(std::size_t shown) const;
    const std::map<std::string, std::uint64_t>& counts() const { return counts_; }

private:
    std::map<std::string, std::uint64_t> counts_;
    std::uint64_t others_ = 0; // of names beyond `most`
};

struct unexplained_reply {
    std::string reply;    // the normal form
    bool by_code = false; // a code alone decided; else nothing did
    outcome verdict;
    std::string status;
    std::string first_time; // of the first event, as it stands there
    name_counts providers;
    name_counts hosts;
    std::uint64_t count = 0;

    bool precious() const { return false; }
};

class unexplained {
public:
    static constexpr std::size_t most_replies = 20'000; // that are kept apart

    explicit unexplained(std::shared_ptr<const classify::classifier> rules) : judge_(std::move(rules)) {}

    void add(const boost::json::object& event);

    // The `most` most frequent replies that nothing explains, then as many of those that a code decides; 0 is all.
    std::vector<const unexplained_reply*> replies(std::uint64_t most) const;

    std::uint64_t failures = 0;
    std::uint64_t unknown = 0;
    std::uint64_t by_code = 0;
    std::uint64_t given_up() const { return rows_.given_up(); }

private:
    judge judge_;
    tally<unexplained_reply> rows_{most_replies};
};

// A reply without the name of the mailbox that it is about: "<kim>", "jo.smith". Addresses are for the normal form.
std::string without_mailbox(std::string_view reply, std::string_view recipient);

} // namespace recoil::cli

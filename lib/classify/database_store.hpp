// Where compiled patterns are kept between two starts: compiling some thousand takes seconds, reading them back takes
// milliseconds. Which place that is, and whether it can be trusted, is the store's affair.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace recoil::classify {

class database_store {
public:
    virtual ~database_store() = default;

    // What was saved for exactly this `identity`, a text of any length that names all that the octets depend on.
    // Nothing where there is none or it is damaged; never an error.
    virtual std::optional<std::string> load(std::string_view identity) = 0;
    // Keeps `octets` if it can.
    virtual void save(std::string_view identity, std::string_view octets) = 0;
};

} // namespace recoil::classify

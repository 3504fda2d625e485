// The boundaries of the multiparts that are open (RFC 2046 5.1.1), and which of them a line closes or divides.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace recoil::mime {

// RFC 2046 allows 70 octets; some systems write more. A longer one, or an empty one, is no boundary.
inline constexpr std::size_t max_boundary = 250;
// A delimiter line may end with blanks that were added on the way ("transport-padding"); more than these and it is
// none.
inline constexpr std::size_t max_padding = 256;
inline constexpr std::size_t max_delimiter_line = 2 + max_boundary + 2 + max_padding;

struct delimiter {
    int depth;  // of the multipart that it belongs to
    bool close; // "--boundary--"
};

class boundary_set {
public:
    // `depth` must be larger than that of every open one. Without a boundary no line is its delimiter.
    void open(std::string_view boundary, int depth);
    // Gives the innermost one more boundary, once; the declared one stays.
    void adopt(std::string_view boundary);
    void close_innermost();

    bool empty() const { return open_.empty(); }
    std::size_t size() const { return open_.size(); }
    int innermost_depth() const { return open_.empty() ? -1 : open_.back().depth; }
    bool innermost_has_delimiter() const { return !open_.back().boundary.empty() || !open_.back().adopted.empty(); }

    // `line` is without its line end. It must be the whole boundary, so that one which begins another never matches it.
    // Where several fit, the innermost counts. Time does not depend on how many are open.
    std::optional<delimiter> find(std::string_view line) const;

private:
    struct hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    struct entry {
        std::string boundary; // empty: none
        int depth;
        std::string adopted = {}; // empty: none
    };
    void add(const std::string& boundary, int depth);
    void remove(const std::string& boundary);
    int innermost_with(std::string_view boundary) const; // -1: none

    std::vector<entry> open_;
    std::unordered_map<std::string, std::vector<int>, hash, std::equal_to<>> depths_; // the innermost last
};

} // namespace recoil::mime

// Strict YAML: what yaml-cpp lets pass (duplicate keys, anchors that multiply, octal numbers, `no` as a boolean) is
// refused or read literally here. yaml.cpp is the only source that includes yaml-cpp.
#pragma once

#include "util/problem.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::yaml {

enum class kind { null, scalar, sequence, map };

struct entry;

// A plain tree; it owns its text. `entries` keeps the order of the file.
struct node {
    kind type = kind::null;
    int line = 0;        // where it starts; the value of a key: where the key stands
    position start;      // where it starts, also of the value of a key; of a quoted scalar the quote
    bool quoted = false; // a quoted scalar is always text: "0660" is not a number, "null" is not null
    std::string scalar;
    std::vector<node> items;
    std::vector<entry> entries;

    const node* find(std::string_view key) const; // of a map; null where it is absent
};

struct entry {
    std::string key;
    node value;
};

// Reads one document. Syntax errors, duplicate keys, anchors and aliases, tags, a second document, what is not UTF-8,
// control characters, more than 4 MiB, 200,000 nodes or a depth of 32 are problems (with their line); then nothing is
// returned. An empty document is a null node.
std::optional<node> parse(std::string_view text, std::string_view file, problems& problems);

// A value as a problem names it: "a list", or a scalar's text in quotes, shortened and escaped.
std::string described(const node& value);

// Reads a map key by key. Every key that is asked for is known; finish() reports the others. A key that is absent or
// null leaves the variable as it was. A value of the wrong type or out of range is a problem and leaves the variable as
// it was.
class map_reader {
public:
    // `where` is the dotted path of this map ("" for the root); `file` and `problems` must outlive the reader.
    // A node that is neither a map nor null is a problem here and reads as an empty map.
    map_reader(const node& map, std::string where, std::string_view file, problems& problems);

    const node* find(std::string_view key); // null where it is absent or null
    // A reader of a map inside this one, for the same file and problems.
    map_reader inner(const node& map, std::string_view key) const { return {map, path(key), file_, *problems_}; }
    void read(std::string_view key, std::string& value);
    void read(std::string_view key, bool& value);                     // true | false
    void read(std::string_view key, std::vector<std::string>& value); // a sequence of scalars, or one scalar
    void read(std::string_view key, std::uint64_t& value, std::uint64_t min, std::uint64_t max); // decimal only
    void read(std::string_view key, std::int64_t& value, std::int64_t min, std::int64_t max);

    // A problem at that key's line, or the map's where it is absent.
    void fail(std::string_view key, std::string what);
    void fail(const node& at, std::string_view key, std::string what);
    // The same with the line and the column of `at` itself: for what is long, and what stands beside others.
    void fail_within(const node& at, std::string_view key, std::string what);
    std::string path(std::string_view key) const; // where + "." + key
    int line() const { return map_->line; }

    // Unknown keys become problems: "unknown key; known: a, b, c".
    void finish();

private:
    const node* map_;
    std::string where_;
    std::string_view file_;
    problems* problems_;
    std::vector<std::string> known_;
};

} // namespace recoil::yaml

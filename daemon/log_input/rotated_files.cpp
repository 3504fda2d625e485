#include "daemon/log_input/rotated_files.hpp"

#include "util/ascii.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <tuple>
#include <utility>

namespace recoil {

namespace {

namespace fs = std::filesystem;

struct sibling {
    std::string path;
    std::string suffix; // behind the name of the log and the dot or hyphen
    std::int64_t modified = 0;
    std::unique_ptr<log_file> file; // null where it cannot be read
};
using siblings = std::vector<sibling>;

constexpr std::string_view stamp = "0123456789-_T:.";

// "1", "20261122-081500": what tools for rotation append; "2.gz" where they compress it as well.
bool is_of_rotation(std::string_view suffix)
{
    const std::size_t end = std::min(suffix.find_first_not_of(stamp), suffix.size());
    return ascii::is_digit(suffix.front()) && (end == suffix.size() || suffix[end - 1] == '.');
}

bool is_compressed(std::string_view suffix)
{
    return suffix.find_first_not_of(stamp) != std::string_view::npos;
}

// By time, and where files are of the same tick of the clock by name: "2" is older than "1", a later date is newer.
bool rotated_before(const sibling& a, const sibling& b)
{
    const auto key = [](const sibling& s) {
        constexpr std::uint64_t most_rotations = 100'000;
        const auto number = ascii::parse_unsigned(std::string_view(s.suffix).substr(0, s.suffix.find('.')));
        const bool counted = number && *number < most_rotations;
        return std::tuple(s.modified, !counted, counted ? most_rotations - *number : 0, std::string_view(s.suffix));
    };
    return key(a) < key(b);
}

// Oldest first; without other names of `current`.
siblings siblings_of(const fs::path& path, const log_file* current)
{
    siblings found;
    const std::string name = path.filename().string();
    std::error_code failed;
    for (fs::directory_iterator entry(path.parent_path(), failed), end; !failed && entry != end;
         entry.increment(failed)) {
        const std::string other = entry->path().filename().string();
        if (!other.starts_with(name) || other.size() < name.size() + 2 ||
            (other[name.size()] != '.' && other[name.size()] != '-'))
            continue;
        sibling s{.path = entry->path().string(), .suffix = other.substr(name.size() + 1), .modified = 0, .file = {}};
        std::error_code unreadable;
        s.file = log_file::open(s.path, unreadable);
        if (s.file && current != nullptr && s.file->is(*current))
            continue; // a second name of it
        s.modified = s.file ? s.file->modified() : 0;
        found.push_back(std::move(s));
    }
    std::ranges::sort(found, rotated_before);
    return found;
}

void take_rotated(siblings::iterator next, siblings::iterator end, unread_files& result)
{
    for (; next != end; ++next) {
        if (!next->file || !is_of_rotation(next->suffix))
            continue;
        if (is_compressed(next->suffix))
            result.lost = true;
        else
            result.files.push_back(std::move(next->file));
    }
}

} // namespace

unread_files find_unread(const std::string& path, const file_position& position)
{
    unread_files result;
    std::error_code failed;
    std::unique_ptr<log_file> current = log_file::open(path, failed);
    const bool stays = current && current->resume(position);
    siblings others;
    if (!stays || position.offset == 0)
        others = siblings_of(path, current.get());
    auto next = std::ranges::upper_bound(others, position.modified, {}, &sibling::modified);
    result.lost = position.inode != 0 && !stays;
    const auto was_read =
        stays ? others.end()
              : std::ranges::find_if(others, [&](const sibling& s) { return s.file && s.file->resume(position); });
    if (was_read != others.end()) {
        result.lost = false;
        next = was_read + 1;
        result.files.push_back(std::move(was_read->file));
    }
    take_rotated(next, others.end(), result);
    if (current)
        result.files.push_back(std::move(current));
    return result;
}

missed_files find_missed(const std::string& path, const log_file& last, const log_file& current,
                         const std::function<bool(log_file&)>& known)
{
    missed_files result;
    siblings others = siblings_of(path, &current);
    const auto anchor = std::ranges::find_if(others, [&](const sibling& s) { return s.file && s.file->is(last); });
    result.anchored = anchor != others.end();
    const auto next =
        result.anchored ? anchor + 1 : std::ranges::upper_bound(others, last.modified(), {}, &sibling::modified);
    const auto end = std::remove_if(next, others.end(), [&](sibling& s) { return s.file && known(*s.file); });
    take_rotated(next, end, result);
    result.lost = result.lost || (!result.anchored && !result.files.empty());
    return result;
}

} // namespace recoil

#include "daemon/log_input/rotated_files.hpp"

#include "util/ascii.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
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

std::vector<sibling> siblings_of(const fs::path& path, const log_file* current)
{
    std::vector<sibling> found;
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
    std::ranges::sort(found, {}, &sibling::modified);
    return found;
}

} // namespace

unread_files find_unread(const std::string& path, const file_position& position)
{
    unread_files result;
    std::error_code failed;
    std::unique_ptr<log_file> current = log_file::open(path, failed);
    if (current && current->resume(position)) {
        result.files.push_back(std::move(current));
        return result;
    }
    std::vector<sibling> siblings = siblings_of(path, current.get());
    std::int64_t read_until = position.modified;
    result.lost = position.inode != 0;
    const auto was_read =
        std::ranges::find_if(siblings, [&](const sibling& s) { return s.file && s.file->resume(position); });
    if (was_read != siblings.end()) {
        result.lost = false;
        read_until = was_read->modified;
        result.files.push_back(std::move(was_read->file));
    }
    for (sibling& s : siblings) {
        if (!s.file || s.modified <= read_until || !is_of_rotation(s.suffix))
            continue;
        if (is_compressed(s.suffix))
            result.lost = true;
        else
            result.files.push_back(std::move(s.file));
    }
    if (current)
        result.files.push_back(std::move(current));
    return result;
}

} // namespace recoil

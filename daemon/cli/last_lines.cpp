#include "daemon/cli/last_lines.hpp"

#include "daemon/cli/input_file.hpp"
#include "daemon/cli/line_splitter.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace recoil::cli {

namespace {

constexpr std::uint64_t block_bytes = 64 * 1024;

std::deque<std::string> from_the_beginning(const std::string& path, const line_choice& choice, std::string& error)
{
    std::deque<std::string> found;
    line_splitter lines([&](std::string_view line, bool) {
        if (choice.most == 0 || line.empty() || !choice.wanted(line))
            return;
        found.emplace_back(line);
        if (found.size() > choice.most)
            found.pop_front();
    });
    read_file(
        path, [&lines](std::string_view octets) { lines.feed(octets); }, error);
    lines.finish();
    return error.empty() ? found : std::deque<std::string>();
}

// Reads block by block towards the beginning.
class backward_reader {
public:
    explicit backward_reader(const line_choice& choice) : choice_(choice) {}

    std::deque<std::string> read(std::ifstream& in, std::uint64_t size)
    {
        std::string block;
        for (std::uint64_t end = std::min(size, choice_.end); end > 0 && !enough(); end -= block.size()) {
            block.resize(std::min(end, block_bytes));
            in.seekg(static_cast<std::streamoff>(end - block.size()));
            if (!in.read(block.data(), static_cast<std::streamsize>(block.size())))
                break;
            add(block);
        }
        if (!enough())
            take(); // the first line has no end before it
        return std::move(found_);
    }

private:
    bool enough() const { return found_.size() >= choice_.most; }

    void add(std::string_view block)
    {
        for (std::size_t end; (end = block.rfind('\n')) != std::string_view::npos && !enough();
             block = block.substr(0, end)) {
            hold(block.substr(end + 1));
            take();
        }
        hold(block);
    }

    // What is too long loses its end.
    void hold(std::string_view piece)
    {
        rest_.insert(0, piece);
        if (rest_.size() > line_splitter::line_bytes)
            rest_.resize(line_splitter::line_bytes);
    }

    void take()
    {
        if (!rest_.empty() && choice_.wanted(rest_))
            found_.push_front(rest_);
        rest_.clear();
    }

    const line_choice& choice_;
    std::deque<std::string> found_;
    std::string rest_; // of the line whose beginning was not read yet
};

bool is_compressed(std::ifstream& in)
{
    char magic[2] = {};
    in.read(magic, 2);
    in.clear();
    return std::string_view(magic, 2) == "\x1F\x8B";
}

} // namespace

std::deque<std::string> last_lines(const std::string& path, const line_choice& choice, std::string& error)
{
    std::error_code failed;
    if (path == "-" || !std::filesystem::is_regular_file(path, failed))
        return from_the_beginning(path, choice, error);
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        error = std::strerror(errno);
        return {};
    }
    if (is_compressed(in))
        return from_the_beginning(path, choice, error);
    return backward_reader(choice).read(in, std::filesystem::file_size(path, failed));
}

} // namespace recoil::cli

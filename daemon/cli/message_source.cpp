#include "daemon/cli/message_source.hpp"

#include "daemon/cli/input_file.hpp"
#include "daemon/cli/mbox_splitter.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace recoil::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view mbox_mark = "From ";

bool hidden(const fs::path& path)
{
    const std::string name = path.filename().string();
    return name.size() > 1 && name.front() == '.' && name != "..";
}

// A Maildir's tmp holds deliveries that are not complete.
bool maildir_tmp(const fs::path& path)
{
    std::error_code ignored;
    return path.filename() == "tmp" && fs::is_directory(path.parent_path() / "new", ignored) &&
           fs::is_directory(path.parent_path() / "cur", ignored);
}

std::vector<fs::directory_entry> entries(const fs::path& folder, std::vector<std::string>& unreadable)
{
    std::error_code error;
    std::vector<fs::directory_entry> found;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        found.push_back(*at);
    if (error)
        unreadable.push_back(folder.string() + ": " + error.message());
    std::ranges::sort(found);
    return found;
}

// Links to folders are not followed: they may lead back.
void walk(const fs::path& folder, std::vector<std::string>& files, std::vector<std::string>& unreadable)
{
    for (const fs::directory_entry& entry : entries(folder, unreadable)) {
        std::error_code ignored;
        if (hidden(entry.path()))
            continue;
        if (entry.is_regular_file(ignored))
            files.push_back(entry.path().string());
        else if (entry.is_directory(ignored) && !entry.is_symlink(ignored) && !maildir_tmp(entry.path()))
            walk(entry.path(), files, unreadable);
    }
}

// The form is decided by the first octets; they are held until there are enough.
class form_switch {
public:
    form_switch(const std::string& name, const message_sink& sink)
        : name_(name)
        , sink_(sink)
        , mbox_({[this] { sink_.begin(++count_ == 1 ? name_ : name_ + "#" + std::to_string(count_)); },
                 [this](std::string_view bytes) { sink_.content(bytes); }, [this] { sink_.end(); }})
    {
    }

    void feed(std::string_view bytes)
    {
        if (form_ == form::undecided) {
            start_ += bytes;
            if (start_.size() < mbox_mark.size())
                return;
            decide();
            return;
        }
        give(bytes);
    }

    void finish()
    {
        if (form_ == form::undecided)
            decide();
        form_ == form::mbox ? mbox_.finish() : sink_.end();
    }

private:
    enum class form { undecided, mbox, message };

    void decide()
    {
        // An .eml file is one message even where its writer left the "From " line of a mailbox on it.
        const bool one = name_.ends_with(".eml") || name_.ends_with(".eml.gz");
        form_ = !one && start_.starts_with(mbox_mark) ? form::mbox : form::message;
        if (form_ == form::message)
            sink_.begin(name_);
        give(start_);
        start_.clear();
    }

    void give(std::string_view bytes) { form_ == form::mbox ? mbox_.feed(bytes) : sink_.content(bytes); }

    std::string name_;
    const message_sink& sink_;
    mbox_splitter mbox_;
    form form_ = form::undecided;
    std::string start_;
    std::size_t count_ = 0;
};

} // namespace

std::vector<std::string> find_files(const std::vector<std::string>& paths, std::vector<std::string>& unreadable)
{
    std::vector<std::string> files;
    for (const std::string& path : paths) {
        std::error_code error;
        if (path != "-" && fs::is_directory(path, error))
            walk(path, files, unreadable);
        else if (path == "-" || fs::exists(path, error))
            files.push_back(path);
        else
            unreadable.push_back(path + ": " + (error ? error.message() : "no such file or folder"));
    }
    return files;
}

bool read_messages(const std::string& path, const message_sink& sink, std::string& error)
{
    form_switch messages(path, sink);
    bool begun = false;
    const auto take = [&](std::string_view bytes) {
        begun = true;
        messages.feed(bytes);
    };
    const bool good = read_file(path, take, error);
    if (begun) // an empty file is an empty message, one that cannot be opened is none
        messages.finish();
    return good;
}

} // namespace recoil::cli

#include "util/yaml.hpp"

#include "util/utf8.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <unordered_map>

namespace recoil::yaml {

namespace {

constexpr std::size_t max_bytes = 4'194'304;
constexpr std::size_t max_nodes = 200'000;
constexpr std::size_t max_depth = 32;

// yaml-cpp recurses; nothing but an exception gets out of it. The problem is already noted when it is thrown.
struct stopped {};

// yaml-cpp's events to a tree. Working on the events instead of yaml-cpp's own nodes keeps what those have lost:
// duplicate keys, aliases, quotes and lines.
class builder : public YAML::EventHandler {
public:
    builder(std::string_view file, problems& problems) : file_(file), problems_(problems) {}

    node take_root() { return std::move(root_); }

    void OnDocumentStart(const YAML::Mark& mark) override
    {
        if (++documents_ > 1)
            stop(mark, "a second document starts here; accepted: one document");
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { add(make(kind::null, mark, anchor), mark); }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override
    {
        fail(mark, "an alias is not accepted; write the value out");
        add(make(kind::null, mark, 0), mark);
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override
    {
        if (tag != "?" && tag != "!")
            fail(mark, "a tag is not accepted");
        if (value.find('\0') != std::string::npos)
            fail(mark, "a NUL character is not accepted");
        node scalar = make(kind::scalar, mark, anchor);
        scalar.quoted = tag == "!"; // yaml-cpp's way to say that the scalar was not a plain one
        scalar.scalar = value;
        add(std::move(scalar), mark);
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        open(kind::sequence, mark, tag, anchor);
    }
    void OnSequenceEnd() override { close(); }

    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        open(kind::map, mark, tag, anchor);
    }
    void OnMapEnd() override { close(); }

private:
    struct frame { // a collection whose end has not come yet
        node value;
        YAML::Mark mark;
        bool has_key = false; // of a map: the next node is the value of `key`
        std::string key;
        int key_line = 0;
        std::unordered_map<std::string, int> lines; // of the keys so far
    };

    node make(kind type, const YAML::Mark& mark, YAML::anchor_t anchor)
    {
        if (++nodes_ > max_nodes)
            stop(mark, "more than " + std::to_string(max_nodes) + " values");
        if (anchor != 0)
            fail(mark, "an anchor is not accepted; write the value out wherever it is needed");
        node made;
        made.type = type;
        made.line = mark.line + 1;
        made.start = {mark.line + 1, mark.column + 1};
        return made;
    }

    void open(kind type, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor)
    {
        if (tag != "?")
            fail(mark, "a tag is not accepted");
        if (frames_.size() == max_depth)
            stop(mark, "nested deeper than " + std::to_string(max_depth) + " levels");
        frames_.push_back({.value = make(type, mark, anchor), .mark = mark, .key = {}, .lines = {}});
    }

    void close()
    {
        frame done = std::move(frames_.back());
        frames_.pop_back();
        add(std::move(done.value), done.mark);
    }

    void add(node value, const YAML::Mark& mark)
    {
        if (frames_.empty()) {
            root_ = std::move(value);
            return;
        }
        frame& parent = frames_.back();
        if (parent.value.type == kind::sequence) {
            parent.value.items.push_back(std::move(value));
        } else if (parent.has_key) {
            parent.has_key = false;
            value.line = parent.key_line;
            parent.value.entries.push_back({std::move(parent.key), std::move(value)});
        } else {
            add_key(parent, std::move(value), mark);
        }
    }

    void add_key(frame& parent, node key, const YAML::Mark& mark)
    {
        if (key.type != kind::scalar)
            fail(mark, "a key must be plain text");
        const auto [first, is_new] = parent.lines.emplace(key.scalar, key.line);
        parent.has_key = true;
        parent.key = std::move(key.scalar);
        parent.key_line = key.line;
        if (!is_new)
            fail(mark, "duplicate key; it stands in line " + std::to_string(first->second) + " already");
    }

    [[noreturn]] void stop(const YAML::Mark& mark, std::string why)
    {
        fail(mark, std::move(why));
        throw stopped{};
    }

    void fail(const YAML::Mark& mark, std::string what)
    {
        problems_.push_back({std::string(file_), mark.line + 1, path(), std::move(what)});
    }

    std::string path() const
    {
        std::string dotted;
        for (const frame& f : frames_) {
            if (f.value.type == kind::sequence)
                dotted += "[" + std::to_string(f.value.items.size()) + "]";
            else if (f.has_key)
                dotted += (dotted.empty() ? "" : ".") + utf8::escape_controls(f.key);
        }
        return dotted;
    }

    std::string_view file_;
    problems& problems_;
    std::vector<frame> frames_;
    node root_;
    std::size_t nodes_ = 0;
    int documents_ = 0;
};

int line_at(std::string_view text, std::size_t position)
{
    return static_cast<int>(std::ranges::count(text.substr(0, position), '\n')) + 1;
}

// YAML 1.2 5.1 calls these not printable; yaml-cpp takes U+0004 for the end of the file and drops what follows.
bool is_control(char c)
{
    return (c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == '\x7F';
}

std::optional<problem> unreadable(std::string_view text, std::string_view file)
{
    const std::string name(file);
    if (text.size() > max_bytes)
        return problem{name, 0, "", "larger than " + std::to_string(max_bytes) + " octets"};
    if (!utf8::valid(text)) {
        std::size_t line_start = 0;
        for (std::size_t end; (end = text.find('\n', line_start)) != std::string_view::npos; line_start = end + 1) {
            if (!utf8::valid(text.substr(line_start, end - line_start)))
                break;
        }
        return problem{name, line_at(text, line_start), "", "not valid UTF-8; accepted: UTF-8"};
    }
    if (const auto control = std::ranges::find_if(text, is_control); control != text.end()) {
        const auto position = static_cast<std::size_t>(control - text.begin());
        return problem{name, line_at(text, position), "", "a control character is not accepted"};
    }
    return std::nullopt;
}

// yaml-cpp's own messages do not name the commonest cause.
bool indented_by_tab(std::string_view text, int line)
{
    while (--line > 0 && !text.empty())
        text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    const std::size_t first = text.find_first_not_of(' ');
    return first != std::string_view::npos && text[first] == '\t';
}

} // namespace

const node* node::find(std::string_view key) const
{
    const auto found = std::ranges::find(entries, key, &entry::key);
    return found == entries.end() ? nullptr : &found->value;
}

std::optional<node> parse(std::string_view text, std::string_view file, problems& problems)
{
    if (auto p = unreadable(text, file)) {
        problems.push_back(std::move(*p));
        return std::nullopt;
    }
    const std::size_t before = problems.size();
    std::istringstream in{std::string(text)};
    builder tree(file, problems);
    try {
        YAML::Parser parser(in);
        while (parser.HandleNextDocument(tree)) {
        }
    } catch (const stopped&) {
        return std::nullopt; // the problem is noted already
    } catch (const YAML::Exception& e) {
        const int line = e.mark.line + 1;
        const char* hint = indented_by_tab(text, line) ? " (the line is indented by a tab; accepted: blanks)" : "";
        problems.push_back({std::string(file), line, "", "not valid YAML: " + e.msg + hint});
    }
    if (problems.size() > before)
        return std::nullopt;
    return tree.take_root();
}

} // namespace recoil::yaml

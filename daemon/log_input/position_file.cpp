#include "daemon/log_input/position_file.hpp"

#include "daemon/log.hpp"
#include "daemon/log_input/file_position.hpp"
#include "daemon/replace_file.hpp"
#include "daemon/start_error.hpp"

#include <fmt/format.h>

#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <string_view>
#include <utility>

namespace recoil {

namespace {

constexpr std::chrono::seconds rest{1};
constexpr std::string_view first_line = "recoil log position 1";

// A path may be longer than a file's name.
std::string file_name(std::string_view input)
{
    const std::string_view base = input.substr(input.rfind('/') + 1);
    std::string name(base.substr(0, 64));
    for (char& c : name)
        if (c == ':')
            c = '_';
    return fmt::format("{}-{:016x}", name, fingerprint(input));
}

} // namespace

struct position_file::state {
    explicit state(const net::executor& loop) : timer(loop) {}

    void flush()
    {
        if (!waiting)
            return;
        const std::error_code error = replace_file(path, fmt::format("{}\n{}\n{}\n", first_line, input, *waiting));
        waiting.reset();
        if (error && !failing)
            log::error("log input {}: its position cannot be saved in {}: {}", input, path, error.message());
        failing = static_cast<bool>(error);
        written = net::clock::now();
    }

    std::string input;
    std::string path; // "": nothing is kept
    net::timer timer;
    std::optional<std::string> waiting; // to be written
    net::clock::time_point written;
    bool failing = false;
    bool closed = false;
};

position_file::position_file(const net::executor& loop, const std::string& state_directory, const std::string& input)
    : state_(std::make_shared<state>(loop))
{
    if (state_directory.empty())
        return;
    const std::string folder = state_directory + "/log-positions";
    mkdir(folder.c_str(), 0700);
    state_->input = input;
    state_->path = folder + "/" + file_name(input);
    const std::string probe = state_->path + ".probe";
    if (const std::error_code error = replace_file(probe, ""))
        throw start_error("position of log input " + input + ": " + probe, error.value());
    unlink(probe.c_str());
}

position_file::~position_file() = default;

std::optional<std::string> position_file::load() const
{
    std::ifstream file(state_->path, std::ios::binary);
    std::string form, input, position;
    if (state_->path.empty() || !file)
        return std::nullopt;
    if (std::getline(file, form) && std::getline(file, input) && std::getline(file, position) && form == first_line &&
        input == state_->input)
        return position;
    log::warn("log input {}: its position in {} cannot be read", state_->input, state_->path);
    return std::nullopt;
}

void position_file::save(std::string position)
{
    if (state_->path.empty())
        return;
    const bool sleeping = state_->waiting.has_value();
    state_->waiting = std::move(position);
    if (state_->closed)
        return state_->flush();
    if (sleeping)
        return;
    state_->timer.expires_at(state_->written + rest); // in the past: at once
    state_->timer.async_wait([weak = std::weak_ptr(state_)](boost::system::error_code error) {
        const auto kept = weak.lock();
        if (!error && kept)
            kept->flush();
    });
}

void position_file::close()
{
    state_->closed = true;
    state_->timer.cancel();
    state_->flush();
}

} // namespace recoil

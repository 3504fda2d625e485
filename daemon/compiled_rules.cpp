#include "daemon/compiled_rules.hpp"

#include "daemon/host.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace recoil {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view magic = "recoil compiled rules 1\n";
constexpr std::string_view prefix = "rules-";
constexpr std::size_t digest_bytes = 32;
constexpr std::size_t header_bytes = magic.size() + 2 * digest_bytes; // digests of the identity and of the octets
constexpr std::size_t largest_file = 256 << 20;
constexpr std::size_t kept_files =
    8; // two for a set of packs: of this one, of the one before, of others that try things

std::string sha256(std::string_view text)
{
    std::string digest(digest_bytes, '\0');
    unsigned size = 0;
    if (EVP_Digest(text.data(), text.size(), reinterpret_cast<unsigned char*>(digest.data()), &size, EVP_sha256(),
                   nullptr) != 1)
        return {};
    return digest;
}

std::string digest_of(std::string_view identity)
{
    return sha256(std::string(RECOIL_VERSION) + '\0' + std::string(identity));
}

class descriptor {
public:
    explicit descriptor(int number) : number_(number) {}
    ~descriptor()
    {
        if (number_ >= 0)
            close(number_);
    }
    descriptor(const descriptor&) = delete;
    descriptor& operator=(const descriptor&) = delete;

    int get() const { return number_; }

private:
    int number_;
};

bool trusted(const struct stat& file)
{
    return S_ISREG(file.st_mode) && (file.st_uid == geteuid() || file.st_uid == 0) &&
           (file.st_mode & (S_IWGRP | S_IWOTH)) == 0 && file.st_size >= static_cast<off_t>(header_bytes) &&
           file.st_size <= static_cast<off_t>(largest_file);
}

std::optional<std::string> read_trusted(const fs::path& path)
{
    const descriptor file(open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat status {};
    if (file.get() < 0 || fstat(file.get(), &status) != 0 || !trusted(status))
        return std::nullopt;
    std::string octets(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t filled = 0;
    for (ssize_t got; filled < octets.size(); filled += static_cast<std::size_t>(got)) {
        got = read(file.get(), octets.data() + filled, octets.size() - filled);
        if (got <= 0)
            return std::nullopt;
    }
    futimens(file.get(), nullptr); // used files stay
    return octets;
}

bool write_all(int file, std::string_view octets)
{
    while (!octets.empty()) {
        const ssize_t written = write(file, octets.data(), octets.size());
        if (written <= 0)
            return false;
        octets.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

std::string variable(const char* name)
{
    const char* const value = std::getenv(name);
    return value != nullptr ? value : "";
}

} // namespace

fs::path compiled_rules::file_of(std::string_view digest) const
{
    std::string name(prefix);
    for (const char octet : digest.substr(0, digest_bytes / 2)) {
        std::array<char, 3> hex{};
        std::snprintf(hex.data(), hex.size(), "%02x", static_cast<unsigned>(static_cast<unsigned char>(octet)));
        name += hex.data();
    }
    return folder_ / name;
}

std::optional<std::string> compiled_rules::load(std::string_view identity)
{
    const std::string digest = digest_of(identity);
    std::optional<std::string> file = read_trusted(file_of(digest));
    if (!file || !file->starts_with(magic) || file->compare(magic.size(), digest_bytes, digest) != 0)
        return std::nullopt;
    const std::string checksum = file->substr(magic.size() + digest_bytes, digest_bytes);
    file->erase(0, header_bytes);
    return sha256(*file) == checksum ? std::move(file) : std::nullopt;
}

void compiled_rules::save(std::string_view identity, std::string_view octets)
{
    mkdir(folder_.c_str(), S_IRWXU);
    const std::string digest = digest_of(identity);
    std::string temporary = folder_ / (std::string(prefix) + "new-XXXXXX");
    const descriptor file(mkostemp(temporary.data(), O_CLOEXEC));
    if (file.get() < 0)
        return;
    const bool whole = write_all(file.get(), magic) && write_all(file.get(), digest) &&
                       write_all(file.get(), sha256(octets)) && write_all(file.get(), octets);
    if (!whole || rename(temporary.c_str(), file_of(digest).c_str()) != 0)
        unlink(temporary.c_str());
    drop_old();
}

void compiled_rules::drop_old() const
{
    std::vector<std::pair<fs::file_time_type, fs::path>> files;
    std::error_code failed;
    for (fs::directory_iterator entry(folder_, failed), end; !failed && entry != end; entry.increment(failed)) {
        std::error_code gone;
        const auto time = entry->last_write_time(gone);
        if (!gone && entry->path().filename().string().starts_with(prefix))
            files.emplace_back(time, entry->path());
    }
    std::sort(files.rbegin(), files.rend());
    for (std::size_t i = kept_files; i < files.size(); ++i)
        fs::remove(files[i].second, failed);
}

std::unique_ptr<classify::database_store> daemons_compiled_rules()
{
    const std::string folder = state_folder();
    // Root runs recoild --check, too: the service could not read what root left in its folder.
    struct stat status {};
    const bool of_another = geteuid() == 0 && stat(folder.c_str(), &status) == 0 && status.st_uid != 0;
    return folder.empty() || of_another ? nullptr : std::make_unique<compiled_rules>(fs::path(folder) / "compiled");
}

std::unique_ptr<classify::database_store> users_compiled_rules()
{
    fs::path cache = variable("XDG_CACHE_HOME");
    if (!cache.is_absolute()) { // as the XDG Base Directory Specification asks
        const std::string home = variable("HOME");
        if (home.empty())
            return nullptr;
        cache = fs::path(home) / ".cache";
        mkdir(cache.c_str(), S_IRWXU);
    }
    return std::make_unique<compiled_rules>(cache / "recoil");
}

} // namespace recoil

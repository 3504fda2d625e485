// Many mails for a benchmark, and the pass over their octets that it is compared with.
#pragma once

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::test {

// Every file under RECOIL_CORPUS/mails; the project's own golden mails where that is not set.
inline std::vector<std::string> corpus_mails()
{
    namespace fs = std::filesystem;
    const char* const corpus = std::getenv("RECOIL_CORPUS");
    const fs::path folder = corpus ? fs::path(corpus) / "mails" : fs::path(RECOIL_TESTS_DIR "/golden");
    std::vector<std::string> mails;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || (!corpus && entry.path().extension() != ".eml"))
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        mails.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    return mails;
}

inline std::size_t count_line_ends(std::string_view text)
{
    std::size_t lines = 0;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (const void* found = std::memchr(at, '\n', static_cast<std::size_t>(end - at))) {
        ++lines;
        at = static_cast<const char*>(found) + 1;
    }
    return lines;
}

// A notice without a report that names as many recipients as fit into `size` octets.
inline std::string long_notice(std::size_t size)
{
    std::string mail = "From: MAILER-DAEMON@mx.example.com\r\n"
                       "Subject: failure notice\r\n"
                       "\r\n"
                       "Hi. This is the qmail-send program at mx.example.com.\r\n\r\n";
    for (int n = 0; mail.size() < size; ++n) {
        mail += "<user" + std::to_string(n) +
                "@example.net>:\r\n192.0.2.7 does not like recipient.\r\n"
                "Remote host said: 550 5.1.1 no such user here\r\nGiving up on 192.0.2.7.\r\n\r\n";
    }
    return mail;
}

} // namespace recoil::test

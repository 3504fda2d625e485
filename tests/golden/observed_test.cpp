// What a milter reads to its end: no notice may be taken for ordinary mail when its header has ended.
#include "pipeline/transaction.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

namespace recoil {

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// With its empty line, and without the field that the delivery adds: a milter sees mail before it.
std::string header_of(const std::string& message)
{
    std::istringstream in(message);
    std::string header;
    for (std::string line; std::getline(in, line) && !line.empty() && line != "\r";)
        if (!line.starts_with("Return-Path:"))
            header += line + '\n';
    return header + "\r\n";
}

bool may_be_notice(const std::string& header, std::string sender)
{
    static const auto context = std::make_shared<const pipeline::context>();
    pipeline::transaction transaction(context, event::source::milter);
    transaction.mail_from(std::move(sender));
    transaction.rcpt_to("bounces@example.com");
    transaction.content(header);
    return transaction.may_be_notice();
}

struct mails {
    std::map<std::string, std::string> ordinary, others; // the headers by the names of the folders
};

mails golden_mails()
{
    mails result;
    for (const auto& entry : fs::directory_iterator(RECOIL_TESTS_DIR "/golden")) {
        if (!entry.is_directory())
            continue;
        const bool ordinary = read(entry.path() / "expected.jsonl").find("\"kind\":\"other\"") != std::string::npos;
        (ordinary ? result.ordinary : result.others)[entry.path().filename().string()] =
            header_of(read(entry.path() / "input.eml"));
    }
    return result;
}

TEST(observed_mail, what_has_a_null_sender_is_read_whole)
{
    const mails all = golden_mails();
    ASSERT_GT(all.others.size(), 100U);
    for (const auto& [name, header] : all.others)
        EXPECT_TRUE(may_be_notice(header, "")) << name;
}

// Few notices have a sender, and few of those an ordinary header: what only the prose proves is not read.
TEST(observed_mail, notices_with_a_sender_are_known_by_their_header)
{
    const std::set<std::string> unknown = {"184-courier-delay", "186-kddi-mailbox-full"};
    for (const auto& [name, header] : golden_mails().others)
        EXPECT_EQ(may_be_notice(header, "kim@example.net"), !unknown.contains(name)) << name;
}

// Some talk of notices in a way that only the body explains.
TEST(observed_mail, most_ordinary_mail_is_not_read_whole)
{
    std::size_t skipped = 0;
    const mails all = golden_mails();
    for (const auto& [name, header] : all.ordinary)
        skipped += may_be_notice(header, "kim@example.net") ? 0 : 1;
    EXPECT_GE(skipped * 2, all.ordinary.size());
    EXPECT_FALSE(may_be_notice("From: Kim <kim@example.net>\r\nSubject: lunch\r\n\r\n", "kim@example.net"));
}

} // namespace

} // namespace recoil

// Every golden mail by every way in: LMTP, a milter and a proxy say the same as reading it from a file.
#include "daemon/host.hpp"
#include "daemon/running_server.hpp"
#include "daemon/scripted_next_hop.hpp"
#include "event/json.hpp"
#include "support/json.hpp"
#include "support/milter_mta.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace recoil {
namespace {

namespace fs = std::filesystem;

using verdicts = std::map<std::string, std::multiset<std::string>>; // by the envelope's recipient

std::string with_crlf(const std::string& text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r'))
            result += '\r';
        result += text[i];
    }
    return result.ends_with("\r\n") ? result : result + "\r\n";
}

std::string with_stuffed_dots(const std::string& text)
{
    std::string result = text.starts_with('.') ? "." : "";
    for (std::size_t i = 0; i < text.size(); ++i) {
        result += text[i];
        if (text[i] == '\n' && i + 1 < text.size() && text[i + 1] == '.')
            result += '.';
    }
    return result;
}

// What an MTA hands to a milter as fields is a header; what it repairs before that is another matter.
bool has_sound_header(const std::string& mail)
{
    const std::size_t end = mail.find("\r\n\r\n");
    if (end == std::string::npos || mail.starts_with("\r\n"))
        return false;
    std::istringstream header(mail.substr(0, end));
    for (std::string line; std::getline(header, line);) {
        const std::size_t name = line.find_first_of(": \t");
        if (line.empty() || (line[0] != ' ' && line[0] != '\t' && (name == std::string::npos || line[name] != ':')))
            return false;
    }
    return true;
}

// The mails that end on a line and could pass SMTP as they are, by their folders' names.
std::map<std::string, std::string> golden_mails()
{
    std::map<std::string, std::string> mails;
    for (const auto& folder : fs::directory_iterator(fs::path(RECOIL_TESTS_DIR) / "golden")) {
        if (!fs::exists(folder.path() / "input.eml"))
            continue;
        const std::string mail = with_crlf(test::read_file((folder.path() / "input.eml").string()));
        if (has_sound_header(mail))
            mails.emplace(folder.path().filename().string(), mail);
    }
    return mails;
}

std::string address_of(std::string_view mail)
{
    return std::string(mail.substr(0, mail.find('-'))) + "@bounce.example.org";
}

std::string essence(const test::json& event)
{
    std::string text;
    for (const char* field :
         {"kind", "action", "origin", "recipient", "status", "category", "reason", "rule", "provider", "list_action",
          "diagnostic", "stage", "sending_ip", "queue_id", "message_key", "id"})
        text += std::string(field) + "=" + event.at(field).text + "\n";
    return text;
}

void add(verdicts& to, const std::string& line)
{
    const test::json event = test::parse_json(line).value_or(test::json());
    to[event.at("envelope").at("rcpt_to").items.at(0).text].insert(essence(event));
}

class every_way : public ::testing::Test {
protected:
    every_way()
    {
        setenv("STATE_DIRECTORY", RECOIL_BINARY_DIR "/cache", 1); // rules that are compiled once a build
        config::listener milter, proxy;
        milter.protocol = "milter";
        proxy.protocol = "proxy";
        proxy.next_hop = next_hop_.address();
        milter.address = proxy.address = "127.0.0.1:0";
        server_.settings.listeners.push_back(milter);
        server_.settings.listeners.push_back(proxy);
        server_.settings.rules.packs.clear();
        server_.settings.own_mtas = {"out1.example.com"};
        server_.start();
    }
    ~every_way() override { unsetenv("STATE_DIRECTORY"); }

    // As `recoil classify` does.
    verdicts by_file(bool other_too)
    {
        const auto context = load_snapshot(server_.settings, bad_packs::leave_out).snapshot->context;
        verdicts found;
        for (const auto& [name, mail] : mails_) {
            pipeline::transaction transaction(context, event::source::cli);
            transaction.mail_from("");
            transaction.rcpt_to(address_of(name));
            transaction.content(mail);
            const pipeline::outcome outcome = transaction.finish(wall_clock());
            for (const event::record& record : outcome.events) {
                std::string line;
                event::append_json(line, record);
                if (other_too || outcome.kind != dsn::kind::other)
                    add(found, line);
            }
        }
        return found;
    }
    // What the server recorded from `source`, once it is as much as is expected.
    verdicts recorded(std::string_view source, const verdicts& expected)
    {
        std::size_t events = 0;
        for (const auto& [mail, lines] : expected)
            events += lines.size();
        const std::string mark = "\"source\":\"" + std::string(source) + "\"";
        const auto lines = [&] {
            std::vector<std::string> all = server_.events();
            std::erase_if(all, [&](const std::string& line) { return line.find(mark) == std::string::npos; });
            return all;
        };
        test::eventually([&] { return lines().size() >= events; });
        verdicts found;
        for (const std::string& line : lines())
            add(found, line);
        return found;
    }
    void compare(const verdicts& found, const verdicts& expected)
    {
        for (const auto& [mail, lines] : expected)
            EXPECT_EQ(found.contains(mail) ? found.at(mail) : std::multiset<std::string>(), lines) << mail;
        EXPECT_EQ(found.size(), expected.size());
    }
    void deliver(test::smtp_client& client)
    {
        for (const auto& [name, mail] : mails_) {
            client.command("MAIL FROM:<>");
            client.command("RCPT TO:<" + address_of(name) + ">");
            client.command("DATA");
            EXPECT_EQ(client.command(with_stuffed_dots(mail) + ".").substr(0, 3), "250") << name;
        }
    }

    const std::map<std::string, std::string> mails_ = golden_mails();
    test::scripted_next_hop next_hop_;
    test::running_server server_;
};

TEST_F(every_way, lmtp_says_what_a_file_says)
{
    auto client = server_.client(0);
    client.greet();
    deliver(client);
    const verdicts expected = by_file(true);
    EXPECT_GT(expected.size(), 150u);
    compare(recorded("lmtp", expected), expected);
}

TEST_F(every_way, a_proxy_says_what_a_file_says)
{
    auto client = server_.client(2);
    client.greet("EHLO client.example");
    deliver(client);
    const verdicts expected = by_file(false);
    compare(recorded("proxy", expected), expected);
}

TEST_F(every_way, a_milter_says_what_a_file_says)
{
    test::tcp_client mta(server_.get().addresses().at(1));
    mta.send(test::offer());
    for (const auto& [name, mail] : mails_)
        mta.send(test::message_packets("", address_of(name), mail));
    const verdicts expected = by_file(false);
    compare(recorded("milter", expected), expected);
}

} // namespace
} // namespace recoil

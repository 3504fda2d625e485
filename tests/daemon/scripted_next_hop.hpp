// An SMTP server on loopback that answers as a test wants it to, one line with one reply, and keeps every octet that it
// was sent. Each connection has a thread of its own.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace recoil::test {

class scripted_next_hop {
public:
    // The reply with its CRLF, "" for none, nothing to close the connection. `line` is a command; "" at the beginning,
    // and
    // "." at the end of data, which a reply of class 3 has begun.
    using script = std::function<std::optional<std::string>(std::string_view line)>;

    // Accepts everything.
    static std::optional<std::string> polite(std::string_view line)
    {
        if (line.empty())
            return "220 next.example ESMTP\r\n";
        if (line.starts_with("EHLO"))
            return "250-next.example\r\n250-PIPELINING\r\n250-XFORWARD NAME ADDR\r\n250-STARTTLS\r\n250 CHUNKING\r\n";
        if (line == "DATA")
            return "354 go ahead\r\n";
        if (line == "QUIT")
            return "221 2.0.0 Bye\r\n";
        return line == "." ? "250 2.0.0 Ok: queued as ABC\r\n" : "250 2.1.0 Ok\r\n";
    }

    explicit scripted_next_hop(script answer = polite, const std::string& unix_path = "") : answer_(std::move(answer))
    {
        unix_path.empty() ? listen_ip() : listen_unix(unix_path);
        accepting_ = std::thread([this] { accept(); });
    }
    ~scripted_next_hop() { stop(); }

    std::string address() const { return address_; }
    std::string received() const // of all connections, in the order of arrival
    {
        const std::lock_guard lock(mutex_);
        return received_;
    }
    std::size_t ended() const // connections
    {
        const std::lock_guard lock(mutex_);
        return ended_;
    }
    // Breaks off every connection and takes no more.
    void stop()
    {
        if (!accepting_.joinable())
            return;
        ::shutdown(socket_, SHUT_RDWR);
        accepting_.join();
        ::close(socket_);
        for (peer& p : peers_) {
            ::shutdown(p.socket, SHUT_RDWR);
            p.thread.join();
            ::close(p.socket);
        }
    }

private:
    struct peer {
        int socket = -1;
        std::thread thread;
    };

    void listen_ip()
    {
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        socklen_t size = sizeof(at);
        listen(reinterpret_cast<sockaddr*>(&at), size);
        getsockname(socket_, reinterpret_cast<sockaddr*>(&at), &size);
        address_ = "127.0.0.1:" + std::to_string(ntohs(at.sin_port));
    }
    void listen_unix(const std::string& path)
    {
        sockaddr_un at{};
        at.sun_family = AF_UNIX;
        path.copy(at.sun_path, sizeof(at.sun_path) - 1);
        socket_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        listen(reinterpret_cast<sockaddr*>(&at), sizeof(at));
        address_ = "unix:" + path;
    }
    void listen(const sockaddr* at, socklen_t size)
    {
        if (bind(socket_, at, size) != 0 || ::listen(socket_, 100) != 0)
            throw std::runtime_error("scripted_next_hop: cannot listen");
    }

    void accept()
    {
        for (;;) {
            const int client = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
            if (client < 0)
                return;
            peer& p = peers_.emplace_back();
            p.socket = client;
            p.thread = std::thread([this, client] { serve(client); });
        }
    }

    void serve(int client)
    {
        std::string input;
        bool data = false;
        bool going_on = reply(client, "", data);
        while (going_on) {
            const std::string_view end = !data || input.starts_with(".\r\n") ? "\r\n" : "\r\n.\r\n";
            const std::size_t at = input.find(end);
            if (at == std::string::npos) {
                going_on = receive(client, input);
                continue;
            }
            const std::string line = data ? "." : input.substr(0, at);
            input.erase(0, at + end.size());
            going_on = reply(client, line, data);
        }
        ::shutdown(client, SHUT_RDWR);
        const std::lock_guard lock(mutex_);
        ++ended_;
    }
    bool reply(int client, std::string_view line, bool& data)
    {
        const std::optional<std::string> answer = answer_(line);
        data = answer && answer->starts_with('3');
        if (answer)
            ::send(client, answer->data(), answer->size(), MSG_NOSIGNAL);
        return answer.has_value() && line != "QUIT";
    }
    bool receive(int client, std::string& input)
    {
        char buffer[65'536];
        const ssize_t size = recv(client, buffer, sizeof(buffer), 0);
        if (size <= 0)
            return false;
        input.append(buffer, static_cast<std::size_t>(size));
        const std::lock_guard lock(mutex_);
        received_.append(buffer, static_cast<std::size_t>(size));
        return true;
    }

    script answer_;
    int socket_ = -1;
    std::string address_;
    std::thread accepting_;
    std::list<peer> peers_; // of the accepting thread; of stop() behind it
    mutable std::mutex mutex_;
    std::string received_;
    std::size_t ended_ = 0;
};

} // namespace recoil::test

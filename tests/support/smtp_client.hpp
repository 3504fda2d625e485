// A client that blocks, for tests of a server on loopback. Nothing takes longer than ten seconds: then it throws.
// tls_client.hpp has the same with TLS.
#pragma once

#include "config/address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace recoil::test {

class tcp_client {
public:
    // "127.0.0.1:2424", "[::1]:2424" or "unix:/path".
    explicit tcp_client(const std::string& text)
    {
        const auto address = config::parse_address(text);
        if (!address)
            throw std::runtime_error("not an address: " + text);
        address->is_unix ? connect_unix(address->host) : connect_ip(address->host, address->port);
        const timeval limit{10, 0};
        setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
    }
    virtual ~tcp_client() { close(); }
    tcp_client(tcp_client&& other) noexcept : fd_(std::exchange(other.fd_, -1)), input_(std::move(other.input_)) {}
    tcp_client& operator=(tcp_client&&) = delete;

    void send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const ssize_t sent = write_some(bytes);
            if (sent <= 0)
                throw std::runtime_error(std::string("send: ") + std::strerror(errno));
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    // The next line without CRLF; "" at the end of the connection.
    std::string line()
    {
        std::size_t end;
        while ((end = input_.find("\r\n")) == std::string::npos)
            if (!receive())
                return std::exchange(input_, {});
        std::string result = input_.substr(0, end);
        input_.erase(0, end + 2);
        return result;
    }
    std::string rest() // until the server closes
    {
        while (receive()) {
        }
        return std::exchange(input_, {});
    }
    void close()
    {
        if (fd_ >= 0)
            ::close(fd_);
        fd_ = -1;
    }

protected:
    int fd() const { return fd_; }
    virtual ssize_t write_some(std::string_view bytes) { return ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }
    virtual ssize_t read_some(char* to, std::size_t size) { return recv(fd_, to, size, 0); }

private:
    void connect_ip(const std::string& host, std::uint16_t port)
    {
        sockaddr_in six_or_four{};
        sockaddr_in6 six{};
        six_or_four.sin_family = AF_INET;
        six_or_four.sin_port = six.sin6_port = htons(port);
        six.sin6_family = AF_INET6;
        if (inet_pton(AF_INET6, host.c_str(), &six.sin6_addr) == 1)
            connect(AF_INET6, &six, sizeof(six));
        else if (inet_pton(AF_INET, host.c_str(), &six_or_four.sin_addr) == 1)
            connect(AF_INET, &six_or_four, sizeof(six_or_four));
    }
    void connect_unix(const std::string& path)
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof(address.sun_path) - 1);
        connect(AF_UNIX, &address, sizeof(address));
    }
    void connect(int family, const void* address, socklen_t size)
    {
        fd_ = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (::connect(fd_, static_cast<const sockaddr*>(address), size) != 0)
            throw std::runtime_error(std::string("connect: ") + std::strerror(errno));
    }
    bool receive()
    {
        char buffer[4096];
        const ssize_t size = read_some(buffer, sizeof(buffer));
        if (size < 0 && errno != ECONNRESET)
            throw std::runtime_error(std::string("recv: ") + std::strerror(errno));
        if (size > 0)
            input_.append(buffer, static_cast<std::size_t>(size));
        return size > 0;
    }

    int fd_ = -1;
    std::string input_;
};

class smtp_client : public tcp_client {
public:
    using tcp_client::tcp_client;

    // One reply: its last line, after those that go on with a hyphen.
    std::string reply()
    {
        std::string result = line();
        while (result.size() > 3 && result[3] == '-')
            result = line();
        return result;
    }
    std::string command(std::string_view text)
    {
        send(std::string(text) + "\r\n");
        return reply();
    }
    std::string greet(std::string_view hello = "LHLO client.example")
    {
        reply();
        return command(hello);
    }
    // From MAIL to DATA; the reply to DATA.
    std::string begin_message(std::string_view recipient = "bounces@example.com")
    {
        command("MAIL FROM:<>");
        command("RCPT TO:<" + std::string(recipient) + ">");
        return command("DATA");
    }
    // A whole message with one recipient; the reply to its end.
    std::string deliver(std::string_view message)
    {
        begin_message();
        send(message);
        return command(".");
    }
};

} // namespace recoil::test

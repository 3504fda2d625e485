// The MIME parser's events as lines of text, so that a test that fails shows what came:
//   header 0 Subject: Hello
//   begin 0 text/plain quoted-printable
//   body 0 "Dear\r\n"
//   end 0
//   message_end
// Adjacent body events are one line: where a body is cut depends on where the input was cut. No test framework: the
// fuzz target uses it too.
#pragma once

#include "mime/event.hpp"
#include "mime/parser.hpp"
#include "util/defect.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace recoil::test {

namespace detail {

inline std::string quoted(std::string_view bytes)
{
    std::string out = "\"";
    for (const char c : bytes)
        out += c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\0' ? "\\0" : c == '"' ? "\\\"" : std::string(1, c);
    return out + '"';
}

inline std::string_view name(mime::transfer_encoding encoding)
{
    switch (encoding) {
    case mime::transfer_encoding::identity:
        return "identity";
    case mime::transfer_encoding::base64:
        return "base64";
    case mime::transfer_encoding::quoted_printable:
        return "quoted-printable";
    }
    return "?";
}

template<class... Visitors>
struct overloaded : Visitors... {
    using Visitors::operator()...;
};

} // namespace detail

class event_list {
public:
    // Adds every event up to need_input or message_end.
    void drain(mime::parser& parser);

    std::string text() const; // the lines, each with its LF
    std::size_t body_bytes() const { return body_bytes_; }
    bool ended() const { return ended_; }

private:
    void add(const mime::event& event);
    void add_line(std::string line);
    void end_body();

    std::vector<std::string> lines_;
    std::string body_;
    bool in_body_ = false;
    int body_depth_ = 0;
    std::size_t body_bytes_ = 0;
    bool ended_ = false;
};

struct parsed {
    std::string events;
    defect_set defects;
    std::size_t body_bytes = 0;
    bool operator==(const parsed&) const = default;
};

inline void event_list::drain(mime::parser& parser)
{
    for (;;) {
        const mime::event event = parser.next();
        if (std::holds_alternative<mime::need_input>(event))
            return;
        add(event);
        if (std::holds_alternative<mime::message_end>(event))
            return;
    }
}

inline std::string event_list::text() const
{
    std::string all;
    for (const std::string& line : lines_)
        all += line + '\n';
    return in_body_ ? all + "body " + detail::quoted(body_) + "...\n" : all;
}

inline void event_list::add(const mime::event& event)
{
    const auto visitor = detail::overloaded{
        [](const mime::need_input&) {},
        [&](const mime::header& h) {
            add_line("header " + std::to_string(h.depth) + ' ' + std::string(h.name) + ": " + detail::quoted(h.value));
        },
        [&](const mime::part_begin& p) {
            const mime::content_type& type = p.info->type;
            add_line("begin " + std::to_string(p.info->depth) + ' ' + type.type + '/' + type.subtype + ' ' +
                     std::string(detail::name(p.info->encoding)) + (p.info->type_given ? "" : " default"));
            body_depth_ = p.info->depth;
        },
        [&](const mime::body& b) {
            in_body_ = true;
            body_ += b.bytes;
            body_bytes_ += b.bytes.size();
        },
        [&](const mime::part_end& p) { add_line("end " + std::to_string(p.depth)); },
        [&](const mime::message_end&) {
            add_line("message_end");
            ended_ = true;
        },
    };
    std::visit(visitor, event);
}

inline void event_list::add_line(std::string line)
{
    end_body();
    lines_.push_back(std::move(line));
}

inline void event_list::end_body()
{
    if (in_body_)
        lines_.push_back("body " + std::to_string(body_depth_) + ' ' + detail::quoted(body_));
    in_body_ = false;
    body_.clear();
}

// Each piece is a copy of its own that is gone once the parser asks for more: a view kept too long is a use after free.
inline parsed parse_pieces(const std::vector<std::string_view>& pieces, const mime::limits& limits = {})
{
    mime::parser parser(limits);
    event_list events;
    for (const std::string_view piece : pieces) {
        // Without a byte behind it, so that a sanitizer sees a read beyond the end.
        const auto copy = std::make_unique<char[]>(piece.size());
        piece.copy(copy.get(), piece.size());
        parser.feed({copy.get(), piece.size()});
        events.drain(parser);
    }
    parser.finish();
    events.drain(parser);
    return {events.text(), parser.defects(), events.body_bytes()};
}

inline parsed parse(std::string_view message, const mime::limits& limits = {})
{
    return parse_pieces({message}, limits);
}

inline parsed parse_by_bytes(std::string_view message, std::size_t piece = 1, const mime::limits& limits = {})
{
    std::vector<std::string_view> pieces;
    for (std::size_t i = 0; i < message.size(); i += piece)
        pieces.push_back(message.substr(i, piece));
    return parse_pieces(pieces, limits);
}

inline parsed parse_cut(std::string_view message, std::size_t cut, const mime::limits& limits = {})
{
    return parse_pieces({message.substr(0, cut), message.substr(cut)}, limits);
}

} // namespace recoil::test

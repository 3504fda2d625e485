#include "dsn/part_reader.hpp"

#include <gtest/gtest.h>

namespace recoil::dsn {
namespace {

const builder_options options;

readings empty_readings()
{
    const auto text = [] { return notice_text(65'536, 65'536, options.capture); };
    return {.plain = text(), .html = text(), .preamble = text()};
}

mime::part_info part(std::string_view content_type,
                     mime::transfer_encoding encoding = mime::transfer_encoding::identity)
{
    mime::part_info info;
    info.depth = 1;
    info.type = mime::parse_content_type(content_type).value;
    info.encoding = encoding;
    return info;
}

void feed(part_reader& reader, std::string_view bytes, std::size_t step)
{
    for (std::size_t at = 0; at < bytes.size(); at += step)
        reader.feed(bytes.substr(at, step));
}

TEST(part_reader, a_status_part_gives_recipients)
{
    constexpr std::string_view text = "UmVwb3J0aW5nLU1UQTogZG5zOyBteAoKRmluYWwtUmVjaXBpZW50OiByZmM4MjI7IGFAYi5jCkFjdGlv"
                                      "bjogZmFpbGVkClN0YXR1czogNS4xLjEK\n";
    for (const std::size_t step : {1, 5, 1000}) {
        readings all = empty_readings();
        const auto reader = read_status_part(part("message/delivery-status", mime::transfer_encoding::base64), options);
        feed(*reader, text, step);
        reader->finish(all, false);
        EXPECT_TRUE(all.status_spoke);
        ASSERT_EQ(all.found.recipients.size(), 1u);
        EXPECT_EQ(all.found.recipients[0].recipient, "a@b.c");
    }
}

TEST(part_reader, an_empty_status_part_says_nothing)
{
    readings all = empty_readings();
    read_status_part(part("message/delivery-status"), options)->finish(all, false);
    EXPECT_FALSE(all.status_spoke);
    EXPECT_TRUE(all.found.defects.has(defect::report_empty));
}

TEST(part_reader, a_feedback_part_gives_the_complaint)
{
    readings all = empty_readings();
    const auto reader = read_feedback_part(part("message/feedback-report"));
    reader->feed("Feedback-Type: abuse\nSource-IP: 192.0.2.7\n");
    reader->finish(all, false);
    ASSERT_TRUE(all.found.complaint.has_value());
    EXPECT_EQ(all.found.complaint->source_ip, "192.0.2.7");
}

struct reduced {
    const char* content_type;
    mime::transfer_encoding encoding;
    const char* body;
    const char* lines;
};

TEST(part_reader, a_notice_part_is_reduced_to_lines)
{
    using enum mime::transfer_encoding;
    constexpr reduced cases[] = {
        {"text/plain", identity, "a\nb\n", "a\nb\n"},
        {"text/plain; charset=iso-8859-1", quoted_printable, "gr=FC=DFe\n", "grüße\n"},
        {"text/plain; format=flowed", identity, "one \nline\n", "one line\n"},
        {"text/plain; format=flowed; delsp=yes", identity, "one \nline\n", "oneline\n"},
        {"text/html", identity, "<table><tr><td>Error:</td><td>550 5.1.1 no</td></tr></table>",
         "Error: 550 5.1.1 no\n"},
    };
    for (const reduced& c : cases) {
        for (const std::size_t step : {1, 2, 1000}) {
            readings all = empty_readings();
            const auto reader = read_notice_part(part(c.content_type, c.encoding), all.plain);
            feed(*reader, c.body, step);
            reader->finish(all, false);
            ASSERT_EQ(all.plain.parts().size(), 1u) << c.content_type;
            std::string lines;
            for (const std::string_view line : split_lines(all.plain.parts()[0])) {
                if (!line.empty())
                    lines.append(line).append("\n");
            }
            EXPECT_EQ(lines, c.lines) << c.content_type << " in pieces of " << step;
        }
    }
}

constexpr std::string_view wrapped = "From: postmaster@example.net\n"
                                     "Subject: Undeliverable: hello\n"
                                     "Message-ID: <n1@example.net>\n"
                                     "Content-Type: multipart/report; boundary=i\n"
                                     "\n"
                                     "--i\n"
                                     "Content-Type: message/delivery-status\n"
                                     "\n"
                                     "Final-Recipient: rfc822; kim@example.com\n"
                                     "Action: failed\n"
                                     "Status: 5.1.1\n"
                                     "--i--\n";

TEST(part_reader, a_returned_part_gives_its_header_alone)
{
    readings all = empty_readings();
    const auto reader = read_returned_part(part("message/rfc822"), options, false);
    feed(*reader, wrapped, 3);
    reader->finish(all, false);
    EXPECT_EQ(all.found.original.message_id, "<n1@example.net>");
    EXPECT_FALSE(all.wrapped.has_value());
    EXPECT_TRUE(all.found.recipients.empty());
}

TEST(part_reader, a_wrapped_notice_is_read_beside_it)
{
    for (const bool cut_off : {false, true}) {
        readings all = empty_readings();
        const auto reader = read_returned_part(part("message/rfc822"), options, true);
        feed(*reader, wrapped, 3);
        reader->finish(all, cut_off);
        EXPECT_EQ(all.wrapped.has_value(), !cut_off);
        EXPECT_TRUE(all.found.recipients.empty());
        if (all.wrapped) {
            ASSERT_EQ(all.wrapped->recipients.size(), 1u);
            EXPECT_EQ(all.wrapped->kind, kind::dsn);
        }
    }
}

} // namespace
} // namespace recoil::dsn

// What the prose of a notice says of one recipient. One reader per kind of notice; each takes the lines of the notice's
// own text and yields what it recognises, so that all of them may look at every notice.
#pragma once

#include "dsn/report.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recoil::dsn {

struct statement {
    std::string recipient = {};  // as written; empty where the text names none
    std::string first_line = {}; // of the remote's reply as it stands, which a shortened Diagnostic-Code repeats
    reply answer = {};           // the remote's words; the reporting MTA's own where no remote host spoke
    std::optional<dsn::stage> stage = {};
    std::string remote_mta = {};
    std::string remote_ip = {};
    std::string original_recipient = {}; // "(generated from c@d)", "(expanded from: c@d)"
};

// "host mx.example.com[192.0.2.1] said: 550 ... (in reply to RCPT TO command)", "connect to mx[192.0.2.1]:25: ...",
// "lost connection with ...": what Postfix writes into its text and, of old, into an X-Postfix Diagnostic-Code. In
// any other text the answer is that text.
statement postfix_words(std::string_view text);

using text_lines = std::span<const std::string_view>; // without line ends
std::vector<statement> read_exchange_text(text_lines lines);
std::vector<statement> read_exchange_fixit_text(text_lines lines);
std::vector<statement> read_exchange_ims_text(text_lines lines);
std::vector<statement> read_iis_text(text_lines lines);
std::vector<statement> read_aol_text(text_lines lines);
std::vector<statement> read_zoho_text(text_lines lines);
std::vector<statement> read_qmail_text(text_lines lines);
std::vector<statement> read_nemesis_text(text_lines lines);
std::vector<statement> read_mdaemon_text(text_lines lines);
std::vector<statement> read_pmdf_text(text_lines lines);
std::vector<statement> read_sendmail_text(text_lines lines);
std::vector<statement> read_exim_text(text_lines lines);
std::vector<statement> read_opensmtpd_text(text_lines lines);
std::vector<statement> read_postfix_text(text_lines lines);
std::vector<statement> read_listed_text(text_lines lines); // by the phrases of phrase_table.cpp

// The addresses next to a reply or a code, or the only one there is; `not_this` is none of them.
std::vector<statement> read_nearest_text(text_lines lines, std::string_view not_this);

// What is sure stands before what fits everything: where there is no report, the first that names a recipient counts.
inline constexpr std::array text_readers{
    read_exchange_text, read_exchange_fixit_text, read_exchange_ims_text, read_iis_text,     read_aol_text,
    read_zoho_text,     read_qmail_text,          read_nemesis_text,      read_mdaemon_text, read_pmdf_text,
    read_sendmail_text, read_exim_text,           read_opensmtpd_text,    read_postfix_text, read_listed_text};

} // namespace recoil::dsn

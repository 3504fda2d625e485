#include "dsn/header/subject_words.hpp"

#include "util/ascii.hpp"

#include <algorithm>
#include <array>

namespace recoil::dsn {

namespace {

using std::string_view;

// Mail programs write these in front of a subject that is answered or passed on. A colon follows, or "[2]:".
constexpr auto answers = std::to_array<string_view>({// English and most programs
                                                     "re", "fw", "fwd",
                                                     // German
                                                     "aw", "wg",
                                                     // French
                                                     "tr", "réf",
                                                     // Spanish, Portuguese, Italian
                                                     "rv", "res", "enc", "r", "i", "rif",
                                                     // Dutch
                                                     "antw", "doorst",
                                                     // Swedish, Danish, Norwegian, Finnish
                                                     "sv", "vs", "vb", "vl",
                                                     // Polish
                                                     "odp", "pd",
                                                     // Turkish
                                                     "ynt", "ilt", "İLT",
                                                     // Greek, Russian
                                                     "ΑΠ", "ΣΧΕΤ", "ΠΡΘ", "На", "Отв",
                                                     // Chinese
                                                     "回复", "答复", "转发", "回覆", "轉寄"});

// Marks of filters, lists and the like: "[External] ", "***SPAM*** ", quotes. A bracket may also hold the words
// themselves ("[Auto-Reply] your mail"), so its end is only one of the places to begin.
string_view without_marks(string_view subject)
{
    return subject.substr(std::min(subject.find_first_not_of(" \t*\"'[(<!:-"), subject.size()));
}

string_view behind_bracket(string_view subject)
{
    const std::size_t close = subject.find(']');
    return subject.starts_with('[') && close != string_view::npos ? without_marks(subject.substr(close + 1))
                                                                  : string_view();
}

string_view behind_stars(string_view subject)
{
    const std::size_t end = subject.starts_with("**") ? subject.find("** ") : string_view::npos;
    return end != string_view::npos ? without_marks(subject.substr(end + 3)) : string_view();
}

bool fits(const subject_form& form, string_view text)
{
    if (form.begin.empty() && is_reply_or_forward(text))
        return false;
    return ascii::istarts_with(text, form.begin) &&
           ascii::ifind(text, form.inside, form.begin.size()) != string_view::npos;
}

bool is_in(const subject_table& table, string_view subject)
{
    subject = ascii::trim(subject);
    const std::array places{without_marks(subject), behind_bracket(subject), behind_stars(subject)};
    return std::ranges::any_of(places, [&](string_view text) {
        const auto begins = [&](string_view begin) { return ascii::istarts_with(text, begin); };
        const auto form_fits = [&](const subject_form& form) { return fits(form, text); };
        return std::ranges::any_of(table.beginnings, begins) || std::ranges::any_of(table.forms, form_fits);
    });
}

} // namespace

bool is_delay_subject(string_view subject)
{
    constexpr auto words = std::to_array<string_view>({
        "(delay",
        "delayed",
        "delivery delay",
        "still being retried",
        "still being sent",
        "not yet been delivered",
        "could not send message for past",
        "verzögert",
        "retardé",
        "différé",
        "retrasad",
        "ritardat",
        "vertraagd",
        "försenad",
        "forsinket",
        "opóźnion",
        "задерж",
        "遅延",
        "延迟",
        "延遲",
    });
    return !is_reply_or_forward(subject) && std::ranges::any_of(words, [&](string_view word) {
        return ascii::ifind(subject, word) != string_view::npos;
    });
}

bool is_failure_subject(string_view subject)
{
    return is_in(failure_subjects(), subject);
}

bool is_automatic_subject(string_view subject)
{
    return is_in(automatic_subjects(), subject);
}

bool is_challenge_subject(string_view subject)
{
    return is_in(challenge_subjects(), subject);
}

bool is_reply_or_forward(string_view subject)
{
    const string_view text = without_marks(subject);
    constexpr string_view fullwidth_colon = "：";
    return std::ranges::any_of(answers, [&](string_view answer) {
        if (!ascii::istarts_with(text, answer))
            return false;
        const string_view rest = ascii::trim(text.substr(answer.size()));
        return rest.starts_with(':') || rest.starts_with(fullwidth_colon) ||
               (rest.starts_with('[') && rest.find("]:") < 5);
    });
}

} // namespace recoil::dsn

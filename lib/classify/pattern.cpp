#include "classify/pattern.hpp"

#include "classify/capture.hpp"
#include "classify/return_path.hpp"

#include <hs.h>
#include <re2/re2.h>

#include <cstdlib>
#include <map>
#include <memory>

namespace recoil::classify {

namespace {

constexpr std::string_view look_around[] = {"(?=", "(?!", "(?<=", "(?<!"};

// RE2 and Vectorscan refuse look-around in words that do not name it.
std::optional<std::string> found_look_around(std::string_view pattern)
{
    for (const std::string_view opening : look_around) {
        if (pattern.find(opening) != std::string_view::npos)
            return "look-around " + std::string(opening) + "...) is not supported: neither engine has it; write what " +
                   "must be there, and keep the other case as a counterexample";
    }
    return std::nullopt;
}

std::optional<std::string> re2_problem(std::string_view pattern, const re2::RE2& compiled)
{
    if (!compiled.ok()) {
        if (auto named = found_look_around(pattern))
            return named;
        return "RE2: " + compiled.error();
    }
    if (re2::RE2::PartialMatch("", compiled))
        return "matches the empty text, and so every text";
    return std::nullopt;
}

std::optional<std::string> vectorscan_problem(const std::string& pattern)
{
    hs_expr_info_t* info = nullptr;
    hs_compile_error_t* error = nullptr;
    const hs_error_t result =
        hs_expression_info(pattern.c_str(), HS_FLAG_CASELESS | HS_FLAG_SINGLEMATCH, &info, &error);
    const std::unique_ptr<hs_expr_info_t, decltype(&std::free)> info_owner(info, &std::free);
    const std::unique_ptr<hs_compile_error_t, decltype(&hs_free_compile_error)> error_owner(error,
                                                                                            &hs_free_compile_error);
    if (result != HS_SUCCESS)
        return "Vectorscan: " + std::string(error != nullptr ? error->message : "cannot read the pattern");
    return std::nullopt;
}

std::optional<std::string> group_count_problem(const re2::RE2& compiled)
{
    if (compiled.NumberOfCapturingGroups() < capture_submatches)
        return std::nullopt;
    return "has more than " + std::to_string(capture_submatches - 1) + " groups; write (?:...) for the others";
}

std::optional<std::string> size_problem(std::string_view pattern)
{
    if (pattern.empty())
        return "empty; a regular expression in RE2 syntax is expected";
    if (pattern.size() > pattern_bytes)
        return "longer than " + std::to_string(pattern_bytes) + " octets";
    if (pattern.find('\0') != std::string_view::npos)
        return "holds a NUL octet";
    return std::nullopt;
}

} // namespace

std::optional<std::string> condition_problem(std::string_view pattern)
{
    if (auto problem = size_problem(pattern))
        return problem;
    const re2::RE2 compiled(re2::StringPiece(pattern.data(), pattern.size()), capture_options());
    if (auto problem = re2_problem(pattern, compiled))
        return problem;
    if (!compiled.NamedCapturingGroups().empty())
        return "holds the named group " + compiled.NamedCapturingGroups().begin()->first +
               "; groups that take something out belong into `capture`";
    return vectorscan_problem(std::string(pattern));
}

std::optional<std::string> capture_problem(std::string_view pattern)
{
    if (auto problem = size_problem(pattern))
        return problem;
    const re2::RE2 compiled(re2::StringPiece(pattern.data(), pattern.size()), capture_options());
    if (auto problem = re2_problem(pattern, compiled))
        return problem;
    if (compiled.NamedCapturingGroups().empty())
        return "has no named group; known: " + capture_group_names();
    if (auto problem = group_count_problem(compiled))
        return problem;
    for (const auto& [name, number] : compiled.NamedCapturingGroups()) {
        if (!is_capture_group(name))
            return "unknown group " + name + "; known: " + capture_group_names();
    }
    return std::nullopt;
}

std::optional<std::string> return_path_problem(std::string_view pattern)
{
    if (auto problem = size_problem(pattern))
        return problem;
    const re2::RE2 compiled(re2::StringPiece(pattern.data(), pattern.size()), capture_options());
    if (auto problem = re2_problem(pattern, compiled))
        return problem;
    if (auto problem = group_count_problem(compiled))
        return problem;
    const std::map<std::string, int>& groups = compiled.NamedCapturingGroups();
    for (const auto& [name, number] : groups) {
        if (!is_return_path_group(name))
            return "unknown group " + name + "; known: " + return_path_group_names();
    }
    if (!groups.contains("recipient") && !(groups.contains("recipient_local") && groups.contains("recipient_domain")))
        return "tells no recipient: the group recipient, or recipient_local and recipient_domain, is expected";
    return std::nullopt;
}

} // namespace recoil::classify

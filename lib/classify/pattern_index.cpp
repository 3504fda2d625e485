#include "classify/pattern_index.hpp"

#include <hs.h>

#include <cassert>
#include <cstdlib>
#include <new>
#include <optional>
#include <utility>

namespace recoil::classify {

namespace {

// Every text is one line, so neither DOTALL nor MULTILINE is needed; one report for each pattern is enough.
constexpr unsigned pattern_flags = HS_FLAG_CASELESS | HS_FLAG_SINGLEMATCH;

pattern_index::failure take(hs_compile_error_t* error)
{
    if (error == nullptr)
        return {-1, "cannot compile the patterns"};
    pattern_index::failure why{error->expression, "Vectorscan: " + std::string(error->message)};
    hs_free_compile_error(error);
    return why;
}

// All that a compiled database depends on. No pattern holds a NUL (condition_problem()).
std::string identity_of(std::span<const std::string> patterns)
{
    hs_platform_info_t platform{};
    hs_populate_platform(&platform);
    std::string identity = std::string(hs_version()) + ' ' + std::to_string(platform.tune) + ' ' +
                           std::to_string(platform.cpu_features) + ' ' + std::to_string(pattern_flags);
    for (const std::string& pattern : patterns)
        identity.append(1, '\0').append(pattern);
    return identity;
}

int on_match(unsigned id, unsigned long long, unsigned long long, unsigned, void* hits)
{
    static_cast<std::vector<std::uint32_t>*>(hits)->push_back(id);
    return 0;
}

} // namespace

void pattern_index::release::operator()(hs_database* database) const
{
    hs_free_database(database);
}

void pattern_index::release::operator()(hs_scratch* scratch) const
{
    hs_free_scratch(scratch);
}

pattern_index::database_ptr pattern_index::compile(std::span<const std::string> patterns, failure& why)
{
    std::vector<const char*> texts;
    std::vector<unsigned> ids;
    for (const std::string& pattern : patterns) {
        ids.push_back(static_cast<unsigned>(texts.size()));
        texts.push_back(pattern.c_str());
    }
    const std::vector<unsigned> flags(texts.size(), pattern_flags);
    hs_database_t* database = nullptr;
    hs_compile_error_t* error = nullptr;
    if (hs_compile_multi(texts.data(), flags.data(), ids.data(), static_cast<unsigned>(texts.size()), HS_MODE_BLOCK,
                         nullptr, &database, &error) != HS_SUCCESS)
        why = take(error);
    return database_ptr(database);
}

pattern_index::database_ptr pattern_index::read_back(std::string_view octets)
{
    hs_database_t* database = nullptr;
    const bool good = hs_deserialize_database(octets.data(), octets.size(), &database) == HS_SUCCESS;
    return database_ptr(good ? database : nullptr);
}

void pattern_index::keep(const hs_database& database, std::string_view identity, database_store& store)
{
    char* octets = nullptr;
    std::size_t size = 0;
    if (hs_serialize_database(&database, &octets, &size) != HS_SUCCESS)
        return;
    const std::unique_ptr<char, decltype(&std::free)> owner(octets, &std::free);
    store.save(identity, {octets, size});
}

std::unique_ptr<const pattern_index> pattern_index::build(std::span<const std::string> patterns, database_store* store,
                                                          failure& why)
{
    std::unique_ptr<pattern_index> built(new pattern_index);
    if (patterns.empty())
        return built;
    if (hs_valid_platform() != HS_SUCCESS) {
        why = {-1, "Vectorscan does not support this processor (SSE4.2 is the least on x86-64)"};
        return nullptr;
    }
    const std::string identity = store != nullptr ? identity_of(patterns) : std::string();
    const std::optional<std::string> kept = store != nullptr ? store->load(identity) : std::nullopt;
    if (kept)
        built->database_ = read_back(*kept);
    if (built->database_ == nullptr) {
        built->database_ = compile(patterns, why);
        if (built->database_ == nullptr)
            return nullptr;
        if (store != nullptr)
            keep(*built->database_, identity, *store);
    }
    hs_scratch_t* scratch = nullptr;
    if (hs_alloc_scratch(built->database_.get(), &scratch) != HS_SUCCESS) {
        why = {-1, "no memory for Vectorscan's scratch space"};
        return nullptr;
    }
    built->prototype_.reset(scratch);
    return built;
}

pattern_index::scratch_ptr pattern_index::borrow() const
{
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            scratch_ptr scratch = std::move(idle_.back());
            idle_.pop_back();
            return scratch;
        }
    }
    hs_scratch_t* scratch = nullptr;
    if (hs_clone_scratch(prototype_.get(), &scratch) != HS_SUCCESS)
        throw std::bad_alloc();
    return scratch_ptr(scratch);
}

void pattern_index::give_back(scratch_ptr scratch) const
{
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(scratch));
}

void pattern_index::scan(std::string_view text, std::vector<std::uint32_t>& hits) const
{
    if (database_ == nullptr || text.empty())
        return;
    scratch_ptr scratch = borrow();
    text = text.substr(0, scanned_bytes);
    [[maybe_unused]] const hs_error_t result =
        hs_scan(database_.get(), text.data(), static_cast<unsigned>(text.size()), 0, scratch.get(), on_match, &hits);
    assert(result == HS_SUCCESS);
    give_back(std::move(scratch));
}

} // namespace recoil::classify

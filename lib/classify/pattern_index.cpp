#include "classify/pattern_index.hpp"

#include <hs.h>

#include <cassert>
#include <new>
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

std::unique_ptr<const pattern_index> pattern_index::build(std::span<const std::string> patterns, failure& why)
{
    std::unique_ptr<pattern_index> index(new pattern_index);
    if (patterns.empty())
        return index;
    if (hs_valid_platform() != HS_SUCCESS) {
        why = {-1, "Vectorscan does not support this processor (SSE4.2 is the least on x86-64)"};
        return nullptr;
    }
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
                         nullptr, &database, &error) != HS_SUCCESS) {
        why = take(error);
        return nullptr;
    }
    index->database_.reset(database);
    hs_scratch_t* scratch = nullptr;
    if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS) {
        why = {-1, "no memory for Vectorscan's scratch space"};
        return nullptr;
    }
    index->prototype_.reset(scratch);
    return index;
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

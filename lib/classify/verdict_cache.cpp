#include "classify/verdict_cache.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace recoil::classify {

namespace {

constexpr std::size_t longest_key = 4'096;

template<class Number>
void append_number(std::string& key, Number value)
{
    static_assert(std::is_trivially_copyable_v<Number> && std::has_unique_object_representations_v<Number>);
    key.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template<class Value>
void append_number(std::string& key, const std::optional<Value>& value)
{
    key += value ? '\1' : '\0';
    append_number(key, value.value_or(Value{}));
}

void append_text(std::string& key, std::string_view text)
{
    append_number(key, text.size());
    key += text;
}

std::size_t size_of(const std::string& key, const verdict& v)
{
    const captures& c = v.captures;
    return key.size() + sizeof v + v.cause.text.size() + c.sending_ip.size() + c.blocklist.size() +
           c.delist_url.size() + c.vendor_code.size() + c.spf.size();
}

} // namespace

verdict_cache::verdict_cache(std::size_t entries, std::size_t bytes)
    : most_entries_(entries / 2), most_bytes_(bytes / 2)
{
}

verdict_cache::entry verdict_cache::find(std::string_view key)
{
    const std::lock_guard lock(mutex_);
    if (const auto found = young_.verdicts.find(key); found != young_.verdicts.end())
        return found->second;
    const auto found = old_.verdicts.find(key);
    if (found == old_.verdicts.end())
        return nullptr;
    entry value = found->second;
    add(std::string(key), value);
    return value;
}

void verdict_cache::keep(std::string key, entry value)
{
    const std::lock_guard lock(mutex_);
    add(std::move(key), std::move(value));
}

void verdict_cache::add(std::string key, entry value)
{
    const std::size_t bytes = size_of(key, *value);
    if (most_entries_ == 0 || bytes > most_bytes_)
        return;
    if (young_.verdicts.size() >= most_entries_ || young_.bytes + bytes > most_bytes_)
        old_ = std::exchange(young_, {});
    if (young_.verdicts.try_emplace(std::move(key), std::move(value)).second)
        young_.bytes += bytes;
}

std::string cache_key(const failure& f)
{
    const std::size_t texts = f.reply.text.size() + f.remote_mta.size() + f.reporting_mta.size() + f.provider.size();
    std::string key;
    if (texts > longest_key)
        return key;
    constexpr std::size_t others = 80;
    key.reserve(texts + others);
    for (const std::string_view text : {std::string_view(f.reply.text), f.remote_mta, f.reporting_mta, f.provider})
        append_text(key, text);
    for (const auto& status : {f.reply.status, f.status}) {
        append_number(key, status ? std::optional(status->klass) : std::nullopt);
        append_number(key, status ? std::optional(status->subject) : std::nullopt);
        append_number(key, status ? std::optional(status->detail) : std::nullopt);
    }
    append_number(key, f.reply.code);
    append_number(key, f.stage);
    append_number(key, f.action);
    append_number(key, f.local);
    return key;
}

} // namespace recoil::classify

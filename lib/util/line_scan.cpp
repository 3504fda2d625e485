#include "util/line_scan.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

// Each vector is loaded twice, the second time one octet further on: where the first has '\n' and the second `next` is
// a line start. Equal bits of both comparisons are the answer, whatever the lengths of the lines.

namespace recoil {

namespace {

using line_scan::implementation;

std::size_t find_portable(std::string_view text, char next, std::size_t from)
{
    while (from < text.size()) {
        const void* newline = std::memchr(text.data() + from, '\n', text.size() - from);
        if (newline == nullptr)
            break;
        const auto at = static_cast<std::size_t>(static_cast<const char*>(newline) - text.data());
        if (at + 1 < text.size() && text[at + 1] == next)
            return at;
        from = at + 1;
    }
    return std::string_view::npos;
}

#if defined(__x86_64__)

std::size_t find_sse2(std::string_view text, char next, std::size_t from)
{
    const __m128i newline = _mm_set1_epi8('\n');
    const __m128i wanted = _mm_set1_epi8(next);
    for (; from < text.size() && text.size() - from > 16; from += 16) {
        const auto* at = reinterpret_cast<const __m128i*>(text.data() + from);
        const auto* after = reinterpret_cast<const __m128i*>(text.data() + from + 1);
        const __m128i both =
            _mm_and_si128(_mm_cmpeq_epi8(_mm_loadu_si128(at), newline), _mm_cmpeq_epi8(_mm_loadu_si128(after), wanted));
        if (const auto bits = static_cast<std::uint32_t>(_mm_movemask_epi8(both)); bits != 0)
            return from + static_cast<std::size_t>(std::countr_zero(bits));
    }
    return find_portable(text, next, from);
}

__attribute__((target("avx2"))) std::size_t find_avx2(std::string_view text, char next, std::size_t from)
{
    const __m256i newline = _mm256_set1_epi8('\n');
    const __m256i wanted = _mm256_set1_epi8(next);
    for (; from < text.size() && text.size() - from > 32; from += 32) {
        const auto* at = reinterpret_cast<const __m256i*>(text.data() + from);
        const auto* after = reinterpret_cast<const __m256i*>(text.data() + from + 1);
        const __m256i both = _mm256_and_si256(_mm256_cmpeq_epi8(_mm256_loadu_si256(at), newline),
                                              _mm256_cmpeq_epi8(_mm256_loadu_si256(after), wanted));
        if (const auto bits = static_cast<std::uint32_t>(_mm256_movemask_epi8(both)); bits != 0)
            return from + static_cast<std::size_t>(std::countr_zero(bits));
    }
    return find_portable(text, next, from);
}

#elif defined(__ARM_NEON) && defined(__aarch64__)

std::size_t find_neon(std::string_view text, char next, std::size_t from)
{
    const uint8x16_t newline = vdupq_n_u8('\n');
    const uint8x16_t wanted = vdupq_n_u8(static_cast<std::uint8_t>(next));
    for (; from < text.size() && text.size() - from > 16; from += 16) {
        const auto* at = reinterpret_cast<const std::uint8_t*>(text.data() + from);
        const uint8x16_t both = vandq_u8(vceqq_u8(vld1q_u8(at), newline), vceqq_u8(vld1q_u8(at + 1), wanted));
        // NEON has no movemask: a shift that narrows leaves four bits of each octet.
        const uint8x8_t nibbles = vshrn_n_u16(vreinterpretq_u16_u8(both), 4);
        if (const std::uint64_t bits = vget_lane_u64(vreinterpret_u64_u8(nibbles), 0); bits != 0)
            return from + static_cast<std::size_t>(std::countr_zero(bits)) / 4;
    }
    return find_portable(text, next, from);
}

#endif

// Slowest first. What this processor cannot run stands at the end, so that the rest is one range.
constexpr std::array implementations
{
    implementation{"portable", find_portable},
#if defined(__x86_64__)
        implementation{"sse2", find_sse2}, implementation{"avx2", find_avx2},
#elif defined(__ARM_NEON) && defined(__aarch64__)
        implementation{"neon", find_neon},
#endif
};

} // namespace

namespace line_scan {

std::span<const implementation> all()
{
#if defined(__x86_64__)
    static const std::size_t usable = implementations.size() - (__builtin_cpu_supports("avx2") ? 0 : 1);
    return std::span(implementations).first(usable);
#else
    return implementations;
#endif
}

const implementation& best()
{
    return all().back();
}

} // namespace line_scan

std::size_t find_line_start(std::string_view text, char next, std::size_t from)
{
    return line_scan::best().find(text, next, from);
}

} // namespace recoil

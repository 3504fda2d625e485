#include "dsn/status_code.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string_view>

namespace recoil::dsn {
namespace {

const registered_status* find(std::string_view text)
{
    return find_registered(*parse_status(text));
}

TEST(status_registry, is_sorted_and_has_no_code_twice)
{
    const auto registry = status_registry();
    for (std::size_t i = 1; i < registry.size(); ++i) {
        const registered_status& a = registry[i - 1];
        const registered_status& b = registry[i];
        EXPECT_TRUE(a.subject < b.subject || (a.subject == b.subject && a.detail < b.detail))
            << b.subject << '.' << b.detail;
    }
}

TEST(status_registry, has_every_detail_that_iana_lists)
{
    const std::map<int, int> last_detail{{0, 0}, {1, 10}, {2, 4}, {3, 6}, {4, 7}, {5, 6}, {6, 10}, {7, 30}};
    std::size_t listed = 0;
    for (const auto& [subject, last] : last_detail) {
        for (int detail = 0; detail <= last; ++detail, ++listed) {
            const status_code code{5, static_cast<std::uint16_t>(subject), static_cast<std::uint16_t>(detail)};
            EXPECT_NE(find_registered(code), nullptr) << to_string(code);
        }
    }
    EXPECT_EQ(status_registry().size(), listed);
}

TEST(status_registry, every_entry_has_a_meaning_of_its_own_and_a_reference)
{
    std::set<std::string_view> meanings;
    for (const registered_status& entry : status_registry()) {
        EXPECT_FALSE(entry.meaning.empty());
        EXPECT_TRUE(entry.reference.starts_with("RFC ") || entry.reference == "IANA") << entry.reference;
        EXPECT_TRUE(meanings.insert(entry.meaning).second) << entry.meaning;
    }
}

TEST(status_registry, is_searched_without_regard_to_the_class)
{
    EXPECT_EQ(find("5.1.1"), find("4.1.1"));
    EXPECT_EQ(find("5.1.10")->reference, "RFC 7505");
    EXPECT_EQ(find("5.3.6")->reference, "RFC 6710");
    EXPECT_EQ(find("5.7.26")->reference, "RFC 7372");
    EXPECT_EQ(find("4.7.30")->reference, "RFC 8689");
}

TEST(status_registry, knows_nothing_of_what_a_vendor_made_up)
{
    for (const std::string_view code : {"5.7.606", "5.1.11", "5.4.316", "5.0.350", "5.8.0", "5.7.31", "5.2.122"})
        EXPECT_EQ(find(code), nullptr) << code;
}

} // namespace
} // namespace recoil::dsn

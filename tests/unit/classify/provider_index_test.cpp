#include "classify/provider_index.hpp"

#include <gtest/gtest.h>

namespace recoil::classify {
namespace {

pack with_hosts(std::vector<provider_signs> signs)
{
    pack p;
    p.providers = std::move(signs);
    return p;
}

std::string provider_of(const provider_index& index, std::string_view host)
{
    const auto found = index.by_host(host);
    return found ? index.names()[*found] : "-";
}

TEST(ProviderIndex, NamesAreTheTaxonomysThenThePacks)
{
    const std::vector<pack> packs{with_hosts({{"gmail", {}, {}}, {"new_one", {}, {}}}),
                                  with_hosts({{"new_one", {}, {}}})};
    const provider_index index(packs);
    EXPECT_EQ(index.names().size(), providers().size() + 1);
    EXPECT_EQ(index.names().front(), providers().front());
    EXPECT_EQ(index.names().back(), "new_one");
    EXPECT_EQ(index.names()[index.number("gmail")], "gmail");
}

TEST(ProviderIndex, KnowsRelays)
{
    const std::vector<pack> packs{with_hosts({{"ses", {}, {}, true}, {"gmail", {}, {}}})};
    const provider_index index(packs);
    EXPECT_TRUE(index.is_relay(index.number("ses")));
    EXPECT_FALSE(index.is_relay(index.number("gmail")));
    EXPECT_FALSE(index.is_relay(index.number("yahoo"))) << "no pack speaks of it";
}

TEST(ProviderIndex, FindsHostsByGlob)
{
    const std::vector<pack> packs{with_hosts({{"microsoft365", {"*.mail.protection.Outlook.com"}, {}},
                                              {"outlook", {"*.outlook.com", "mx.hotmail.example"}, {}},
                                              {"gmail", {"*gmail-smtp-in.l.google.com"}, {}},
                                              {"comcast", {"mx*.comcast.net"}, {}}})};
    const provider_index index(packs);
    EXPECT_EQ(provider_of(index, "example-com.mail.protection.outlook.com"), "microsoft365") << "the longer domain";
    EXPECT_EQ(provider_of(index, "mx1.outlook.com"), "outlook");
    EXPECT_EQ(provider_of(index, "a.b.outlook.com"), "outlook");
    EXPECT_EQ(provider_of(index, "outlook.com"), "-") << "*.domain is of hosts below it";
    EXPECT_EQ(provider_of(index, "mx.hotmail.example"), "outlook");
    EXPECT_EQ(provider_of(index, "alt1.gmail-smtp-in.l.google.com"), "gmail");
    EXPECT_EQ(provider_of(index, "mx2h1.comcast.net"), "comcast");
    EXPECT_EQ(provider_of(index, "notoutlook.com"), "-");
    EXPECT_EQ(provider_of(index, "mx1.outlook.com.evil.example"), "-");
    EXPECT_EQ(provider_of(index, ""), "-");
}

TEST(ProviderIndex, FindsMailDomains)
{
    const std::vector<pack> packs{with_hosts({{"outlook", {"*.hotmail.com", "mx.hotmail.example"}, {}}})};
    const provider_index index(packs);
    const auto outlook = index.number("outlook");
    EXPECT_EQ(index.by_domain("hotmail.com"), outlook);
    EXPECT_EQ(index.by_domain("mx1.hotmail.com"), outlook);
    EXPECT_EQ(index.by_domain("mx.hotmail.example"), outlook);
    EXPECT_EQ(index.by_domain("hotmail.example"), std::nullopt);
    EXPECT_EQ(index.by_domain("nothotmail.com"), std::nullopt);
    EXPECT_EQ(index.by_domain(""), std::nullopt);
}

TEST(ProviderIndex, TheFirstPackKeepsAHostThatTwoClaim)
{
    const std::vector<pack> packs{with_hosts({{"yahoo", {"*.yahoodns.net"}, {}}}),
                                  with_hosts({{"aol", {"*.yahoodns.net"}, {}}})};
    EXPECT_EQ(provider_of(provider_index(packs), "mta5.am0.yahoodns.net"), "yahoo");
}

TEST(HostName, TakesTheNameAlone)
{
    EXPECT_EQ(host_name("MX1.Example.com"), "mx1.example.com");
    EXPECT_EQ(host_name("mx1.example.com."), "mx1.example.com");
    EXPECT_EQ(host_name("mx1.example.com (192.0.2.1)"), "mx1.example.com");
    EXPECT_EQ(host_name("mx1.example.com[192.0.2.1]"), "mx1.example.com");
    EXPECT_EQ(host_name("mx1.example.com[192.0.2.1]:25"), "mx1.example.com");
    EXPECT_EQ(host_name(" mx1.example.com "), "mx1.example.com");
    EXPECT_EQ(host_name("[192.0.2.1]"), "");
    EXPECT_EQ(host_name(""), "");
    EXPECT_EQ(host_name("..."), "");
}

} // namespace
} // namespace recoil::classify

#include "mime/received.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace recoil::mime {
namespace {

struct form {
    std::string_view value;
    std::string_view helo, reverse, ip, by;
};

void expect(const form& f)
{
    const received_hop hop = parse_received(f.value);
    EXPECT_EQ(hop.helo, f.helo) << f.value;
    EXPECT_EQ(hop.reverse, f.reverse) << f.value;
    EXPECT_EQ(hop.ip, f.ip) << f.value;
    EXPECT_EQ(hop.by, f.by) << f.value;
}

TEST(received, of_postfix)
{
    const form forms[] = {
        {"from out1.example.com (out1.example.com [192.0.2.11])\tby mx.example.net (Postfix) with ESMTPS id 4F1 for "
         "<kim@example.net>; Tue,  3 Mar 2026 09:15:40 +0000 (UTC)",
         "out1.example.com", "out1.example.com", "192.0.2.11", "mx.example.net"},
        {"from out1 (unknown [192.0.2.11]) by mx.example.net (Postfix) with ESMTP id 4F1; Tue, 3 Mar 2026 09:15:40 "
         "+0000",
         "out1", "", "192.0.2.11", "mx.example.net"},
        {"from out1.example.com (out1.example.com [IPv6:2001:DB8:0::11]) (using TLSv1.3 with cipher "
         "TLS_AES_256_GCM_SHA384 (256/256 bits)) (No client certificate requested) by mx.example.net (Postfix) with "
         "ESMTPS id 4F1",
         "out1.example.com", "out1.example.com", "2001:db8::11", "mx.example.net"},
        {"by out1.example.com (Postfix, from userid 33) id 0B44E600F0; Wed, 4 Mar 2026 06:00:31 +0000 (UTC)", "", "",
         "", "out1.example.com"},
        {"from [10.0.0.5] (gateway.example.com [192.0.2.12]) (Authenticated sender: kim) by out1.example.com (Postfix) "
         "with ESMTPSA id 1",
         "[10.0.0.5]", "gateway.example.com", "192.0.2.12", "out1.example.com"},
    };
    for (const form& f : forms)
        expect(f);
}

TEST(received, of_sendmail)
{
    const form forms[] = {
        {"from out1.example.com (out1.example.com [192.0.2.11]) by mx.example.net (8.17.1/8.17.1) with ESMTPS id "
         "62AAfLT (version=TLSv1.3 cipher=TLS_AES_256_GCM_SHA384 bits=256 verify=NO) for <kim@example.net>; Tue, 10 "
         "Mar 2026 10:41:21 GMT",
         "out1.example.com", "out1.example.com", "192.0.2.11", "mx.example.net"},
        {"from out1.example.com (host11.example.org [192.0.2.11] (may be forged)) by mx.example.net (8.17.1/8.17.1)",
         "out1.example.com", "host11.example.org", "192.0.2.11", "mx.example.net"},
        {"from out1.example.com (IDENT:root@out1.example.com [192.0.2.11]) by mx.example.net", "out1.example.com",
         "out1.example.com", "192.0.2.11", "mx.example.net"},
        {"from out1.example.com ([192.0.2.11]) by mx.example.net (8.17.1/8.17.1) with ESMTP", "out1.example.com", "",
         "192.0.2.11", "mx.example.net"},
        {"(from kim@localhost) by out1.example.com (8.17.1/8.17.1/Submit) id 62AAfLT1; Tue, 10 Mar 2026 10:41:21 GMT",
         "", "", "", "out1.example.com"},
        {"from localhost (localhost) by out1.example.com (8.17.1/8.17.1) id 62AAfLT2", "localhost", "", "",
         "out1.example.com"},
    };
    for (const form& f : forms)
        expect(f);
}

TEST(received, of_exim)
{
    const form forms[] = {
        {"from out1.example.com ([192.0.2.11])\tby mx.example.net with esmtps (TLS1.3) (Exim 4.96)\t(envelope-from "
         "<b@example.com>) id 1vzQ4H-0003XX-0b;\tWed, 11 Mar 2026 16:20:01 +0000",
         "out1.example.com", "", "192.0.2.11", "mx.example.net"},
        {"from host11.example.org ([192.0.2.11] helo=out1.example.com) by mx.example.net with esmtp (Exim 4.96) id 1",
         "out1.example.com", "host11.example.org", "192.0.2.11", "mx.example.net"},
        {"from [192.0.2.11] (helo=out1.example.com) by mx.example.net with esmtp (Exim 4.96) id 1", "out1.example.com",
         "", "192.0.2.11", "mx.example.net"},
        {"from [2001:db8::11] (port=40122 helo=out1.example.com) by mx.example.net with esmtps id 1",
         "out1.example.com", "", "2001:db8::11", "mx.example.net"},
        {"from host11.example.org ([192.0.2.11]:40122 helo=[10.0.0.5]) by mx.example.net with esmtp id 1", "[10.0.0.5]",
         "host11.example.org", "192.0.2.11", "mx.example.net"},
        {"from Debian-exim by out1.example.com with local (Exim 4.96) id 1vzQ4K-0003Xa-1q for kim@example.net",
         "Debian-exim", "", "", "out1.example.com"},
    };
    for (const form& f : forms)
        expect(f);
}

TEST(received, of_qmail)
{
    const form forms[] = {
        {"from unknown (HELO out1.example.com) (192.0.2.11) by mx.example.net with SMTP; 6 Jul 2026 23:12:10 -0000",
         "out1.example.com", "", "192.0.2.11", "mx.example.net"},
        {"from host11.example.org (HELO out1.example.com) (192.0.2.11) by 0 with SMTP; 6 Jul 2026 23:12:10 -0000",
         "out1.example.com", "host11.example.org", "192.0.2.11", "0"},
        {"from out1.example.com (root@192.0.2.11) by mx.example.net with SMTP", "out1.example.com", "", "192.0.2.11",
         "mx.example.net"},
        {"from 192.0.2.11 (HELO out1.example.com) (192.0.2.11) by 198.51.100.1 with SMTP", "out1.example.com", "",
         "192.0.2.11", "198.51.100.1"},
        {"from unknown (HELO out1) ([192.0.2.11]) by mx.example.net with ESMTP; 12 Jun 2026 02:22:13 +0000", "out1", "",
         "192.0.2.11", "mx.example.net"},
        {"(qmail 7513 invoked by uid 89); 28 Aug 2026 16:38:02 -0400", "", "", "", ""},
        {"(qmail 7513 invoked for bounce); 28 Aug 2026 16:38:02 -0400", "", "", "", ""},
    };
    for (const form& f : forms)
        expect(f);
}

TEST(received, of_exchange)
{
    const form forms[] = {
        {"from out1.example.com (192.0.2.11) by  DB8EUR05FT012.mail.protection.outlook.com (203.0.113.90) with "
         "Microsoft SMTP Server (version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384) id 15.20.8699.11 via Frontend "
         "Transport; Thu, 5 Mar 2026 12:29:58 +0000",
         "out1.example.com", "", "192.0.2.11", "DB8EUR05FT012.mail.protection.outlook.com"},
        {"from AM7EUR06FT021.eop-eur06.prod.protection.outlook.com (2603:10a6:20b::42) by "
         "AM0PR05CA0032.outlook.office365.com (2603:10a6:208::18) with Microsoft SMTP Server id 15.20.8699.11",
         "AM7EUR06FT021.eop-eur06.prod.protection.outlook.com", "", "2603:10a6:20b::42",
         "AM0PR05CA0032.outlook.office365.com"},
        {"from EX01.example.com ([fe80::1]) by EX01.example.com ([fe80::1%12]) with mapi id 15.02.1118", //
         "EX01.example.com", "", "fe80::1", "EX01.example.com"},
        {"from out1.example.com ([192.0.2.11]) by mail.example.net over TLS secured channel with Microsoft "
         "SMTPSVC(8.5.9600.16384); Thu, 29 Jan 2026 09:31:28 -0800",
         "out1.example.com", "", "192.0.2.11", "mail.example.net"},
    };
    for (const form& f : forms)
        expect(f);
}

TEST(received, of_gmail_and_others)
{
    const form forms[] = {
        {"from out1.example.com (out1.example.com. [192.0.2.11])        by mx.google.com with ESMTPS id 5b1f17b1804b1 "
         "for <kim@gmail.com>        (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256); Thu, 5 Mar 2026",
         "out1.example.com", "out1.example.com", "192.0.2.11", "mx.google.com"},
        {"from out1.example.com (out1.example.com. [2001:db8::11]) by mx.google.com with ESMTPS id 5",
         "out1.example.com", "out1.example.com", "2001:db8::11", "mx.google.com"},
        {"by 2002:a05:6000:18c:b0:37d with SMTP id p12; Thu, 5 Mar 2026 04:29:58 -0800 (PST)", "", "", "",
         "2002:a05:6000:18c:b0:37d"},
        {"from [192.0.2.11] by nm3.bullet.mail.example.net with NNFMP; 29 Jun 2026 12:06:38 -0000", "[192.0.2.11]", "",
         "192.0.2.11", "nm3.bullet.mail.example.net"},
        {"from out1.example.com ([192.0.2.11] verified) by mx.example.net (CommuniGate Pro SMTP 6.3)",
         "out1.example.com", "", "192.0.2.11", "mx.example.net"},
        {"from [192.0.2.11] (account kim@example.com HELO desk) by out1.example.com (CommuniGate Pro SMTP 6.3)", "desk",
         "", "192.0.2.11", "out1.example.com"},
        {"from out1.example.com (out1.example.com [192.0.2.11])\n by mx.example.net (OpenSMTPD) with ESMTP id 4f0",
         "out1.example.com", "out1.example.com", "192.0.2.11", "mx.example.net"},
        {"from app7 with HTTP (Mail 192.0.2.77); Mon, 30 Oct 2026 15:48:56 -0300", "app7", "", "", ""},
        {"by mx5.example.net; Thu, 29 Sep 2026 23:34:45 +0900", "", "", "", "mx5.example.net"},
    };
    for (const form& f : forms)
        expect(f);
}

TEST(received, broken_fields_say_what_they_can)
{
    const form forms[] = {
        {"", "", "", "", ""},
        {"from", "", "", "", ""},
        {"by", "", "", "", ""},
        {"from by", "", "", "", ""},
        {"from by mx.example.net", "", "", "", "mx.example.net"},
        {"from out1.example.com (out1.example.com [192.0.2.11", "out1.example.com", "", "", ""},
        {"from out1.example.com (out1.example.com [192.0.2.999]) by mx.example.net", "out1.example.com", "", "",
         "mx.example.net"},
        {"from a (b [192.0.2.1] c [192.0.2.2]) (d [192.0.2.3]) by e", "a", "b", "192.0.2.1", "e"},
        {"from a; by b", "a", "", "", ""},
        {"from a ))) by b", "a", "", "", "b"},
        {"words that mean nothing", "", "", "", ""},
        {"from a by (comment) b", "a", "", "", ""},
    };
    for (const form& f : forms)
        expect(f);
}

TEST(received, is_read_in_linear_time)
{
    expect({"from " + std::string(100'000, '('), "", "", "", ""});
    expect({"from a " + std::string(100'000, ')') + " by b", "a", "", "", "b"});
    std::string many = "from a";
    for (int i = 0; i < 20'000; ++i)
        many += " (b c)";
    expect({many + " by d", "a", "", "", "d"});
}

} // namespace
} // namespace recoil::mime

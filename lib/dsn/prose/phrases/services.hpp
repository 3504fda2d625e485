// Mail services that write their own notices: Yahoo, Mail.ru, the providers of China, Korea and Japan, mobile services.
#pragma once

#include "dsn/prose/phrase.hpp"

#include <array>

namespace recoil::dsn::phrases {

using enum phrase_role;

inline constexpr auto services = std::to_array<phrase>({
    // Yahoo, its national services and Yahoo Groups
    {proof, "sorry, we were unable to deliver your message to the following address", "yahoo"},
    {recipients_follow, "sorry, we were unable to deliver your message to the following address", "yahoo"},
    {recipients_follow, "unable to deliver message to the following address(es)", "yahoo"},
    {reason_follows, "remote host said:", "yahoo"},
    {proof, "we are unable to deliver the message from", "yahoogroups"},
    {recipient_behind, "we are unable to deliver the message from", "yahoogroups"},
    {recipients_follow, "lo sentimos, no hemos podido entregar tu mensaje", "yahoo"},
    {recipients_follow, "désolé, nous n'avons pas pu remettre votre message", "yahoo"},
    {recipients_follow, "wir konnten ihre nachricht nicht an die folgende adresse senden", "yahoo"},
    {recipients_follow, "siamo spiacenti, non è stato possibile recapitare il messaggio", "yahoo"},
    // Mail.ru, Yandex, Rambler
    {proof, "не может быть доставлено одному или нескольким получателям", "mailru"},
    {recipients_follow, "не может быть доставлено одному или нескольким получателям", "mailru"},
    {proof, "невозможно доставить сообщение по следующему адресу", "newmail"},
    {recipients_follow, "невозможно доставить сообщение по следующему адресу", "newmail"},
    {recipients_follow, "не удалось доставить следующим получателям", "yandex"},
    {recipients_follow, "не было доставлено следующим получателям", "yandex"},
    {recipients_follow, "не удалось доставить по следующим адресам", "rambler"},
    // QQ, 163, Sina, Alibaba and the systems of China
    {proof, "邮件无法发送到您指定的地址", "sina"},
    {recipients_follow, "邮件无法发送到您指定的地址", "sina"},
    {recipients_follow, "邮件无法投递到以下地址", "netease"},
    {recipients_follow, "无法投递给以下收件人", "netease"},
    {recipients_follow, "无法发送给以下收件人", "alibaba"},
    {recipient_behind, "抱歉,您的邮件无法送达", "qq"},
    {recipient_behind, "您的邮件无法送达", "qq"},
    {recipient_behind, "您发送的邮件无法送达", "qq"},
    {recipient_behind, "无法发送到", "qq"},
    {recipient_behind, "未能发送到", "qq"},
    {recipient_behind, "收件人邮件地址(", "netease"},
    {recipient_behind, "收件人地址:", "netease"},
    {recipient_behind, "收件人地址：", "netease"},
    {recipient_behind, "收件人:", "netease"},
    {recipient_behind, "收件人：", "netease"},
    {reason_follows, "退信原因:", "netease"},
    {reason_follows, "退信原因：", "netease"},
    {reason_follows, "退信代码:", "netease"},
    {reason_follows, "退信代码：", "netease"},
    {reason_follows, "失败原因:", "netease"},
    {reason_follows, "失败原因：", "netease"},
    {reason_follows, "错误信息:", "netease"},
    {reason_follows, "错误信息：", "netease"},
    {reason_follows, "错误原因:", "netease"},
    {reason_follows, "错误原因：", "netease"},
    {reason_follows, "host said:", "netease"},
    {reason_follows, "主机回复:", "netease"},
    // Naver, Daum, Nate
    {recipient_behind, "받는 사람:", "naver"},
    {recipient_behind, "받는사람:", "naver"},
    {recipient_behind, "수신자:", "daum"},
    {reason_follows, "실패 사유:", "naver"},
    {reason_follows, "실패사유:", "naver"},
    {reason_follows, "전송 실패 사유:", "daum"},
    {reason_follows, "사유:", "daum"},
    // Mobile services of Japan: au, ezweb, docomo, SoftBank; Nifty, Biglobe
    {recipient_behind, "could not be delivered to:", "kddi"},
    {recipients_follow, "each of the following recipients was rejected by a remote mail server", "ezweb"},
    {proof, "the user(s) account is disabled", "ezweb"},
    {recipients_follow, "the user(s) account is disabled", "ezweb"},
    {proof, "the user(s) account is temporarily over quota", "ezweb"},
    {recipients_follow, "the user(s) account is temporarily over quota", "ezweb"},
    {proof, "the following recipients did not receive this message", "docomo"},
    {recipients_follow, "the following recipients did not receive this message", "docomo"},
    {recipients_follow, "以下の宛先に送信できませんでした", "docomo"},
    {recipients_follow, "次のあて先へのメッセージはエラーのため送信できませんでした", "docomo"},
    {recipients_follow, "次のあて先への", "softbank"},
    {recipients_follow, "下記の宛先に", "nifty"},
    {recipients_follow, "下記のメールアドレスに", "biglobe"},
    {recipients_follow, "----- the following addresses had delivery problems", "biglobe"},
    {reason_follows, "----- non-delivered information", "biglobe"},
    // Verizon, the gateways to mobile messages
    {proof, "message could not be delivered to mobile.", "verizon"},
    {reason_follows, "message could not be delivered to mobile.", "verizon"},
    {proof, "error: no valid recipients for this mm", "verizon"},
    // FASTMAIL, iCloud, GMX, mail.com, WorkMail
    {proof, "an error occurred while trying to deliver the mail to the following recipients", "workmail"},
    {recipients_follow, "an error occurred while trying to deliver the mail to the following recipients", "workmail"},
    {recipients_follow, "your message could not be delivered to the following recipients", "generic"},
    {proof, "your mail sent on:", "kddi"},
});

} // namespace recoil::dsn::phrases

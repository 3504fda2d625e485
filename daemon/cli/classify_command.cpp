// recoil classify: the daemon's own pipeline over files.
#include "daemon/cli/commands.hpp"
#include "daemon/cli/line_splitter.hpp"
#include "daemon/cli/load_rules.hpp"
#include "daemon/cli/message_source.hpp"
#include "daemon/cli/progress.hpp"
#include "daemon/cli/verdict_writer.hpp"
#include "daemon/exit_code.hpp"
#include "daemon/host.hpp"
#include "dsn/reply.hpp"
#include "pipeline/recorder.hpp"
#include "pipeline/transaction.hpp"
#include "util/utf8.hpp"

#include <iostream>
#include <memory>
#include <optional>

namespace recoil::cli {

namespace {

std::shared_ptr<const pipeline::context> make_context(std::shared_ptr<const classify::classifier> classifier)
{
    auto context = std::make_shared<pipeline::context>();
    context->classifier = std::move(classifier);
    context->host = host_name();
    context->own_mtas = {context->host};
    return context;
}

class message_classifier {
public:
    message_classifier(std::shared_ptr<const pipeline::context> context, verdict_writer& writer)
        : context_(std::move(context)), writer_(writer)
    {
    }

    message_sink sink()
    {
        return {[this](const std::string& name) {
                    name_ = name;
                    transaction_.emplace(context_, event::source::cli);
                },
                [this](std::string_view bytes) {
                    transaction_->content(bytes);
                    progress_.bytes(bytes.size());
                },
                [this] {
                    writer_.message(name_, transaction_->finish(wall_clock()).events);
                    transaction_.reset();
                    progress_.message();
                }};
    }

private:
    std::shared_ptr<const pipeline::context> context_;
    verdict_writer& writer_;
    progress progress_;
    std::string name_;
    std::optional<pipeline::transaction> transaction_;
};

// A bare reply as the failure of an unknown recipient.
event::record classify_reply(const pipeline::context& context, std::string_view line)
{
    dsn::report report;
    report.kind = dsn::kind::dsn;
    dsn::recipient_report recipient;
    recipient.action = dsn::action::failed;
    recipient.answer = dsn::parse_reply(utf8::repair(line));
    return pipeline::recorder(context, report, std::string(line)).record(recipient);
}

message_sink reply_sink(line_splitter& lines)
{
    return {[](const std::string&) {}, [&lines](std::string_view bytes) { lines.feed(bytes); },
            [&lines] { lines.finish(); }};
}

} // namespace

int classify(const classify_options& options)
{
    std::shared_ptr<const classify::classifier> rules = load_rules(options.rules);
    if (!rules)
        return exit_code::failure;
    const auto context = make_context(std::move(rules));
    const std::unique_ptr<verdict_writer> writer = make_writer(options.format);
    message_classifier messages(context, *writer);
    line_splitter replies([&](std::string_view line, bool) {
        if (!line.empty())
            writer->reply(line, classify_reply(*context, line));
    });
    const message_sink sink = options.text ? reply_sink(replies) : messages.sink();

    std::vector<std::string> unreadable;
    for (const std::string& path : find_files(options.paths, unreadable)) {
        std::string error;
        if (!read_messages(path, sink, error))
            unreadable.emplace_back(path).append(": ").append(error);
    }
    writer->finish();
    for (const std::string& line : unreadable)
        std::cerr << "recoil: " << utf8::escape_controls(line) << "\n";
    return unreadable.empty() ? exit_code::ok : exit_code::failure;
}

} // namespace recoil::cli

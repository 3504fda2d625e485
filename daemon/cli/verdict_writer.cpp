#include "daemon/cli/verdict_writer.hpp"

#include "daemon/cli/terminal.hpp"
#include "daemon/cli/verdict_table.hpp"
#include "event/json.hpp"
#include "util/utf8.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <utility>

namespace recoil::cli {

namespace {

void print(std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
}

class table_writer : public verdict_writer {
public:
    void message(const std::string& file, const std::vector<event::record>& records) override
    {
        head();
        print(out_.paint(colour::dim, utf8::escape_controls(file)) + "\n");
        for (const event::record& record : records)
            print(table_.block(row_of(record)));
    }

    void reply(std::string_view, const event::record& record) override
    {
        head();
        print(table_.block(row_of(record)));
    }

    void finish() override {}

private:
    void head()
    {
        if (!std::exchange(headed_, true))
            print(table_.heading());
    }

    terminal out_{STDOUT_FILENO};
    verdict_table table_{out_};
    bool headed_ = false;
};

class json_writer : public verdict_writer {
public:
    void message(const std::string& file, const std::vector<event::record>& records) override
    {
        for (const event::record& record : records) {
            line_.clear();
            event::append_json(line_, record, file);
            print(line_ += '\n');
        }
    }

    // The contract's `text` and `index` come before the event's own fields.
    void reply(std::string_view text, const event::record& record) override
    {
        std::string object;
        event::append_json(object, record);
        line_ = "{\"index\":" + std::to_string(index_++) + ",\"text\":";
        event::append_json_string(line_, text);
        line_ += "," + object.substr(1) + "\n";
        print(line_);
    }

    void finish() override {}

private:
    std::string line_;
    std::uint64_t index_ = 0;
};

class summary_writer : public verdict_writer {
public:
    void message(const std::string&, const std::vector<event::record>& records) override
    {
        ++messages_;
        if (!records.empty())
            ++kinds_[std::string(dsn::name(records.front().kind))];
        std::ranges::for_each(records, [this](const event::record& r) { add(r); });
    }

    void reply(std::string_view, const event::record& record) override
    {
        ++messages_;
        add(record);
    }

    void finish() override
    {
        std::printf("%llu messages, %llu failed or delayed recipients\n", static_cast<unsigned long long>(messages_),
                    static_cast<unsigned long long>(recipients_));
        show("message kind", kinds_);
        show("reason", reasons_);
        show("provider", providers_);
        show("who must fix it", owners_);
        show("list action", actions_);
    }

private:
    using counts = std::map<std::string, std::uint64_t>;

    void add(const event::record& record)
    {
        if (!record.cause)
            return;
        ++recipients_;
        ++reasons_[record.cause->category + "/" + record.cause->reason];
        ++providers_[record.provider];
        ++owners_[std::string(name(record.cause->fix_owner))];
        ++actions_[std::string(name(record.cause->list_action))];
    }

    static void show(const char* title, const counts& of)
    {
        std::vector<std::pair<std::string, std::uint64_t>> rows(of.begin(), of.end());
        // The most frequent first, names in their order.
        std::ranges::sort(rows, {},
                          [](const auto& row) { return std::pair(~row.second, std::string_view(row.first)); });
        if (!rows.empty())
            std::printf("\n%s\n", title);
        for (const auto& [name, count] : rows)
            std::printf("%10llu  %s\n", static_cast<unsigned long long>(count), utf8::escape_controls(name).c_str());
    }

    std::uint64_t messages_ = 0;
    std::uint64_t recipients_ = 0;
    counts kinds_, reasons_, providers_, owners_, actions_;
};

} // namespace

std::unique_ptr<verdict_writer> make_writer(format f)
{
    switch (f) {
    case format::json:
        return std::make_unique<json_writer>();
    case format::summary:
        return std::make_unique<summary_writer>();
    case format::table:
        break;
    }
    return std::make_unique<table_writer>();
}

} // namespace recoil::cli

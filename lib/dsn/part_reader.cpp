#include "dsn/part_reader.hpp"

#include "dsn/delivery_status.hpp"
#include "dsn/feedback_report.hpp"
#include "dsn/returned_header.hpp"
#include "mime/flowed_text.hpp"
#include "mime/html_text.hpp"
#include "mime/text_decoder.hpp"
#include "util/ascii.hpp"

#include <optional>
#include <utility>
#include <variant>

namespace recoil::dsn {

namespace {

using std::string_view;

mime::text_decoder decoder_of(const mime::part_info& part)
{
    return {part.encoding, part.type.parameter("charset")};
}

// A report of fields, by a reader that knows them.
template<typename Reader>
class fields_part : public part_reader {
public:
    fields_part(const mime::part_info& part, Reader reader) : text_(decoder_of(part)), reader_(std::move(reader)) {}

    void feed(string_view bytes) override
    {
        decoded_.clear();
        text_.feed(bytes, decoded_);
        reader_.feed(decoded_);
    }

protected:
    bool finish_fields(report& into, bool cut_off)
    {
        decoded_.clear();
        text_.finish(decoded_);
        reader_.feed(decoded_);
        if (cut_off)
            reader_.cut_off();
        into.defects.add(text_.defects());
        return reader_.finish(into);
    }

private:
    mime::text_decoder text_;
    Reader reader_;
    std::string decoded_;
};

class status_part : public fields_part<delivery_status_reader> {
public:
    using fields_part::fields_part;
    void finish(readings& into, bool cut_off) override
    {
        into.status_spoke = finish_fields(into.found, cut_off) || into.status_spoke;
    }
};

class feedback_part : public fields_part<feedback_report_reader> {
public:
    using fields_part::fields_part;
    void finish(readings& into, bool cut_off) override { finish_fields(into.found, cut_off); }
};

class notice_part : public part_reader {
public:
    notice_part(const mime::part_info& part, notice_text& lines) : text_(decoder_of(part)), lines_(lines)
    {
        if (part.type.is("text", "html"))
            form_.emplace<mime::html_text>();
        else if (ascii::iequals(part.type.parameter("format"), "flowed"))
            form_.emplace<mime::flowed_text>(ascii::iequals(part.type.parameter("delsp"), "yes"));
        lines_.begin_part();
    }

    void feed(string_view bytes) override
    {
        decoded_.clear();
        text_.feed(bytes, decoded_);
        add_lines(false, false);
    }

    void finish(readings& into, bool cut_off) override
    {
        decoded_.clear();
        text_.finish(decoded_);
        add_lines(true, cut_off);
        lines_.end_part(cut_off);
        into.found.defects.add(text_.defects());
    }

private:
    // HTML and flowed text end their last line by themselves; where the message ended inside a word it is left open.
    void add_lines(bool last, bool cut_off)
    {
        if (!decoded_.empty())
            in_word_ = decoded_.back() != '>' && !ascii::is_space(decoded_.back());
        std::string plain;
        const auto reduce = [&](auto& form) {
            if constexpr (std::is_same_v<std::decay_t<decltype(form)>, std::monostate>) {
                plain.swap(decoded_);
            } else {
                form.feed(decoded_, plain);
                if (last)
                    form.finish(plain);
            }
        };
        std::visit(reduce, form_);
        const bool reduced = !std::holds_alternative<std::monostate>(form_);
        if (cut_off && in_word_ && reduced && plain.ends_with('\n'))
            plain.pop_back();
        lines_.feed(plain);
    }

    mime::text_decoder text_;
    notice_text& lines_;
    std::variant<std::monostate, mime::html_text, mime::flowed_text> form_;
    bool in_word_ = false; // the source ends in one so far
    std::string decoded_;
};

class returned_part : public part_reader {
public:
    returned_part(const mime::part_info& part, const builder_options& options, bool wrapped)
        : header_(part.encoding, options.mime.header_bytes, options.capture), transfer_(part.encoding)
    {
        if (!wrapped)
            return;
        builder_options inside = options;
        inside.unwrap = false;
        message_.emplace(std::move(inside));
    }

    void feed(string_view bytes) override
    {
        header_.feed(bytes);
        if (!message_)
            return;
        decoded_.clear();
        transfer_.feed(bytes, decoded_);
        message_->feed(decoded_);
    }

    void finish(readings& into, bool cut_off) override
    {
        if (message_ && !cut_off)
            into.wrapped = finish_message();
        returned_message found = header_.finish(cut_off);
        if (into.complainant.empty())
            into.complainant = header_.complainant();
        into.found.defects.add(header_.defects());
        if (!found.present)
            return;
        into.found.original = std::move(found);
        into.returned_follows = into.status_spoke;
    }

private:
    report finish_message()
    {
        decoded_.clear();
        transfer_.finish(decoded_);
        message_->feed(decoded_);
        return message_->finish();
    }

    returned_header header_;
    mime::transfer_decoder transfer_; // for the message
    std::optional<report_builder> message_;
    std::string decoded_;
};

} // namespace

std::unique_ptr<part_reader> read_status_part(const mime::part_info& part, const builder_options& options)
{
    return std::make_unique<status_part>(part, delivery_status_reader(options.recipients, options.diagnostic_bytes));
}

std::unique_ptr<part_reader> read_feedback_part(const mime::part_info& part)
{
    return std::make_unique<feedback_part>(part, feedback_report_reader());
}

std::unique_ptr<part_reader> read_notice_part(const mime::part_info& part, notice_text& into)
{
    return std::make_unique<notice_part>(part, into);
}

std::unique_ptr<part_reader> read_returned_part(const mime::part_info& part, const builder_options& options,
                                                bool wrapped)
{
    return std::make_unique<returned_part>(part, options, wrapped);
}

} // namespace recoil::dsn

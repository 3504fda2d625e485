// The read buffer of a session. Idle sessions hold none: a few buffers per thread serve thousands of clients.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace recoil {

class input_buffer {
public:
    static constexpr std::size_t size = 64 * 1024;

    input_buffer() = default;
    ~input_buffer() { release(); }
    input_buffer(const input_buffer&) = delete;
    input_buffer& operator=(const input_buffer&) = delete;

    // `size` octets, from this thread's pool where it has one; the same ones until release().
    char* acquire()
    {
        if (!data_ && !pool().empty()) {
            data_ = std::move(pool().back());
            pool().pop_back();
        }
        if (!data_)
            data_ = std::make_unique_for_overwrite<char[]>(size);
        return data_.get();
    }
    void release()
    {
        if (data_ && pool().size() < pooled)
            pool().push_back(std::move(data_));
        data_.reset();
    }
    bool held() const { return data_ != nullptr; }

private:
    static constexpr std::size_t pooled = 8; // more are needed only while many commits are waited for

    static std::vector<std::unique_ptr<char[]>>& pool()
    {
        thread_local std::vector<std::unique_ptr<char[]>> buffers;
        return buffers;
    }

    std::unique_ptr<char[]> data_;
};

} // namespace recoil

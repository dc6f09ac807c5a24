#pragma once
// Catches all that this process prints on stdout and stderr, by any library, while the object lives.

#include <cstdio>
#include <string>

#include <unistd.h>

namespace video_test {

class Printed {
public:
    Printed() : file_(std::tmpfile())
    {
        std::fflush(nullptr);
        for (const int fd : {1, 2}) {
            before_[fd - 1] = ::dup(fd);
            if (file_)
                ::dup2(::fileno(file_), fd);
        }
    }
    ~Printed() { give_back(); }
    Printed(const Printed&) = delete;
    Printed& operator=(const Printed&) = delete;

    /// Ends the catching; what was printed.
    std::string take()
    {
        give_back();
        std::string text;
        if (!file_)
            return text;
        std::rewind(file_);
        for (int c = std::fgetc(file_); c != EOF; c = std::fgetc(file_))
            text += static_cast<char>(c);
        std::fclose(file_);
        file_ = nullptr;
        return text;
    }

private:
    void give_back()
    {
        std::fflush(nullptr);
        for (const int fd : {1, 2}) {
            if (before_[fd - 1] < 0)
                continue;
            ::dup2(before_[fd - 1], fd);
            ::close(before_[fd - 1]);
            before_[fd - 1] = -1;
        }
    }

    std::FILE* file_;
    int before_[2]{-1, -1};
};

}

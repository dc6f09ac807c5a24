#include "console/cli/secret_line.h"

#include <istream>
#include <ostream>

#include <termios.h>
#include <unistd.h>

namespace console {
namespace {

/// A terminal shows nothing of what is typed while this lives.
class Unseen {
public:
    Unseen()
    {
        if (!::isatty(STDIN_FILENO) || ::tcgetattr(STDIN_FILENO, &before_) != 0)
            return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        is_silent_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~Unseen()
    {
        if (is_silent_)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;
    bool is_typed() const { return is_silent_; }

private:
    termios before_{};
    bool is_silent_ = false;
};

}

std::string read_secret(std::istream& in, std::ostream& err, const std::string& prompt)
{
    std::string secret;
    const Unseen unseen;
    if (unseen.is_typed())
        err << prompt << ": " << std::flush;
    std::getline(in, secret);
    if (unseen.is_typed())
        err << '\n';
    if (!secret.empty() && secret.back() == '\r')
        secret.pop_back();
    return secret;
}

}

#include "tests/video/camera_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <utility>

namespace video_test {
namespace {

constexpr const char* program = BINARY_DIR "/gridwatch_cams";

/// Lines until `count` of them came, the pipe closed or half a minute passed.
std::vector<std::string> read_lines(int pipe, int count)
{
    std::vector<std::string> lines;
    std::string line;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (static_cast<int>(lines.size()) < count && std::chrono::steady_clock::now() < end) {
        pollfd waiting{pipe, POLLIN, 0};
        if (::poll(&waiting, 1, 100) <= 0)
            continue;
        char byte = 0;
        if (::read(pipe, &byte, 1) <= 0)
            break;
        if (byte != '\n')
            line += byte;
        else
            lines.push_back(std::exchange(line, {}));
    }
    return lines;
}

}

CameraProcess::CameraProcess(std::vector<std::string> arguments)
{
    if (std::find(arguments.begin(), arguments.end(), "--port") == arguments.end())
        arguments.insert(arguments.end(), {"--port", "0"});
    arguments.push_back("--until-stdin-closes");
    arguments.insert(arguments.begin(), program);
    std::vector<char*> words;
    for (std::string& argument : arguments)
        words.push_back(argument.data());
    words.push_back(nullptr);

    int input[2], output[2];
    if (::pipe2(input, O_CLOEXEC) != 0 || ::pipe2(output, O_CLOEXEC) != 0)
        return;
    child_ = ::fork();
    if (child_ == 0) {
        ::dup2(input[0], 0);
        ::dup2(output[1], 1);
        ::execv(program, words.data());
        ::_exit(127);
    }
    ::close(input[0]);
    ::close(output[1]);
    stdin_ = input[1];
    urls_ = read_lines(output[0], std::atoi(arguments[1].c_str()));
    ::close(output[0]);
}

void CameraProcess::end()
{
    if (stdin_ >= 0)
        ::close(std::exchange(stdin_, -1));
    if (child_ <= 0)
        return;
    ::kill(child_, SIGKILL); // as a camera does whose plug is pulled
    ::waitpid(child_, nullptr, 0);
    child_ = -1;
}

void CameraProcess::begin_fault() const
{
    if (child_ > 0)
        ::kill(child_, SIGUSR1);
}

std::string CameraProcess::port() const
{
    const std::string first = url();
    const auto colon = first.rfind(':');
    return first.substr(colon + 1, first.find('/', colon) - colon - 1);
}

}

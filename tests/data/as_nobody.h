#pragma once
// Runs a piece of a test as the user "nobody", because root may write everywhere.

#include <functional>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

/// What `work` returned, called in a child process without root's rights; only its text comes back.
inline std::string as_nobody(const std::function<std::string()>& work)
{
    int ends[2];
    if (pipe(ends) != 0)
        return "no pipe";
    const pid_t child = fork();
    if (child == 0) {
        constexpr uid_t nobody = 65534;
        std::string text = "could not drop privileges";
        if (geteuid() != 0 || (setgid(nobody) == 0 && setuid(nobody) == 0))
            text = work();
        [[maybe_unused]] const auto written = write(ends[1], text.data(), text.size());
        _exit(0);
    }
    close(ends[1]);
    std::string text;
    char buffer[512];
    for (ssize_t n; (n = read(ends[0], buffer, sizeof buffer)) > 0;)
        text.append(buffer, static_cast<std::size_t>(n));
    close(ends[0]);
    waitpid(child, nullptr, 0);
    return text;
}

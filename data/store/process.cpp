#include "data/store/process.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include <unistd.h>

namespace data {
namespace {

std::string content_of(const std::string& path)
{
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

/// The boot and the moment of the process's start, in ticks since then; empty: there is no such process, or it has ended.
std::string start_of(std::int64_t process)
{
    const std::string stat = content_of(fmt::format("/proc/{}/stat", process));
    // "PID (NAME) STATE …", see proc(5): the name may hold blanks and parentheses; the start is the 22nd field.
    const auto name_end = stat.rfind(')');
    if (name_end == std::string::npos)
        return {};
    std::istringstream fields(stat.substr(name_end + 1));
    std::string state, field, start;
    fields >> state;
    for (int i = 4; i <= 22 && fields >> field; ++i)
        start = field;
    if (state == "Z" || state == "X" || start.empty())
        return {};
    std::string boot = content_of("/proc/sys/kernel/random/boot_id");
    boot.erase(std::min(boot.find('\n'), boot.size()));
    return boot + ":" + start;
}

} // namespace

DraftHolder this_process(const std::string& seat, AccountId account, TimePoint now)
{
    const std::int64_t process = getpid();
    return {seat, account, process, start_of(process), now};
}

bool is_same_process(const DraftHolder& a, const DraftHolder& b)
{
    return a.process == b.process && a.process_start == b.process_start;
}

bool is_alive(const DraftHolder& holder)
{
    return !holder.process_start.empty() && start_of(holder.process) == holder.process_start;
}

} // namespace data

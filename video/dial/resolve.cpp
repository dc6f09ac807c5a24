#include "video/dial/resolve.h"

#include "video/error.h"

#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace video {
namespace {

struct Question {
    std::mutex mutex;
    std::condition_variable_any answered;
    bool done = false;                // guarded by mutex
    std::string trouble;              // guarded by mutex
    std::vector<std::string> numbers; // guarded by mutex
};

std::vector<std::string> numbers_of(const addrinfo* list)
{
    std::vector<std::string> first, second;
    for (; list; list = list->ai_next) {
        char text[NI_MAXHOST];
        if (getnameinfo(list->ai_addr, list->ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST) != 0)
            continue;
        auto& group = list->ai_family == AF_INET ? first : second;
        if (std::find(group.begin(), group.end(), text) == group.end())
            group.emplace_back(text);
    }
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

/// Empty `trouble` means success.
std::vector<std::string> look_up(const std::string& host, int flags, std::string& trouble)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = flags;
    addrinfo* list = nullptr;
    if (const int error = getaddrinfo(host.c_str(), nullptr, &hints, &list); error != 0) {
        trouble = gai_strerror(error);
        return {};
    }
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(list, freeaddrinfo);
    auto numbers = numbers_of(list);
    if (numbers.empty())
        trouble = "no address of a kind that can be dialled";
    return numbers;
}

void answer(const std::shared_ptr<Question>& question, const std::string& host)
{
    std::string trouble;
    auto numbers = look_up(host, 0, trouble);
    std::lock_guard lock(question->mutex);
    question->numbers = std::move(numbers);
    question->trouble = std::move(trouble);
    question->done = true;
    question->answered.notify_all();
}

/// The question under way for this host, or a new one.
std::shared_ptr<Question> ask(const std::string& host)
{
    struct Desk {
        std::mutex mutex;
        std::map<std::string, std::weak_ptr<Question>> open; // guarded by mutex
    };
    static auto* const desk = new Desk; // never destroyed: a question may outlast static objects
    std::lock_guard lock(desk->mutex);
    std::erase_if(desk->open, [](const auto& one) { return one.second.expired(); });
    auto& slot = desk->open[host];
    if (auto open = slot.lock()) {
        std::lock_guard question_lock(open->mutex);
        if (!open->done)
            return open;
    }
    auto question = std::make_shared<Question>();
    slot = question;
    // Detached on purpose: it owns all it touches, and no call can end it early.
    std::thread([question, host] { answer(question, host); }).detach();
    return question;
}

}

std::vector<std::string> resolve(const std::string& host, milliseconds limit, const std::stop_token& stop, const std::function<bool()>& interrupted)
{
    std::string trouble;
    if (auto numbers = look_up(host, AI_NUMERICHOST, trouble); !numbers.empty())
        return numbers;
    const auto question = ask(host);
    std::unique_lock lock(question->mutex);
    const Time end = std::chrono::steady_clock::now() + limit;
    while (!question->done && !stop.stop_requested() && !(interrupted && interrupted()) && std::chrono::steady_clock::now() < end)
        question->answered.wait_for(lock, stop, std::min<Time::duration>(end - std::chrono::steady_clock::now(), milliseconds(100)), [&] { return question->done; });
    if (!question->done)
        throw Error(Cause::name_not_found, "The name server did not answer");
    if (question->numbers.empty())
        throw Error(Cause::name_not_found, host + ": " + question->trouble);
    return question->numbers;
}

}

#include "console/work/crew.h"

#include "video/thread_role.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include <pthread.h>
#include <sched.h>

namespace console {

Crew::Crew(std::string name, unsigned helpers) : name_(std::move(name))
{
    for (unsigned who = 1; who <= helpers; ++who)
        threads_.emplace_back([this, who] { work_off(who); });
}

Crew::~Crew()
{
    {
        std::lock_guard lock(mutex_);
        ending_ = true;
    }
    begun_.notify_all();
    for (std::thread& thread : threads_)
        thread.join();
}

unsigned Crew::spare_cores()
{
    // Beyond four threads the memory is what they wait for.
    return std::clamp(std::thread::hardware_concurrency(), 1u, 4u) - 1;
}

void Crew::work_off(unsigned who)
{
    video::take_role(name_);
    std::unique_lock lock(mutex_);
    for (;;) {
        begun_.wait(lock, [&] { return ending_ || can_begin(); });
        if (ending_)
            return;
        do_next(lock, who);
    }
}

void Crew::do_next(std::unique_lock<std::mutex>& lock, unsigned who)
{
    const std::size_t part = next_++;
    ++running_;
    lock.unlock();
    work_(part, who);
    lock.lock();
    --running_;
    done_[part] = true;
    done_changed_.notify_one();
}

void Crew::keep_off_own_core()
{
    // Woken by a busy thread, a helper is put on that very core as long as the others are busy too, be it with work that yields
    // (tiles): then both work by turns. So it may run anywhere else.
    const int core = sched_getcpu();
    if (core < 0 || core == own_core_ || threads_.empty())
        return;
    cpu_set_t cores;
    if (pthread_getaffinity_np(pthread_self(), sizeof cores, &cores) != 0)
        return;
    CPU_CLR(core, &cores);
    if (CPU_COUNT(&cores) == 0)
        return;
    for (std::thread& thread : threads_)
        pthread_setaffinity_np(thread.native_handle(), sizeof cores, &cores);
    own_core_ = core;
}

void Crew::start(std::size_t count, std::size_t ahead, Work work)
{
    drop();
    keep_off_own_core();
    {
        std::lock_guard lock(mutex_);
        work_ = std::move(work);
        next_ = given_up_ = 0;
        ahead_ = ahead;
        done_.assign(count, false);
    }
    taken_ = 0;
    begun_.notify_all();
}

std::size_t Crew::take()
{
    std::unique_lock lock(mutex_);
    const std::size_t part = taken_++;
    assert(part < done_.size());
    given_up_ = part;
    begun_.notify_one();
    while (!done_[part])
        if (can_begin())
            do_next(lock, 0);
        else
            done_changed_.wait(lock);
    return part;
}

void Crew::drop()
{
    std::unique_lock lock(mutex_);
    next_ = done_.size();
    done_changed_.wait(lock, [&] { return running_ == 0; });
}

}

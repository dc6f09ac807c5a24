#include "console/work/crew.h"

#include "video/thread_role.h"

#include <algorithm>
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
        begun_.wait(lock, [&] { return ending_ || next_ < done_.size(); });
        if (ending_)
            return;
        do_next(lock, who);
    }
}

void Crew::do_next(std::unique_lock<std::mutex>& lock, unsigned who)
{
    const std::size_t part = next_++;
    lock.unlock();
    work_(part, who);
    lock.lock();
    done_[part] = true;
    --left_;
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

void Crew::start(std::size_t count, Work work)
{
    finish();
    keep_off_own_core();
    {
        std::lock_guard lock(mutex_);
        work_ = std::move(work);
        next_ = 0;
        left_ = count;
        done_.assign(count, false);
    }
    begun_.notify_all();
}

bool Crew::is_done(std::size_t part) const
{
    std::lock_guard lock(mutex_);
    return done_[part];
}

bool Crew::help()
{
    std::unique_lock lock(mutex_);
    if (next_ >= done_.size())
        return false;
    do_next(lock, 0);
    return true;
}

void Crew::wait(std::size_t part)
{
    std::unique_lock lock(mutex_);
    while (!done_[part])
        if (next_ < done_.size())
            do_next(lock, 0);
        else
            done_changed_.wait(lock);
}

void Crew::finish()
{
    std::unique_lock lock(mutex_);
    while (left_ > 0)
        if (next_ < done_.size())
            do_next(lock, 0);
        else
            done_changed_.wait(lock);
}

}

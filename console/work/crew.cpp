#include "console/work/crew.h"

#include "video/thread_role.h"

#include <algorithm>
#include <utility>

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

void Crew::start(std::size_t count, Work work)
{
    finish();
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

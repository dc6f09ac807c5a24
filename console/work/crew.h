#pragma once
// A few threads that share one piece of work with the thread that asks for it: for what must be done within the frame, and is too
// short for the scheduler's queues, which yield to the interface. Everything but the parts themselves on the asking thread.

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace console {

class Crew {
public:
    /// `who` is 0 on the asking thread, else the number of the helper. Must not throw.
    using Work = std::function<void(std::size_t part, unsigned who)>;

    /// Without helpers the one who asks does everything.
    Crew(std::string name, unsigned helpers);
    ~Crew(); // parts that nobody began are left undone
    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;

    /// As many as this machine has cores to spare.
    static unsigned spare_cores();
    unsigned helpers() const { return static_cast<unsigned>(threads_.size()); }

    /// Drops the last work and begins this one: each part from 0 to count - 1 once, in this order. The helpers begin parts from now
    /// on, the asking thread while it is in take(). A part is begun when at most `ahead` - 1 of those before it were not taken yet:
    /// so many places suffice for what the parts leave behind.
    void start(std::size_t count, std::size_t ahead, Work work);
    /// The next part that is done, in their order; what the last one left behind is given up. Does others while it waits.
    std::size_t take();
    /// Begins no more parts, and waits for those that are being done.
    void drop();

private:
    void work_off(unsigned who);
    bool can_begin() const { return next_ < done_.size() && next_ < given_up_ + ahead_; }
    void do_next(std::unique_lock<std::mutex>& lock, unsigned who);
    void keep_off_own_core();

    std::string name_;                         // set once in the constructor
    std::mutex mutex_;
    std::condition_variable begun_, done_changed_;
    Work work_;                                // written under mutex_ while no part is being done
    std::size_t next_ = 0, running_ = 0;       // guarded by mutex_: the next to begin; how many are being done
    std::size_t given_up_ = 0, ahead_ = 0;     // guarded by mutex_
    std::vector<bool> done_;                   // guarded by mutex_
    bool ending_ = false;                      // guarded by mutex_
    std::size_t taken_ = 0;                    // asking thread only
    int own_core_ = -1;                        // asking thread only: the core that helpers keep off
    std::vector<std::thread> threads_;         // set once in the constructor
};

}

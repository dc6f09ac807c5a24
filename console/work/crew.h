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

    /// Finishes the last work and begins this one: each part from 0 to count - 1 once, in this order. The helpers take parts
    /// from now on, the asking thread while it is in help(), wait() or finish().
    void start(std::size_t count, Work work);
    bool is_done(std::size_t part) const;
    /// Does the next part; false: all have begun.
    bool help();
    /// Until this part is done, doing others meanwhile.
    void wait(std::size_t part);
    void finish();

private:
    void work_off(unsigned who);
    void do_next(std::unique_lock<std::mutex>& lock, unsigned who);
    void keep_off_own_core();

    std::string name_;                 // set once in the constructor
    mutable std::mutex mutex_;
    std::condition_variable begun_, done_changed_;
    Work work_;                        // written under mutex_ while no part is running
    std::size_t next_ = 0, left_ = 0;  // guarded by mutex_: the next to begin; how many are not done
    std::vector<bool> done_;           // guarded by mutex_
    bool ending_ = false;              // guarded by mutex_
    int own_core_ = -1;                // asking thread only: the core that helpers keep off
    std::vector<std::thread> threads_; // set once in the constructor
};

}

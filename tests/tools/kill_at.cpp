// Preloaded into a program by tests: ends it with SIGKILL before the Nth of its calls that change names or ask the disk to keep something
// (GRIDWATCH_TEST_KILL_AT=N; GRIDWATCH_TEST_CALLS=FILE: their number goes there at its end). So each moment at which a kill can matter is tried, and the same ones every time.

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include <dlfcn.h>
#include <sys/types.h>
#include <unistd.h>

namespace {

std::atomic<long> calls{0};

void count()
{
    static const long last = [] {
        const char* text = std::getenv("GRIDWATCH_TEST_KILL_AT");
        return text ? std::atol(text) : 0;
    }();
    if (++calls == last)
        kill(getpid(), SIGKILL);
}

__attribute__((destructor)) void tell()
{
    const char* file = std::getenv("GRIDWATCH_TEST_CALLS");
    if (std::FILE* out = file ? std::fopen(file, "w") : nullptr) {
        std::fprintf(out, "%ld\n", calls.load());
        std::fclose(out);
    }
}

template <class Function> Function next(const char* name) { return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name)); }

}

extern "C" {

int rename(const char* from, const char* to) noexcept
{
    static const auto real = next<int (*)(const char*, const char*)>("rename");
    count();
    return real(from, to);
}

int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned int flags) noexcept
{
    static const auto real = next<int (*)(int, const char*, int, const char*, unsigned int)>("renameat2");
    count();
    return real(from_folder, from, to_folder, to, flags);
}

int remove(const char* path) noexcept
{
    static const auto real = next<int (*)(const char*)>("remove");
    count();
    return real(path);
}

int unlink(const char* path) noexcept
{
    static const auto real = next<int (*)(const char*)>("unlink");
    count();
    return real(path);
}

int unlinkat(int folder, const char* path, int flags) noexcept
{
    static const auto real = next<int (*)(int, const char*, int)>("unlinkat");
    count();
    return real(folder, path, flags);
}

int rmdir(const char* path) noexcept
{
    static const auto real = next<int (*)(const char*)>("rmdir");
    count();
    return real(path);
}

char* mkdtemp(char* pattern) noexcept
{
    static const auto real = next<char* (*)(char*)>("mkdtemp");
    count();
    return real(pattern);
}

int fsync(int handle)
{
    static const auto real = next<int (*)(int)>("fsync");
    count();
    return real(handle);
}

int fdatasync(int handle)
{
    static const auto real = next<int (*)(int)>("fdatasync");
    count();
    return real(handle);
}

}

#include "video/thread_role.h"

#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace video {

void take_role(const std::string& name, int nice)
{
    pthread_setname_np(pthread_self(), name.substr(0, 15).c_str());
    if (nice > 0)
        setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), nice); // on Linux: of this thread alone
}

}

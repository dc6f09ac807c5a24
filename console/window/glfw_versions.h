#pragma once
// Where GLFW 3.3 (Debian 12) and 3.4 (Debian 13) want different words. Included by sources only, like GLFW's own headers; what else
// differs: docs/DEBIAN13.md. UI thread.

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

// 3.4 is not linked against libX11: it loads it when it starts, so that no function of ours would stand before libX11's.
#ifdef GLFW_PLATFORM_X11
#define GRIDWATCH_GLFW_LOADS_X11
#endif

namespace console {

/// glfwInit() for X11: 3.4 takes Wayland in a session of it, where none of what the windows ask of X would be there; XWayland is.
inline bool start_glfw_on_x11()
{
#ifdef GRIDWATCH_GLFW_LOADS_X11
    glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
#endif
    return glfwInit() == GLFW_TRUE;
}

}

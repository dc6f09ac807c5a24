#include "console/window/surface.h"

#include "console/error.h"

#include <epoxy/egl.h>
#include <epoxy/gl.h>

#include <condition_variable>
#include <mutex>


namespace console {
namespace {

class Offscreen final : public Surface {
public:
    Offscreen(const SurfaceOptions& options, Offscreen* beside) : is_first_(!beside), width_(options.width), height_(options.height)
    {
        display_ = eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
        if (display_ == EGL_NO_DISPLAY || !eglInitialize(display_, nullptr, nullptr))
            throw Error("Drawing without a window needs EGL's surfaceless platform (package libegl-mesa0).");
        eglBindAPI(EGL_OPENGL_API);
        const EGLint attributes[] = {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3,
                                     EGL_CONTEXT_OPENGL_PROFILE_MASK, EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
        context_ = eglCreateContext(display_, EGL_NO_CONFIG_KHR, beside ? beside->context_ : EGL_NO_CONTEXT, attributes);
        if (context_ == EGL_NO_CONTEXT || !eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_))
            throw Error("Drawing without a window needs OpenGL 3.3 (package libgl1-mesa-dri).");
        glGenFramebuffers(1, &framebuffer_);
        // A texture, because only they can be had with the order of colours that windows have.
        glGenTextures(1, &colour_);
        make_room();
        glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
        glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, colour_, 0);
        if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
            throw Error("The picture in memory could not be made; try a smaller --offscreen size.");
    }

    ~Offscreen() override
    {
        Offscreen::make_current();
        glDeleteTextures(1, &colour_);
        glDeleteFramebuffers(1, &framebuffer_);
        eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        eglDestroyContext(display_, context_);
        if (is_first_)
            eglTerminate(display_);
    }

    void make_current() override { eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_); }

    void resize(int width, int height) override
    {
        Offscreen::make_current();
        width_ = width, height_ = height;
        make_room();
    }
    int width() const override { return width_; }
    int height() const override { return height_; }

    void wait(std::chrono::microseconds limit) override
    {
        std::unique_lock lock(mutex_);
        if (input_.is_empty())
            changed_.wait_for(lock, limit, [this] { return woken_; });
        woken_ = false;
    }

    void wake() override
    {
        std::lock_guard lock(mutex_);
        woken_ = true;
        changed_.notify_one();
    }

    void bind() override { glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_); }
    void present(const std::vector<PixelBox>&) override { glFlush(); }

private:
    void make_room() const
    {
        glBindTexture(GL_TEXTURE_2D, colour_);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, width_, height_, 0, GL_BGRA, GL_UNSIGNED_BYTE, nullptr);
    }

    EGLDisplay display_ = EGL_NO_DISPLAY;
    EGLContext context_ = EGL_NO_CONTEXT;
    bool is_first_;
    int width_, height_;
    GLuint framebuffer_ = 0, colour_ = 0;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool woken_ = false; // guarded by mutex_
};

}

std::unique_ptr<Surface> make_offscreen(const SurfaceOptions& options, Surface* beside)
{
    return std::make_unique<Offscreen>(options, static_cast<Offscreen*>(beside));
}

}

#include "console/map/picture/canvas_texture.h"

#include <epoxy/gl.h>
#include <imgui.h>

#include <algorithm>

namespace console {

CanvasTexture::~CanvasTexture()
{
    if (framebuffer_)
        glDeleteFramebuffers(1, &framebuffer_);
    if (name_)
        glDeleteTextures(1, &name_);
}

bool CanvasTexture::wants_top_first()
{
    GLint drawn_to = 0;
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &drawn_to);
    return drawn_to == 0;
}

void CanvasTexture::put(const Canvas& canvas)
{
    if (canvas.width() <= 0 || canvas.height() <= 0)
        return;
    if (!name_)
        glGenTextures(1, &name_);
    glBindTexture(GL_TEXTURE_2D, name_);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    top_first_ = canvas.is_top_first();
    if (canvas.width() != width_ || canvas.height() != height_) {
        width_ = canvas.width();
        height_ = canvas.height();
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
        // An unsized format takes the order of the pixels given, which is that of X windows.
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, width_, height_, 0, GL_BGRA, GL_UNSIGNED_BYTE, canvas.pixels());
        if (!framebuffer_)
            glGenFramebuffers(1, &framebuffer_);
        GLint read_from = 0;
        glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &read_from);
        glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
        glFramebufferTexture2D(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, name_, 0);
        glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(read_from));
    } else {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width_, height_, GL_BGRA, GL_UNSIGNED_BYTE, canvas.pixels());
    }
    ++serial_;
}

void CanvasTexture::copy(const ImDrawList*, const ImDrawCmd* command)
{
    const Copy& from = *static_cast<const Copy*>(command->UserCallbackData);
    const int left = std::max(static_cast<int>(command->ClipRect.x), from.left), top = std::max(static_cast<int>(command->ClipRect.y), from.top);
    const int right = std::min(static_cast<int>(command->ClipRect.z), from.left + from.width);
    const int bottom = std::min(static_cast<int>(command->ClipRect.w), from.top + from.height);
    if (left >= right || top >= bottom)
        return;
    const int window_height = static_cast<int>(ImGui::GetIO().DisplaySize.y);
    const int y0 = from.top_first ? top - from.top : from.height - (top - from.top);
    const int y1 = from.top_first ? bottom - from.top : from.height - (bottom - from.top);
    GLint read_from = 0;
    glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &read_from);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, from.framebuffer);
    glDisable(GL_SCISSOR_TEST); // a scissored copy is drawn instead
    glBlitFramebuffer(left - from.left, std::min(y0, y1), right - from.left, std::max(y0, y1), left,
                      from.top_first ? window_height - top : window_height - bottom, right,
                      from.top_first ? window_height - bottom : window_height - top, GL_COLOR_BUFFER_BIT, GL_NEAREST);
    glEnable(GL_SCISSOR_TEST);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(read_from));
}

void CanvasTexture::draw(ImDrawList& list, int left, int top)
{
    if (!name_)
        return;
    Copy& now = copies_[serial_ % copies_.size()];
    now = {framebuffer_, left, top, width_, height_, top_first_};
    list.AddCallback(copy, &now);
}

}

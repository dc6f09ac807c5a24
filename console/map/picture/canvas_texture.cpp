#include "console/map/picture/canvas_texture.h"

#include <epoxy/gl.h>
#include <imgui.h>

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

void CanvasTexture::begin(int width, int height)
{
    glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &read_from_);
    if (!name_) {
        glGenTextures(1, &name_);
        glGenFramebuffers(1, &framebuffer_);
    }
    glBindTexture(GL_TEXTURE_2D, name_);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
    if (width != width_ || height != height_) {
        width_ = width;
        height_ = height;
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
        // An unsized format takes the order of the pixels given, which is that of X windows.
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, width_, height_, 0, GL_BGRA, GL_UNSIGNED_BYTE, nullptr);
        glFramebufferTexture2D(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, name_, 0);
    }
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glDisable(GL_SCISSOR_TEST); // a scissored copy is drawn instead
}

void CanvasTexture::copy(const Canvas& canvas, const CanvasBox& part, int left, int top)
{
    const int width = part.right - part.left, rows = part.bottom - part.top;
    const int window_height = static_cast<int>(ImGui::GetIO().DisplaySize.y);
    const int first_row = canvas.is_top_first() ? part.top : part.bottom - 1; // of the part, in memory
    glPixelStorei(GL_UNPACK_ROW_LENGTH, canvas.width());
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width, rows, GL_BGRA, GL_UNSIGNED_BYTE, canvas.row(first_row) + part.left);
    const int upper = window_height - (top + part.top), lower = window_height - (top + part.bottom);
    glBlitFramebuffer(0, 0, width, rows, left + part.left, canvas.is_top_first() ? upper : lower, left + part.right,
                      canvas.is_top_first() ? lower : upper, GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

void CanvasTexture::end()
{
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glEnable(GL_SCISSOR_TEST);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(read_from_));
}

}

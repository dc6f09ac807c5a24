#include "console/window/window_pixels.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>

#include <sys/ipc.h>
#include <sys/shm.h>

#include <algorithm>
#include <cstring>

namespace console {
namespace {

// Holds a whole screen of 1920 × 1080 and some; a larger wall takes several turns.
constexpr std::size_t ring_bytes = 12U << 20;

bool attach_failed = false;

int note_failure(Display*, XErrorEvent*)
{
    attach_failed = true;
    return 0;
}

class ShmPixels final : public WindowPixels {
public:
    ShmPixels(Display* display, ::Window window, const XWindowAttributes& attributes, const XShmSegmentInfo& segment)
        : display_(display), window_(window), segment_(segment)
    {
        context_ = XCreateGC(display, window, 0, nullptr);
        image_ = XShmCreateImage(display, attributes.visual, static_cast<unsigned>(attributes.depth), ZPixmap, segment_.shmaddr, &segment_, 1, 1);
    }
    ~ShmPixels() override
    {
        XShmDetach(display_, &segment_);
        XFreeGC(display_, context_);
        XSync(display_, False);
        image_->data = nullptr; // the segment's, not the image's
        XDestroyImage(image_);
        shmdt(segment_.shmaddr);
    }
    ShmPixels(const ShmPixels&) = delete;
    ShmPixels& operator=(const ShmPixels&) = delete;

    void put(int left, int top, int width, int height, const PixelBox& visible, const std::uint8_t* bgra) override
    {
        const int x0 = std::max(left, visible.left), x1 = std::min(left + width, visible.right);
        const int y1 = std::min(top + height, visible.bottom);
        const std::size_t row = static_cast<std::size_t>(x1 - x0) * 4;
        if (x1 <= x0 || row > ring_bytes)
            return;
        for (int y = std::max(top, visible.top); y < y1;) {
            const int rows = std::min(y1 - y, static_cast<int>((ring_bytes - used_) / row));
            if (rows == 0) {
                flush();
                continue;
            }
            char* to = segment_.shmaddr + used_;
            const std::uint8_t* from = bgra + (static_cast<std::size_t>(y - top) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x0 - left)) * 4;
            if (x1 - x0 == width)
                std::memcpy(to, from, row * static_cast<std::size_t>(rows));
            else
                for (int i = 0; i < rows; ++i)
                    std::memcpy(to + row * static_cast<std::size_t>(i), from + static_cast<std::size_t>(i) * static_cast<std::size_t>(width) * 4, row);
            image_->data = to;
            image_->width = x1 - x0;
            image_->height = rows;
            image_->bytes_per_line = static_cast<int>(row);
            XShmPutImage(display_, window_, context_, image_, 0, 0, x0, y, static_cast<unsigned>(x1 - x0), static_cast<unsigned>(rows), False);
            used_ += row * static_cast<std::size_t>(rows);
            y += rows;
            is_pending_ = true;
        }
    }

    void fill(const PixelBox& box, std::uint32_t rgb) override
    {
        if (box.is_empty())
            return;
        XSetForeground(display_, context_, rgb);
        XFillRectangle(display_, window_, context_, box.left, box.top, static_cast<unsigned>(box.right - box.left),
                       static_cast<unsigned>(box.bottom - box.top));
        is_pending_ = true;
    }

    void flush() override
    {
        if (!is_pending_)
            return;
        XSync(display_, False); // the server has then read the segment
        used_ = 0;
        is_pending_ = false;
    }

private:
    Display* display_;
    ::Window window_;
    XShmSegmentInfo segment_;
    GC context_ = nullptr;
    XImage* image_ = nullptr;
    std::size_t used_ = 0;     // of the segment, since the last flush
    bool is_pending_ = false;
};

bool attach(Display* display, XShmSegmentInfo& segment)
{
    segment.shmid = shmget(IPC_PRIVATE, ring_bytes, IPC_CREAT | 0600);
    if (segment.shmid < 0)
        return false;
    segment.shmaddr = static_cast<char*>(shmat(segment.shmid, nullptr, 0));
    segment.readOnly = True;
    if (segment.shmaddr == reinterpret_cast<char*>(-1)) {
        shmctl(segment.shmid, IPC_RMID, nullptr);
        return false;
    }
    // A display on another machine refuses, and only after the call.
    XSync(display, False);
    attach_failed = false;
    const auto before = XSetErrorHandler(note_failure);
    const bool is_asked = XShmAttach(display, &segment);
    XSync(display, False);
    XSetErrorHandler(before);
    shmctl(segment.shmid, IPC_RMID, nullptr); // gone with the last who holds it, also after a crash
    if (is_asked && !attach_failed)
        return true;
    shmdt(segment.shmaddr);
    return false;
}

}

std::unique_ptr<WindowPixels> make_window_pixels(_XDisplay* display, unsigned long window)
{
    XWindowAttributes attributes;
    if (!XShmQueryExtension(display) || !XGetWindowAttributes(display, window, &attributes))
        return nullptr;
    const Visual& visual = *attributes.visual;
    const bool is_bgr = visual.red_mask == 0xFF0000 && visual.green_mask == 0xFF00 && visual.blue_mask == 0xFF &&
                        ImageByteOrder(display) == LSBFirst && attributes.depth >= 24;
    XShmSegmentInfo segment{};
    if (!is_bgr || !attach(display, segment))
        return nullptr;
    return std::make_unique<ShmPixels>(display, window, attributes, segment);
}

}

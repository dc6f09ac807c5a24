#pragma once
// The form that writes the boundaries of a draft, of an edition, or those in force to a file for other programs. Keeps what was typed. UI
// thread.

#include "console/frame/frame_painter.h"

#include <string>

namespace console {

class ExportCard {
public:
    /// `focus`: its field takes the keyboard.
    void draw(const FramePainter& painter, Outbox& outbox, Rect whole, bool focus);

private:
    /// What can be chosen: "draft NAME", "edition NAME" or "now", as the command takes it.
    struct Choice {
        std::string what, name, title;
        bool operator==(const Choice&) const = default;
    };
    static std::vector<Choice> choices(const View& view);
    std::string proposed(const View& view) const;

    Choice chosen_;
    std::size_t format_ = 0;
    std::string path_, proposed_; // typed; as it was proposed last
};

}

#pragma once
// Names of widgets and where they are this frame, so that drive scripts click "queue.row.4471" and not pixels. UI thread.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace console {

struct Rect {
    float x = 0, y = 0, width = 0, height = 0; // window pixels, origin top left
};

/// A line of text as it was drawn in this frame.
struct DrawnText {
    std::string words;           // as far as they fitted
    std::string whole;           // empty: they all did
    Rect ink, clip;              // where it lies, and what of the window may be drawn on; no width: there was no room for any of it
    const void* layer = nullptr; // the window's list it went into: what lies in another may cover it
    bool scrolls = false;        // the window can be scrolled up and down
    bool scrolls_across = false; // or to the sides
};

/// A place that can be pressed, as it was made in this frame.
struct DrawnControl {
    std::string name;
    Rect box, clip;
    bool scrolls = false;
};

class Names {
public:
    void clear() { rects_.clear(), words_.clear(), texts_.clear(), controls_.clear(); }
    /// Whether somebody asks what was drawn: nothing is noted otherwise, for each line of a frame would cost a copy.
    void watch() { is_watched_ = true; }
    bool is_watched() const { return is_watched_; }
    void drew(DrawnText text) { texts_.push_back(std::move(text)); }
    void drew(DrawnControl control) { controls_.push_back(std::move(control)); }
    const std::vector<DrawnText>& texts() const { return texts_; }
    const std::vector<DrawnControl>& controls() const { return controls_; }
    void put(std::string name, Rect rect) { rects_.insert_or_assign(std::move(name), rect); }
    std::optional<Rect> find(std::string_view name) const
    {
        const auto at = rects_.find(name);
        return at == rects_.end() ? std::nullopt : std::optional(at->second);
    }
    /// What a widget says, for the probe "says.NAME".
    void say(std::string name, std::string words) { words_.insert_or_assign(std::move(name), std::move(words)); }
    std::string words(std::string_view name) const
    {
        const auto at = words_.find(name);
        return at == words_.end() ? std::string() : at->second;
    }
    const std::map<std::string, Rect, std::less<>>& all() const { return rects_; }

private:
    std::map<std::string, Rect, std::less<>> rects_;
    std::map<std::string, std::string, std::less<>> words_;
    std::vector<DrawnText> texts_;
    std::vector<DrawnControl> controls_;
    bool is_watched_ = false;
};

}

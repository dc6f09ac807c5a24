#pragma once
// Names of widgets and where they are this frame, so that drive scripts click "queue.row.4471" and not pixels. UI thread.

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace console {

struct Rect {
    float x = 0, y = 0, width = 0, height = 0; // window pixels, origin top left
};

class Names {
public:
    void clear() { rects_.clear(), words_.clear(); }
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
};

}

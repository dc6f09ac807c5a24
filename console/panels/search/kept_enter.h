#pragma once
// Enter in a field that is answered in the background: kept until the answer to exactly its words is there, forgotten when the words
// change or somebody says so. Owned by the panel with the field; UI thread.

#include <optional>
#include <string>

namespace console {

class KeptEnter {
public:
    void press(std::string words) { words_ = std::move(words); }
    void forget() { words_.reset(); }
    bool is_kept() const { return words_.has_value(); }
    /// Once a frame, with the words as they are now and whether they are answered. True in the one frame in which Enter acts.
    bool act(const std::string& words, bool is_answered)
    {
        if (words_ != words)
            forget();
        const bool acts = is_kept() && is_answered;
        if (acts)
            forget();
        return acts;
    }

private:
    std::optional<std::string> words_; // that Enter was pressed on
};

}

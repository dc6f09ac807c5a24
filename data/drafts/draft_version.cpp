#include "data/drafts/draft_version.h"

namespace data {

DraftEdit DraftEdit::inverse() const
{
    DraftEdit out = *this;
    out.map = map.inverse();
    for (GridChange& change : out.grids)
        std::swap(change.before, change.after);
    for (auto& [key, reasons] : out.ignored)
        std::swap(reasons.first, reasons.second);
    out.is_taken_back = !is_taken_back;
    return out;
}

DraftVersion after(const DraftVersion& version, const DraftEdit& edit)
{
    DraftVersion out = version;
    out.map.apply(edit.map);
    for (const DraftEdit::GridChange& change : edit.grids) {
        while (out.grids.size() <= change.face)
            out.grids.push_back(nullptr);
        out.grids.set(change.face, change.after);
    }
    if (!edit.unlocked.empty()) {
        auto unlocked = std::make_shared<std::set<Unlocked>>(*out.unlocked);
        for (const Unlocked& u : edit.unlocked)
            if (edit.is_taken_back)
                unlocked->erase(u);
            else
                unlocked->insert(u);
        out.unlocked = std::move(unlocked);
    }
    if (!edit.ignored.empty()) {
        auto ignored = std::make_shared<std::map<std::string, std::string>>(*out.ignored);
        for (const auto& [key, reasons] : edit.ignored)
            if (reasons.second.empty())
                ignored->erase(key);
            else
                (*ignored)[key] = reasons.second;
        out.ignored = std::move(ignored);
    }
    return out;
}

} // namespace data

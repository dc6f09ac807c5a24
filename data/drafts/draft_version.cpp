#include "data/drafts/draft_version.h"

#include <algorithm>

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
    std::map<geo::FaceId, DraftGridPtr> covered; // what is said of grids without land
    for (const DraftEdit::GridChange& change : edit.grids) {
        const bool is_covered = !out.map.face(change.face) && out.landless->contains(change.face);
        if (is_covered && change.after)
            covered[change.face] = change.after;
        while (out.grids.size() <= change.face)
            out.grids.push_back(nullptr);
        out.grids.set(change.face, is_covered ? nullptr : change.after);
    }
    if (!covered.empty()) {
        covered.insert(out.landless->begin(), out.landless->end());
        out.landless = std::make_shared<const std::map<geo::FaceId, DraftGridPtr>>(std::move(covered));
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

std::vector<geo::FaceId> covered_grids(const DraftVersion& version)
{
    std::set<geo::FaceId> covered;
    if (!version.landless->empty())
        for (geo::FaceId face = 0; face < version.map.face_slots(); ++face)
            if (const geo::Face* f = version.map.face(face))
                for (const geo::FaceId owner : f->owners)
                    if (!version.grid(owner) && version.landless_grid(owner))
                        covered.insert(owner);
    return {covered.begin(), covered.end()};
}

geo::FixedBox box_of_grid(const DraftVersion& version, geo::FaceId face)
{
    if (const geo::Face* own = version.map.face(face))
        return own->box;
    geo::FixedBox box;
    for (geo::FaceId other = 0; other < version.map.face_slots(); ++other)
        if (const geo::Face* f = version.map.face(other); f && std::ranges::binary_search(f->owners, face))
            box.add(f->box);
    return box;
}

} // namespace data

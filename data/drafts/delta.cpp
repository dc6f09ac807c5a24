#include "data/drafts/delta.h"

#include "data/error.h"

#include <algorithm>

namespace data {
namespace {

using geo::ArcId;
using geo::FaceId;
using geo::FixedPoint;
using geo::no_face;

constexpr char format = 1;

[[noreturn]] void does_not_fit() { throw Error(geo::remark("journal_no_fit")); }

// Faces in a delta: 0 nobody, 1 a grid by its id, 2 an overlap by the ids of its owners.
enum class Claim : std::uint8_t { nobody, grid, overlap };

class Packer {
public:
    Packer(const DraftVersion& before, const DraftEdit& edit) : before_(before)
    {
        for (const DraftEdit::GridChange& change : edit.grids)
            if (change.after)
                made_[change.face] = change.after->id;
        for (const geo::TessellationEdit::FaceChange& change : edit.map.faces)
            if (change.is && !change.owners.empty())
                overlaps_[change.id] = change.owners;
        out_.push_back(format);
        count(edit.map.faces.size());
        for (const geo::TessellationEdit::FaceChange& change : edit.map.faces) {
            out_.push_back(static_cast<char>((change.was ? 1 : 0) | (change.is ? 2 : 0)));
            face(change.id);
        }
        count(edit.map.arcs.size());
        for (const geo::TessellationEdit::ArcChange& change : edit.map.arcs)
            arc(change);
        count(edit.grids.size());
        for (const DraftEdit::GridChange& change : edit.grids)
            grid(change);
        count(edit.unlocked.size());
        for (const Unlocked& unlocked : edit.unlocked) {
            count(static_cast<std::uint64_t>(unlocked.level));
            number(unlocked.area.value);
            text(unlocked.reason);
        }
        count(edit.ignored.size());
        for (const auto& [key, reasons] : edit.ignored) {
            text(key);
            text(reasons.second);
        }
    }

    std::string take() { return std::move(out_); }

private:
    void count(std::uint64_t n)
    {
        for (; n >= 128; n >>= 7)
            out_.push_back(static_cast<char>(n | 128));
        out_.push_back(static_cast<char>(n));
    }
    void number(std::int64_t n) { count((static_cast<std::uint64_t>(n) << 1) ^ static_cast<std::uint64_t>(n >> 63)); }
    void text(const std::string& t)
    {
        count(t.size());
        out_ += t;
    }
    void point(FixedPoint p)
    {
        number(p.x - last_.x);
        number(p.y - last_.y);
        last_ = p;
    }
    void id_of(FaceId id)
    {
        if (const DraftGrid* grid = before_.grid(id))
            number(grid->id.value);
        else if (const auto made = made_.find(id); made != made_.end())
            number(made->second.value);
        else if (const DraftGrid* landless = before_.landless_grid(id))
            number(landless->id.value);
        else
            does_not_fit();
    }
    void face(FaceId id)
    {
        if (id == no_face) {
            out_.push_back(static_cast<char>(Claim::nobody));
            return;
        }
        const auto at = overlaps_.find(id);
        const geo::Face* known = before_.map.face(id);
        const std::vector<FaceId> owners = at != overlaps_.end() ? at->second : known ? known->owners : std::vector<FaceId>();
        if (owners.empty()) {
            out_.push_back(static_cast<char>(Claim::grid));
            id_of(id);
            return;
        }
        out_.push_back(static_cast<char>(Claim::overlap));
        count(owners.size());
        for (const FaceId owner : owners)
            id_of(owner);
    }
    void arc(const geo::TessellationEdit::ArcChange& change)
    {
        out_.push_back(static_cast<char>((change.before ? 1 : 0) | (change.after ? 2 : 0)));
        if (change.before) {
            // The first two points name it, with its number of points for good measure.
            count(change.before->points.size());
            point(change.before->points[0]);
            point(change.before->points[1]);
        }
        if (!change.after)
            return;
        const std::vector<FixedPoint>& points = change.after->points;
        std::size_t same = 0, same_last = 0;
        if (change.before) {
            const std::vector<FixedPoint>& was = change.before->points;
            const std::size_t most = std::min(was.size(), points.size());
            while (same < most && was[same] == points[same])
                ++same;
            while (same_last < most - same && was[was.size() - 1 - same_last] == points[points.size() - 1 - same_last])
                ++same_last;
            count(same);
            count(same_last);
        }
        count(points.size() - same - same_last);
        for (std::size_t i = same; i + same_last < points.size(); ++i)
            point(points[i]);
        face(change.after->left);
        face(change.after->right);
    }
    void grid(const DraftEdit::GridChange& change)
    {
        out_.push_back(static_cast<char>((change.before ? 1 : 0) | (change.after ? 2 : 0)));
        number(change.before ? change.before->id.value : change.after->id.value);
        if (!change.after)
            return;
        const DraftGrid& g = *change.after;
        text(g.code);
        text(g.name);
        out_.push_back(static_cast<char>((g.kind == GridKind::dedicated ? 1 : 0) | (g.is_estimated ? 2 : 0) | (g.households ? 4 : 0) | (g.residents ? 8 : 0)));
        number(g.parent.value);
        if (g.households)
            number(*g.households);
        if (g.residents)
            number(*g.residents);
        number(g.unit.value);
        text(g.remark);
    }

    const DraftVersion& before_;
    std::map<FaceId, GridId> made_;
    std::map<FaceId, std::vector<FaceId>> overlaps_;
    std::string out_;
    FixedPoint last_;
};

class Unpacker {
public:
    Unpacker(const DraftVersion& before, const FaceBook& faces, std::string_view delta)
        : before_(before), faces_(faces), rest_(delta), next_face_(before.map.next_face())
    {
    }

    DraftEdit run()
    {
        if (byte() != format)
            throw Error(geo::remark("journal_newer"));
        struct Come {
            std::size_t at;
            Key key;
        };
        std::vector<Come> come;
        for (std::uint64_t n = size(); n > 0; --n) {
            const std::uint8_t flags = byte();
            const Key key = this->key();
            geo::TessellationEdit::FaceChange change{0, (flags & 1) != 0, (flags & 2) != 0, {}};
            if (change.was) {
                change.id = find(key);
                const geo::Face* face = before_.map.face(change.id);
                if (!face)
                    does_not_fit();
                change.owners = face->owners;
            } else if (key.empty() || made_.contains(key)) {
                does_not_fit();
            } else {
                const auto landless = key.size() == 1 ? faces_.find(GridId{key[0]}) : faces_.end();
                change.id = landless != faces_.end() && before_.landless_grid(landless->second) ? landless->second : next_face_++;
                made_[key] = change.id;
            }
            if (change.is && key.size() > 1)
                come.push_back({edit_.map.faces.size(), key});
            edit_.map.faces.push_back(std::move(change));
        }
        for (const Come& overlap : come)
            for (const std::int64_t owner : overlap.key)
                edit_.map.faces[overlap.at].owners.push_back(find({owner}));
        for (geo::TessellationEdit::FaceChange& change : edit_.map.faces)
            std::sort(change.owners.begin(), change.owners.end());
        next_arc_ = before_.map.next_arc();
        for (std::uint64_t n = size(); n > 0; --n)
            arc();
        for (std::uint64_t n = size(); n > 0; --n)
            grid();
        for (std::uint64_t n = size(); n > 0; --n) {
            Unlocked unlocked;
            unlocked.level = static_cast<Level>(std::min<std::uint64_t>(count(), level_names.size() - 1));
            unlocked.area = {number()};
            unlocked.reason = text();
            edit_.unlocked.push_back(std::move(unlocked));
        }
        for (std::uint64_t n = size(); n > 0; --n) {
            const std::string key = text();
            const auto was = before_.ignored->find(key);
            edit_.ignored[key] = {was == before_.ignored->end() ? "" : was->second, text()};
        }
        if (!rest_.empty())
            does_not_fit();
        return std::move(edit_);
    }

private:
    /// A face by the ids of who owns it: nobody, one, or several in order.
    using Key = std::vector<std::int64_t>;

    std::uint8_t byte()
    {
        if (rest_.empty())
            does_not_fit();
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return static_cast<std::uint8_t>(c);
    }
    std::uint64_t count()
    {
        std::uint64_t n = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint8_t b = byte();
            n |= static_cast<std::uint64_t>(b & 127) << shift;
            if (b < 128)
                return n;
        }
        does_not_fit();
    }
    /// A number of things, each of which takes a byte at least.
    std::uint64_t size()
    {
        const std::uint64_t n = count();
        if (n > rest_.size())
            does_not_fit();
        return n;
    }
    std::int64_t number()
    {
        const std::uint64_t n = count();
        return static_cast<std::int64_t>(n >> 1) ^ -static_cast<std::int64_t>(n & 1);
    }
    std::string text()
    {
        const std::uint64_t n = size();
        std::string out(rest_.substr(0, n));
        rest_.remove_prefix(n);
        return out;
    }
    FixedPoint point()
    {
        if (__builtin_add_overflow(last_.x, number(), &last_.x) || __builtin_add_overflow(last_.y, number(), &last_.y) ||
            last_.x < -180'000'000'000 || last_.x > 180'000'000'000 || last_.y < -90'000'000'000 || last_.y > 90'000'000'000)
            does_not_fit();
        return last_;
    }
    Key key()
    {
        switch (static_cast<Claim>(byte())) {
        case Claim::nobody: return {};
        case Claim::grid: return {number()};
        case Claim::overlap: break;
        }
        Key out;
        for (std::uint64_t n = size(); n > 0; --n)
            out.push_back(number());
        std::sort(out.begin(), out.end());
        return out;
    }
    FaceId find(const Key& key)
    {
        if (key.empty())
            return no_face;
        if (const auto at = made_.find(key); at != made_.end())
            return at->second;
        if (key.size() == 1) {
            if (const auto at = faces_.find(GridId{key[0]}); at != faces_.end() && before_.owner(at->second))
                return at->second;
            does_not_fit();
        }
        std::vector<FaceId> owners;
        for (const std::int64_t id : key)
            owners.push_back(find({id}));
        std::sort(owners.begin(), owners.end());
        for (FaceId face = 0; face < before_.map.face_slots(); ++face)
            if (before_.map.face(face) && before_.map.face(face)->owners == owners)
                return face;
        does_not_fit();
    }
    void arc()
    {
        const std::uint8_t flags = byte();
        geo::TessellationEdit::ArcChange change;
        if (flags & 1) {
            const std::uint64_t points = count();
            const FixedPoint first = point(), second = point();
            bool is_found = false;
            for (const ArcId id : before_.map.arcs_at(first)) {
                const std::vector<FixedPoint>& p = before_.map.arc(id)->points;
                if (!is_found && p[0] == first && p[1] == second && p.size() == points)
                    change.id = id, change.before = before_.map.arc_ptr(id), is_found = true;
            }
            if (!is_found)
                does_not_fit();
        } else {
            change.id = next_arc_++;
        }
        if (flags & 2) {
            std::uint64_t same = 0, same_last = 0;
            if (change.before) {
                same = count(), same_last = count();
                if (same > change.before->points.size() || same_last > change.before->points.size() - same)
                    does_not_fit();
            }
            geo::SharedArc after;
            if (change.before)
                after.points.assign(change.before->points.begin(), change.before->points.begin() + static_cast<std::ptrdiff_t>(same));
            for (std::uint64_t n = size(); n > 0; --n)
                after.points.push_back(point());
            if (change.before)
                after.points.insert(after.points.end(), change.before->points.end() - static_cast<std::ptrdiff_t>(same_last), change.before->points.end());
            if (after.points.size() < 2)
                does_not_fit();
            after.left = find(key());
            after.right = find(key());
            change.after = std::make_shared<const geo::SharedArc>(std::move(after));
        }
        edit_.map.arcs.push_back(std::move(change));
    }
    void grid()
    {
        const std::uint8_t flags = byte();
        DraftEdit::GridChange change;
        const std::int64_t id = number();
        change.face = find({id});
        if (flags & 1) {
            change.before = before_.owner_ptr(change.face);
            if (!change.before)
                does_not_fit();
        }
        if (flags & 2) {
            DraftGrid g;
            g.id = {id};
            g.code = text();
            g.name = text();
            const std::uint8_t has = byte();
            g.kind = has & 1 ? GridKind::dedicated : GridKind::base;
            g.is_estimated = (has & 2) != 0;
            g.parent = {number()};
            if (has & 4)
                g.households = static_cast<int>(number());
            if (has & 8)
                g.residents = static_cast<int>(number());
            g.unit = {number()};
            g.remark = text();
            change.after = std::make_shared<const DraftGrid>(std::move(g));
        }
        edit_.grids.push_back(std::move(change));
    }

    const DraftVersion& before_;
    const FaceBook& faces_;
    std::string_view rest_;
    FixedPoint last_;
    std::map<Key, FaceId> made_;
    FaceId next_face_;
    ArcId next_arc_ = 0;
    DraftEdit edit_;
};

} // namespace

std::string pack_delta(const DraftVersion& before, const DraftEdit& edit) { return Packer(before, edit).take(); }

DraftEdit unpack_delta(const DraftVersion& before, const FaceBook& faces, std::string_view delta) { return Unpacker(before, faces, delta).run(); }

} // namespace data

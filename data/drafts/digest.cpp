#include "data/drafts/draft.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>

namespace data {
namespace {

// SHA-256 over, for each grid in the order of its code (else "#ID"; equal ones by id): the name, a zero byte; its pieces, and for each piece
// its rings, each begun at its smallest vertex: the number of vertices and then x and y of each, all as 64-bit little-endian whole numbers.
// A piece ends with the number 0. Pieces and holes are in the order of their first vertices. After the grids, overlaps likewise, under the
// names of their owners joined by "|".
class Digest {
public:
    Digest() { crypto_hash_sha256_init(&state_); }

    void name(const std::string& name) { crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(name.c_str()), name.size() + 1); }
    void area(std::vector<geo::FixedPolygon> pieces)
    {
        for (geo::FixedPolygon& piece : pieces) {
            turn(piece.outer);
            for (geo::FixedRing& hole : piece.holes)
                turn(hole);
            std::sort(piece.holes.begin(), piece.holes.end());
        }
        std::sort(pieces.begin(), pieces.end(), [](const auto& a, const auto& b) { return a.outer < b.outer; });
        for (const geo::FixedPolygon& piece : pieces) {
            ring(piece.outer);
            for (const geo::FixedRing& hole : piece.holes)
                ring(hole);
            number(0);
        }
        flush();
    }
    std::string hex()
    {
        unsigned char hash[crypto_hash_sha256_BYTES];
        crypto_hash_sha256_final(&state_, hash);
        std::string out;
        for (const unsigned char byte : hash)
            out += fmt::format("{:02x}", byte);
        return out;
    }

private:
    static void turn(geo::FixedRing& ring) { std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end()), ring.end()); }
    void ring(const geo::FixedRing& ring)
    {
        number(static_cast<std::int64_t>(ring.size()));
        for (const geo::FixedPoint p : ring)
            number(p.x), number(p.y);
    }
    void number(std::int64_t n)
    {
        for (int shift = 0; shift < 64; shift += 8)
            waiting_.push_back(static_cast<unsigned char>(static_cast<std::uint64_t>(n) >> shift));
    }
    void flush()
    {
        crypto_hash_sha256_update(&state_, waiting_.data(), waiting_.size());
        waiting_.clear();
    }

    crypto_hash_sha256_state state_{};
    std::vector<unsigned char> waiting_;
};

} // namespace

std::string digest_of(const DraftVersion& version)
{
    struct Named {
        std::string name;
        std::int64_t id;
        geo::FaceId face;
    };
    std::vector<Named> grids, overlaps;
    const auto name_of = [](const DraftGrid& grid) { return grid.code.empty() ? fmt::format("#{}", grid.id.value) : grid.code; };
    for (geo::FaceId face = 0; face < version.map.face_slots(); ++face) {
        const geo::Face* known = version.map.face(face);
        if (!known)
            continue;
        if (const DraftGrid* grid = version.grid(face)) {
            grids.push_back({name_of(*grid), grid->id.value, face});
            continue;
        }
        std::vector<std::string> owners;
        for (const geo::FaceId owner : known->owners)
            if (const DraftGrid* grid = version.grid(owner))
                owners.push_back(name_of(*grid));
        std::sort(owners.begin(), owners.end());
        std::string joined;
        for (const std::string& owner : owners)
            joined += (joined.empty() ? "" : "|") + owner;
        overlaps.push_back({joined, 0, face});
    }
    Digest digest;
    for (std::vector<Named>* list : {&grids, &overlaps}) {
        std::sort(list->begin(), list->end(), [](const Named& a, const Named& b) { return std::tie(a.name, a.id, a.face) < std::tie(b.name, b.id, b.face); });
        for (const Named& named : *list) {
            digest.name(named.name);
            digest.area(version.map.polygons(named.face));
        }
    }
    return digest.hex();
}

} // namespace data

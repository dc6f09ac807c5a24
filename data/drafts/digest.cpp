#include "data/drafts/draft.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <future>
#include <span>

namespace data {
namespace {

// SHA-256 over, for each grid in the order of its code (else "#ID"; equal ones by id): the name, a zero byte; its pieces, and for each piece
// its rings, each begun at its smallest vertex: the number of vertices and then x and y of each, all as 64-bit little-endian whole numbers.
// A piece ends with the number 0. Pieces and holes are in the order of their first vertices. After the grids, overlaps likewise, under the
// names of their owners joined by "|".
class DigestWords {
public:
    void name(const std::string& name) { bytes_.insert(bytes_.end(), name.c_str(), name.c_str() + name.size() + 1); }
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
            number(0, room(1));
        }
    }
    const std::vector<unsigned char>& bytes() const { return bytes_; }

private:
    static void turn(geo::FixedRing& ring) { std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end()), ring.end()); }
    void ring(const geo::FixedRing& ring)
    {
        unsigned char* at = number(static_cast<std::int64_t>(ring.size()), room(1 + 2 * ring.size()));
        for (const geo::FixedPoint p : ring)
            at = number(p.y, number(p.x, at));
    }
    unsigned char* room(std::size_t numbers)
    {
        bytes_.resize(bytes_.size() + 8 * numbers);
        return bytes_.data() + bytes_.size() - 8 * numbers;
    }
    static unsigned char* number(std::int64_t n, unsigned char* at)
    {
        for (int i = 0; i < 8; ++i)
            at[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(n) >> 8 * i);
        return at + 8;
    }

    std::vector<unsigned char> bytes_;
};

struct NamedFace {
    std::string name;
    std::int64_t id;
    geo::FaceId face;
};

// Put into words by another thread while those before are summed up: each takes half of the time.
constexpr std::size_t areas_a_batch = 1024;

class Digest {
public:
    explicit Digest(const geo::Tessellation& map) : map_(map) { crypto_hash_sha256_init(&state_); }

    void add(std::span<const NamedFace> areas)
    {
        std::future<DigestWords> next;
        for (std::size_t first = 0; first < areas.size(); first += areas_a_batch) {
            const DigestWords now = next.valid() ? next.get() : words_of(areas.subspan(first, std::min(areas_a_batch, areas.size() - first)));
            if (const std::size_t after = first + areas_a_batch; after < areas.size())
                next = std::async(std::launch::async, [this, batch = areas.subspan(after, std::min(areas_a_batch, areas.size() - after))] { return words_of(batch); });
            crypto_hash_sha256_update(&state_, now.bytes().data(), now.bytes().size());
        }
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
    DigestWords words_of(std::span<const NamedFace> areas) const
    {
        DigestWords words;
        for (const NamedFace& area : areas)
            words.name(area.name), words.area(map_.polygons(area.face));
        return words;
    }

    const geo::Tessellation& map_;
    crypto_hash_sha256_state state_{};
};

} // namespace

std::string digest_of(const DraftVersion& version)
{
    std::vector<NamedFace> grids, overlaps;
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
    Digest digest(version.map);
    for (std::vector<NamedFace>* list : {&grids, &overlaps}) {
        std::sort(list->begin(), list->end(), [](const NamedFace& a, const NamedFace& b) { return std::tie(a.name, a.id, a.face) < std::tie(b.name, b.id, b.face); });
        digest.add(*list);
    }
    return digest.hex();
}

} // namespace data

#pragma once
// Codes of grids: which are in use, which are right, and what a new grid is offered. A unit grid's code is the 12 digits of its community
// and three more, which run inside the community in reading order: by rows from north to south, from west to east in a row. Rows are as
// high as the community's median grid and begin at the northernmost middle; a grid's middle is that of its box. Values and pure functions.

#include "data/drafts/draft_version.h"

#include <map>
#include <set>

namespace data {

/// 15 digits.
bool is_grid_code(std::string_view code);
/// 12 digits.
bool is_community_code(std::string_view code);

enum class CodeProblem { none, missing, wrong };
/// Wrong: not 15 digits, or not beginning with the community's code where that one has 12.
CodeProblem problem_of_code(std::string_view code, std::string_view community_code);

/// Faces in reading order, of `map`.
std::vector<geo::FaceId> in_reading_order(const geo::Tessellation& map, std::vector<geo::FaceId> faces);

/// Codes and names in use: of every area the workspace ever had (those stay taken, DraftGround::retired) and of the draft as it is. Owned beside the draft's
/// version and told of every change; one thread.
class CodeBook {
public:
    CodeBook() = default;
    CodeBook(const DraftGround& ground, const DraftVersion& version);

    /// After an edit, an undo or a redo: what it changed.
    void follow(std::span<const DraftEdit::GridChange> changes);

    /// The faces of the draft that have the code, ascending.
    std::vector<geo::FaceId> faces_with(std::string_view code) const;
    bool is_taken(std::string_view code) const;
    /// Of a grid that ended before the edition the draft was begun on, or began after it.
    bool is_retired(std::string_view code) const { return retired_.contains(code); }
    bool is_name_taken(GridId community, std::string_view name) const;
    /// "" for what is no area above the grids.
    const std::string& code_of_community(GridId community) const;

    /// So many codes for new grids of the community, in their order. The number after the largest one ever used, and so on; after 999 what is
    /// free below. Where the community's code has no 12 digits: the next numbers in the shape its grids' codes have (a common beginning, then a
    /// number as wide as theirs). Empty strings where there is none to offer.
    std::vector<std::string> propose(GridId community, std::size_t count) const;

    /// "East 7" → "East 7b", or the next letter that no grid of the community has; "东街7" → "东街7b"; "East 7b" → "East 7c"; "Harbour" →
    /// "Harbour b". Names in `also` are taken too. "" for "".
    std::string derive_name(GridId community, std::string_view name, const std::set<std::string>& also = {}) const;

    struct Shape {
        std::string prefix;
        std::size_t width = 0;  // of the number; 0: without leading zeros
        std::int64_t most = 0;  // largest number in use
    };
    /// That of the codes the grids of the community have; empty: they have none in common, or no codes.
    std::optional<Shape> shape_of(GridId community) const;

private:
    struct Uses {
        int count = 0;
        std::set<geo::FaceId> faces;
    };
    struct Community {
        std::map<std::string, int, std::less<>> codes, names; // in use so often
        std::optional<Shape> shape;                           // of the codes, where the community's own gives none
        bool is_shape_due = true;                             // it has to be looked for among all of them
    };
    /// After a code came (or went): what that says of the shape alone, so that an edit costs the same in a community of any size.
    static void follow_shape(Community& community, std::string_view code, bool has_come);
    void look_for_shape(GridId community);
    static std::optional<Shape> shape_of_codes(const std::map<std::string, int, std::less<>>& codes);
    void add(geo::FaceId face, const DraftGrid& grid);
    void remove(geo::FaceId face, const DraftGrid& grid);

    std::map<std::string, Uses, std::less<>> codes_;
    std::map<GridId, Community> communities_;
    std::map<GridId, std::string> community_codes_;
    std::set<std::string, std::less<>> retired_;
};

enum class CodeRefusal { none, stays, wrong, taken };
/// Whether a grid may have this code instead of its own. A right code of a grid in force stays (only a renumber of its community changes it); a new one is
/// free and, where the community's code has 12 digits, has 15 that begin with them. What the grid has is always right.
CodeRefusal judge_code(const CodeBook& book, const DraftGrid& grid, std::string_view code);

struct CodeChange {
    geo::FaceId face = 0;
    std::string before, after;
    bool operator==(const CodeChange&) const = default;
};
/// New codes for all grids of a community, in reading order, from 001 on, base and dedicated ones alike. A number that another grid has,
/// or that is in force or retired, is left out: what stands in its order keeps its code. Only what changes; empty also where the community's code gives no shape.
std::vector<CodeChange> plan_renumber(const DraftVersion& version, const CodeBook& book, GridId community);

} // namespace data

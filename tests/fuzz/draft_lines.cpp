// Lines of an edit script, each done on nine grids: the draft stays sound, a refusal changes nothing, undoing all leads back. What begins with
// "delta:" is an entry of a journal instead.

#include "tests/fuzz/targets.h"

#include "data/drafts/delta.h"
#include "data/drafts/draft.h"
#include "data/error.h"
#include "tests/data/drafts/nine_grids.h"

#include <sstream>

namespace {

void unpack(const data::Draft& draft, std::string_view delta)
{
    data::FaceBook faces;
    for (geo::FaceId face = 0; face < draft.version().grids.size(); ++face)
        if (const data::DraftGrid* grid = draft.version().grid(face))
            faces[grid->id] = face;
    try {
        data::unpack_delta(draft.base(), faces, delta);
    } catch (const data::Error&) {
        // Refused.
    }
}

void perform(data::Draft& draft, const data::DraftOp& op)
{
    const std::int64_t before = draft.newest_seq();
    if (std::holds_alternative<data::DoneOp>(draft.perform(op)))
        fuzz::require(geo::find_planar_faults(draft.version().map).empty(), "an edit leaves neither gap nor overlap");
    else
        fuzz::require(draft.newest_seq() == before, "a refusal changes nothing");
}

}

void fuzz::draft_lines(std::string_view bytes)
{
    static const data::DraftGroundPtr ground = nine_grids();
    static const std::string begin = data::digest_of(data::Draft(ground).version());
    data::Draft draft(ground);
    constexpr std::string_view delta = "delta:";
    if (bytes.starts_with(delta))
        return unpack(draft, bytes.substr(delta.size()));
    std::istringstream lines{std::string(bytes)};
    std::string line;
    for (int count = 0; count < 12 && std::getline(lines, line); ++count) {
        const auto read = data::parse_draft_op(line);
        const auto* op = std::get_if<data::DraftOp>(&read);
        if (!op)
            continue;
        const std::string written = data::json_of(*op);
        const auto again = data::parse_draft_op(written);
        require(std::holds_alternative<data::DraftOp>(again), "a line that was written is read");
        require(data::json_of(std::get<data::DraftOp>(again)) == written, "and is the same operation");
        perform(draft, *op);
    }
    while (draft.next_undo())
        draft.perform(data::UndoOp{});
    require(data::digest_of(draft.version()) == begin, "undoing all leads back");
}

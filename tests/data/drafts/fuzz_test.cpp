// Lines of scripts and packed edits, mutated: whatever comes, a draft stays sound, a refusal changes nothing, and undoing all leads back.

#include "data/drafts/delta.h"
#include "data/drafts/draft.h"

#include "tests/data/drafts/nine_grids.h"
#include "tests/mutation.h"

namespace {

const std::string corpora = SOURCE_DIR "/tests/data/corpus/";

TEST(FuzzDraft, OperationsKeepTheDraftSound)
{
    const auto ground = nine_grids();
    data::Draft draft(ground);
    const std::string begin = data::digest_of(draft.version());
    int taken = 0;
    mutation::feed(corpora + "draft_ops.txt", [&](const std::string& line) {
        const auto op = data::parse_draft_op(line);
        if (!std::holds_alternative<data::DraftOp>(op))
            return;
        const std::int64_t seq = draft.newest_seq();
        const auto outcome = draft.perform(std::get<data::DraftOp>(op));
        if (!std::holds_alternative<data::DoneOp>(outcome)) {
            ASSERT_EQ(draft.newest_seq(), seq);
            return;
        }
        if (++taken % 8 == 0) {
            ASSERT_TRUE(geo::find_planar_faults(draft.version().map).empty()) << line;
        }
        if (taken % 64 == 0)
            while (draft.next_undo())
                draft.perform(data::UndoOp{});
    });
    while (draft.next_undo())
        draft.perform(data::UndoOp{});
    EXPECT_EQ(data::digest_of(draft.version()), begin);
    EXPECT_GT(taken, 0);
}

TEST(FuzzDraft, PackedEditsAreReadOrRefused)
{
    data::Draft draft(nine_grids());
    std::vector<std::string> packed;
    for (const char* line : {R"({"op":"split","line":[[114.005,29.99],[114.005,30.04]]})", R"({"op":"merge","grids":["340104003002002","340104003002003"]})",
                             R"({"op":"cut","ring":[[114.011,30.011],[114.019,30.011],[114.012,30.018]]})", R"({"op":"set","grid":"340104003002009","fields":{"name":"东街"}})"}) {
        const auto outcome = draft.perform(std::get<data::DraftOp>(data::parse_draft_op(line)));
        packed.push_back(std::get<data::DoneOp>(outcome).entry.delta);
    }
    data::FaceBook faces;
    for (geo::FaceId face = 0; face < draft.version().grids.size(); ++face)
        if (const data::DraftGrid* grid = draft.version().grid(face))
            faces[grid->id] = face;
    std::mt19937 random(7);
    for (int i = 0; i < 4000; ++i) {
        const std::string delta = mutation::mutated(packed, random);
        try {
            data::unpack_delta(draft.base(), faces, delta);
        } catch (const std::exception&) {
        }
    }
}

} // namespace

// How the map shows what a draft would move, and an edition in its place.

#include "console/frame/edition_view.h"
#include "data/records/derive.h"
#include "tests/console/map/tools/edit_stage.h"

#include <gtest/gtest.h>

namespace console {
namespace {

/// Two grids of one community become one, and the larger of the rest of the neighbours is cut through the middle.
struct Compared {
    EditStage stage;
    geo::LonLatBox box;
    std::shared_ptr<const data::Preview> preview;

    explicit Compared(Language language) : stage(language)
    {
        data::Draft& draft = stage.draft();
        const data::DraftVersion before = draft.version();
        const auto parent = [&](geo::FaceId face) { return before.grid(face) ? before.grid(face)->parent : data::GridId(); };
        const geo::FaceId first = stage.grids().front();
        box = stage.box(first);
        std::vector<geo::FaceId> around;
        for (const geo::FaceId face : before.map.neighbours(first))
            if (face != geo::no_face && parent(face) == parent(first))
                around.push_back(face);
        if (around.size() < 2)
            throw std::runtime_error("the street has no such grids");
        const geo::LonLatBox other = stage.box(around[1]);
        const double x = (other.west + other.east) / 2, over = (other.north - other.south) * 0.1;
        for (const geo::FaceId face : {around[0], around[1]})
            box.add(stage.box(face));
        const auto did = [](const data::OpOutcome& outcome) {
            if (const auto* refused = std::get_if<data::RefusedOp>(&outcome))
                throw std::runtime_error(refused->text);
        };
        did(draft.perform(data::SplitOp{{{x, other.north + over}, {x, other.south - over}}, {draft.name_for_scripts(around[1])}}));
        did(draft.perform(data::MergeOp{{draft.name_for_scripts(first), draft.name_for_scripts(around[0])}, {}}));
        ++stage.view().revision;
        preview = std::make_shared<const data::Preview>(data::make_preview(draft.base(), draft.version(), draft.ground(), {}, {}));
    }
    std::string said(const char* name) { return stage.stage().names().words(name); }
};

TEST(CompareOverlay, the_preview_shows_old_new_and_moved)
{
    Compared compared(Language::en);
    EditStage& stage = compared.stage;
    stage.view().preview = compared.preview;
    stage.show(compared.box);
    EXPECT_EQ(compared.said("compare.hatched"), "") << "only with the tab of the preview";
    stage.editor().tab = EditTab::preview;
    stage.frame();
    EXPECT_EQ(compared.said("compare.dashed"), "1");
    EXPECT_EQ(compared.said("compare.solid"), "1");
    EXPECT_EQ(compared.said("compare.hatched"), "2");
    stage.compare("edit_compare_preview");
}

TEST(CompareOverlay, editions_stand_in_the_place_of_the_draft)
{
    Compared compared(Language::zh);
    EditStage& stage = compared.stage;
    EditionView view{.shown = 0, .older = {}, .on_map = 0, .areas = nullptr, .comparison = nullptr};
    stage.stage().set_edition(&view);
    stage.frame();
    EXPECT_NE(compared.said("edition.banner").find("正在读取"), std::string::npos);
    std::vector<data::Grid> areas = stage.draft().ground().areas;
    data::derive(areas);
    view.areas = data::frozen(std::move(areas));
    view.older = 0, view.comparison = compared.preview;
    stage.show(compared.box);
    EXPECT_EQ(compared.said("compare.hatched"), "2");
    stage.compare("edit_compare_editions");
}

} // namespace
} // namespace console

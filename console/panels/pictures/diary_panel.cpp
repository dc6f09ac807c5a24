#include "console/frame/command_button.h"
#include "console/look/rows.h"
#include "console/panels/panels.h"
#include "console/text/diary_words.h"

#include <fmt/format.h>

namespace console {
namespace {

/// How a camera answers when it is dialled once more: each step with its time, where it stalls, why, and what to do.
class DiaryPanel : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const WholeRegion region;
        const FramePainter p(view);
        const data::Camera* camera = view.session.diary ? view.world.cameras->find(view.session.diary->camera) : nullptr;
        if (!camera)
            return;
        Rect box = draw_card(p, region.box, Colour::line, view.text("diary.title"), fmt::format("{:04}", camera->number));
        Rect foot = cut_bottom(box, p.px(32));
        cut_bottom(box, p.px(8));
        const std::string id = std::to_string(camera->id.value);
        const video::Diary* diary = view.session.diary->diary.get();
        command_button(p, outbox, foot, "diary.again", view.text("diary.again"), "camera.diary", {id});
        command_button(p, outbox, foot, "diary.close", view.text("diary.close"), "view.dismiss");
        p.text(cut_top(box, p.px(28)), camera->name, {FontSize::body, Colour::text, Align::left, Shorten::middle});
        if (!diary) {
            p.paragraph(box, view.text("diary.dialling"));
            return;
        }
        p.text(cut_top(box, p.px(26)), diary->url + (diary->dialled.empty() ? "" : " (" + diary->dialled + ")"),
               {FontSize::secondary, Colour::secondary, Align::left, Shorten::middle});
        for (const video::DiaryMark& mark : diary->marks)
            line(p, cut_top(box, p.px(24)), fmt::format("{} ms", mark.at.count()), view.text(std::string("mark.") + video::name_of(mark.mark)));
        if (diary->cause != video::Cause::none && !diary->steps.empty())
            line(p, cut_top(box, p.px(24)), fmt::format("{} ms", diary->total.count()),
                 view.text.format("diary.stalls", {view.text(std::string("tile.step.") + video::name_of(diary->steps.back().step))}));
        cut_top(box, p.px(8));
        if (const std::string measured = measured_words(view.text, *diary); !measured.empty())
            p.text(cut_top(box, p.px(24)), measured, {FontSize::body, Colour::text, Align::left, Shorten::end});
        const std::string state = diary->cause == video::Cause::none ? view.text(std::string("state.") + video::state_names[static_cast<std::size_t>(diary->measured.state)]) : std::string();
        const std::string cause = cause_words(view.text, *diary), remedy = remedy_words(view.text, *diary);
        const std::string verdict = state + (state.empty() || cause.empty() ? "" : ": ") + cause;
        p.text(cut_top(box, p.px(24)), verdict, {FontSize::body, Colour::text, Align::left, Shorten::end});
        if (!remedy.empty())
            p.paragraph(box, remedy);
    }

private:
    static void line(const FramePainter& p, Rect row, const std::string& time, const std::string& words)
    {
        p.text(cut_left(row, p.px(96)), time, {FontSize::body, Colour::secondary, Align::right});
        cut_left(row, p.px(16));
        p.text(row, words, {FontSize::body, Colour::text, Align::left, Shorten::end});
    }
};

}

std::unique_ptr<Panel> make_diary_panel() { return std::make_unique<DiaryPanel>(); }

}

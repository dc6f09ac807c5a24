// Enter in the search field while the answer is late: what was typed is what is opened, or nothing.

#include "console/look/imgui_host.h"
#include "console/panels/search/search_field.h"

#include "tests/console/input_events.h"
#include "tests/video/until.h"

#include <gtest/gtest.h>
#include <imgui.h>

using namespace console;

namespace {

struct NoPictures final : Pictures {
    Picture picture(data::CameraId) const override { return {}; }
};

class Search : public testing::Test {
protected:
    const std::unique_ptr<Surface> surface = make_offscreen({.width = 800, .height = 600});
    Glyphs glyphs;
    ImguiHost host{*surface, glyphs};
    Texts text;
    const Palette palette{Theme::day};
    Names names;
    data::World world;
    Session session;
    NoPictures pictures;
    Figures figures;
    Scheduler scheduler{[] {}};
    Places places;
    std::unique_ptr<SearchField> field = std::make_unique<SearchField>();
    std::shared_ptr<const PlaceBook> book; // with camera 217
    std::vector<std::shared_ptr<const data::SearchIndex>> incidents; // with incident 4217

    Search()
    {
        glyphs.build(1);
        text.set_language(Language::en);
        data::Camera gate, yard;
        gate.id = {1}, gate.number = 217, gate.name = "gate";
        yard.id = {2}, yard.number = 31, yard.name = "yard";
        book = make_place_book(world.grids, std::make_shared<const data::Table<data::Camera>>(std::vector{gate, yard}), world.places, {});
        auto index = std::make_shared<data::SearchIndex>();
        index->add(std::vector{data::NamedIncident{.id = {9}, .number = "4217", .title = "gas", .place = "", .position = {}}});
        index->freeze();
        incidents = {std::move(index)};
    }
    ~Search() override { field.reset(); }

    void give_book() { places.book = book, ++places.edition; }
    void give_incidents() { places.incidents = incidents, places.has_incidents = true, ++places.edition; }

    /// One frame with these events; what it commands is added to `opened`.
    void frame(const std::vector<InputEvent>& events = {})
    {
        names.clear();
        ASSERT_EQ(host.begin_frame(events, 0.016F), events.size());
        Outbox outbox;
        const View view{{text, palette, glyphs, names, 1}, world, session, pictures, figures, {}, &scheduler, nullptr, nullptr, &places, nullptr};
        ImGui::SetNextWindowPos({100, 10});
        ImGui::SetNextWindowSize({400, 36});
        ImGui::Begin("strip", nullptr, ImGuiWindowFlags_NoDecoration);
        field->draw(view, outbox);
        ImGui::End();
        host.end_frame(0);
        for (const Command& command : outbox.commands)
            if (command.name == "search.show")
                opened.push_back(command.arguments[0] + " " + command.arguments[1]);
            else if (command.name == "search.open" || command.name == "search.close")
                session.search_open = command.name == "search.open";
    }
    void take_keyboard()
    {
        ++session.search_focus;
        frame();
        frame();
    }
    void type(const std::string& words)
    {
        std::vector<InputEvent> events;
        for (const char c : words)
            events.push_back(letter(static_cast<unsigned char>(c)));
        frame(events);
    }
    void stroke(int key)
    {
        frame({press(key)});
        frame({release(key)});
    }
    void click(float x, float y)
    {
        frame({{.kind = InputEvent::Kind::move, .x = x, .y = y}});
        frame({{.kind = InputEvent::Kind::button, .down = true}});
        frame({{.kind = InputEvent::Kind::button, .down = false}});
    }
    /// Frames until no question is under way and its answer was drawn.
    void let_answers_come()
    {
        ASSERT_TRUE(video_test::until([&] {
            scheduler.deliver();
            frame();
            return scheduler.waiting(Queue::tile) == 0 && !scheduler.deliver();
        }));
        frame();
        frame();
    }

    std::vector<std::string> opened; // "camera 1"
};

TEST_F(Search, EnterBeforeTheAnswerIsKeptUntilItComes)
{
    give_book(), give_incidents();
    take_keyboard();
    type("217");
    stroke(key::enter);
    EXPECT_TRUE(opened.empty()) << "nothing was delivered yet";
    let_answers_come();
    EXPECT_EQ(opened, (std::vector<std::string>{"camera 1"}));
    let_answers_come();
    EXPECT_EQ(opened.size(), 1u) << "once";
}

TEST_F(Search, WordsAndEnterInOneFrameAreEnough)
{
    give_book(), give_incidents();
    take_keyboard();
    frame({letter('2'), letter('1'), letter('7'), press(key::enter)});
    frame({release(key::enter)});
    let_answers_come();
    EXPECT_EQ(opened, (std::vector<std::string>{"camera 1"}));
}

TEST_F(Search, HalfOfTheRecordsAreNoAnswer)
{
    const struct {
        const char* what;
        bool book_first;
        const char *words, *expected;
    } rows[] = {{"incidents without cameras", false, "217", "camera 1"}, {"cameras without incidents", true, "4217", "incident 9"}};
    for (const auto& row : rows) {
        opened.clear();
        places = {};
        field = std::make_unique<SearchField>();
        row.book_first ? give_book() : give_incidents();
        take_keyboard();
        type(row.words);
        let_answers_come();
        EXPECT_FALSE(names.find("search.hit.1")) << row.what;
        stroke(key::enter);
        let_answers_come();
        EXPECT_TRUE(opened.empty()) << row.what;
        row.book_first ? give_incidents() : give_book();
        let_answers_come();
        EXPECT_EQ(opened, (std::vector<std::string>{row.expected})) << row.what;
    }
}

TEST_F(Search, EnterIsForgottenWhenTheOperatorGoesOnOtherwise)
{
    const struct {
        const char* what;
        std::function<void()> act;
    } rows[] = {{"other words", [&] { take_keyboard(), type("31"); }},
                {"Esc", [&] { stroke(key::escape); }},
                {"Esc that puts something away", [&] { ++session.dismissed, frame(); }},
                {"Esc in the field, taken again", [&] { take_keyboard(), stroke(key::escape); }},
                {"a click elsewhere", [&] { click(600, 500), take_keyboard(); }},
                {"something else is chosen", [&] { session.selection.camera = {2}, frame(); }}};
    give_incidents();
    for (const auto& row : rows) {
        opened.clear();
        places.book.reset();
        session.selection = {};
        field = std::make_unique<SearchField>();
        take_keyboard();
        type("217");
        stroke(key::enter);
        row.act();
        give_book();
        let_answers_come();
        EXPECT_TRUE(opened.empty()) << row.what;
    }
}

}

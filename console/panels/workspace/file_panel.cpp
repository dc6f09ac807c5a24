#include "console/frame/frame_painter.h"
#include "console/look/field.h"
#include "console/look/imgui_versions.h"
#include "console/look/rows.h"
#include "console/panels/panels.h"
#include "console/panels/workspace/file_model.h"
#include "console/work/folders.h"
#include "console/work/scheduler.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace console {
namespace {

constexpr ImGuiWindowFlags file_flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoScrollbar;
constexpr float width_px = 820, height_px = 560, row_px = 28, bar_px = 32, gap_px = 8, places_px = 190, narrow_px = 520;
constexpr double letters_go_on_s = 1.2; // between two letters of one name

/// Files and folders by keyboard and mouse. Folders are read in the background; what is chosen leaves as a command.
class FilePanel final : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const FileChooser& files = *view.session.files;
        if (serial_ != files.serial)
            begin(files);
        if (!list_ && !task_.is_running())
            read(view, wanted_);
        const Painter outer = Painter::to_measure(view);
        const Rect place = place_of(view, outer);
        ImGui::SetNextWindowPos({place.x, place.y});
        ImGui::SetNextWindowSize({place.width, place.height});
        if (ImGui::Begin("files", nullptr, file_flags))
            draw_content(view, files, outbox);
        ImGui::End();
        view.names.put("files", place);
    }

private:
    enum class Part { list, location, name };

    /// In the middle; on a wall where the tiles have made room.
    static Rect place_of(const View& view, const Painter& p)
    {
        if (const auto aside = view.names.find("region.aside"))
            return {aside->x, aside->y, aside->width, std::min(p.px(height_px), aside->height)};
        const ImVec2 screen = ImGui::GetIO().DisplaySize;
        const float width = std::min(p.px(width_px), screen.x), height = std::min(p.px(height_px), screen.y);
        return {std::round((screen.x - width) / 2), std::round((screen.y - height) * 0.4F), width, height};
    }

    void begin(const FileChooser& files)
    {
        serial_ = files.serial;
        filter_ = {.endings = files.endings, .use = files.use};
        name_ = files.name;
        typed_.clear(), typed_path_.clear(), after_.clear(), asks_.clear();
        list_.reset(), task_.cancel();
        wanted_ = files.folder;
        focus(files.use == PathUse::save ? Part::name : Part::list);
    }

    void focus(Part part) { part_ = part, frames_ = 3; }

    /// A newer wish replaces an older one.
    void read(const View& view, const std::string& folder)
    {
        wanted_ = folder;
        asks_.clear(), typed_.clear();
        const auto take = [this](FolderList list) {
            location_ = list.folder;
            list_ = std::move(list);
            sift();
            if (!after_.empty())
                if (const auto at = find_row(*list_, rows_, after_))
                    chosen_ = static_cast<int>(*at);
            after_.clear();
        };
        chosen_ = 0, show_top_ = true;
        if (!view.background)
            return take(load_folder(folder));
        task_ = view.background->run(Queue::slow, std::string(view.text("files.task")), [folder](std::stop_token stop, TaskProgress&) { return load_folder(folder, stop); }, take);
    }

    void sift()
    {
        rows_ = make_file_rows(*list_, filter_);
        chosen_ = std::clamp(chosen_, 0, std::max(0, static_cast<int>(rows_.size()) - 1));
    }

    void go(const View& view, const std::string& folder, std::string after = {})
    {
        after_ = std::move(after);
        read(view, folder);
    }

    const FolderEntry* chosen() const { return list_ && chosen_ < static_cast<int>(rows_.size()) ? &list_->entries[rows_[static_cast<std::size_t>(chosen_)]] : nullptr; }

    void draw_content(const View& view, const FileChooser& files, Outbox& outbox)
    {
        const WholeRegion region;
        const FramePainter p(view);
        const CommandRow* row = find_command(files.command);
        const std::string title = row ? std::string(view.text(row->title)) : std::string();
        Rect box = draw_card(p, region.box, Colour::selected, title, view.text(files.use == PathUse::save ? "files.save" : files.use == PathUse::folder ? "files.folder" : "files.open"));
        // A menu over it has the keyboard.
        take_keys(view, files, outbox);
        if (!typed_path_.empty() && list_ && !task_.is_running())
            take_typed(outbox);
        draw_location(p, cut_top(box, p.px(bar_px)));
        cut_top(box, p.px(gap_px));
        const bool is_narrow = box.width < p.px(narrow_px);
        Rect foot = cut_bottom(box, p.px(bar_px));
        cut_bottom(box, p.px(gap_px));
        if (is_narrow) {
            draw_kinds(p, files, cut_bottom(box, p.px(bar_px)));
            cut_bottom(box, p.px(gap_px));
        }
        if (files.use == PathUse::save) {
            draw_name(p, files, outbox, cut_bottom(box, p.px(bar_px)));
            cut_bottom(box, p.px(gap_px));
        }
        if (!asks_.empty()) {
            draw_question(p, outbox, cut_bottom(box, p.px(bar_px)));
            cut_bottom(box, p.px(gap_px));
        }
        if (!is_narrow) { // every place can be gone to by Backspace and by its path
            draw_places(p, cut_left(box, p.px(places_px)));
            cut_left(box, p.px(gap_px));
        }
        draw_list(p, files, outbox, box);
        draw_foot(p, files, outbox, foot);
        if (!is_narrow)
            draw_kinds(p, files, foot);
        if (frames_ > 0)
            --frames_, outbox.wanted.redraw_by(view.now);
    }

    void take_keys(const View& view, const FileChooser& files, Outbox& outbox)
    {
        if (view.session.menu)
            return;
        if (imgui::is_pressed(ImGuiKey_Tab, false)) {
            const bool has_name = files.use == PathUse::save;
            const int count = has_name ? 3 : 2, step = ImGui::GetIO().KeyShift ? count - 1 : 1;
            focus(static_cast<Part>((static_cast<int>(part_) + step) % count));
            if (part_ == Part::list)
                ImGui::ClearActiveID();
        }
        const int page = std::max(1, rows_shown_ - 1), last = static_cast<int>(rows_.size()) - 1;
        const std::pair<imgui::Key, int> ways[] = {{ImGuiKey_UpArrow, -1}, {ImGuiKey_DownArrow, 1}, {ImGuiKey_PageUp, -page}, {ImGuiKey_PageDown, page}};
        for (const auto& [key, step] : ways)
            if (imgui::is_pressed(key, true))
                choose(chosen_ + step, last);
        const bool is_entered = imgui::is_pressed(ImGuiKey_Enter, false) || imgui::is_pressed(imgui::keypad_enter, false);
        // A field lets go of the keyboard with Enter: the next one answers what is asked.
        if (is_entered && asks_ == "files.replace")
            return replace(outbox);
        if (is_entered && part_ == Part::name && frames_ == 0 && ImGui::GetActiveID() == 0)
            return save(files, outbox);
        if (part_ != Part::list || !list_)
            return;
        if (imgui::is_pressed(ImGuiKey_Home, false))
            choose(0, last);
        if (imgui::is_pressed(ImGuiKey_End, false))
            choose(last, last);
        if (imgui::is_pressed(ImGuiKey_Backspace, true))
            go(view, folder_above(list_->folder), last_part(list_->folder));
        else if (is_entered)
            open_chosen(view, files, outbox);
        else
            take_letters(view);
    }

    void choose(int row, int last) { chosen_ = std::clamp(row, 0, std::max(0, last)), is_moved_ = true, asks_.clear(); }

    void take_letters(const View& view)
    {
        std::string letters;
        for (const ImWchar character : ImGui::GetIO().InputQueueCharacters)
            if (character > ' ' || (character == ' ' && !typed_.empty()))
                letters += view.glyphs.whole(text_of(character));
        if (letters.empty())
            return;
        const double now = ImGui::GetTime();
        const bool goes_on = !typed_.empty() && now - typed_at_ < letters_go_on_s;
        typed_ = goes_on ? typed_ + letters : letters, typed_at_ = now;
        const auto from = static_cast<std::size_t>(chosen_);
        if (const auto at = find_typed(*list_, rows_, typed_, goes_on ? from : from + 1))
            choose(static_cast<int>(*at), static_cast<int>(rows_.size()) - 1);
    }

    static std::string text_of(ImWchar character)
    {
        char bytes[5] = {};
        ImTextCharToUtf8(bytes, character);
        return bytes;
    }

    /// Enter, or a double click: into a folder, or this file it is.
    void open_chosen(const View& view, const FileChooser& files, Outbox& outbox)
    {
        const FolderEntry* entry = chosen();
        if (!entry)
            return;
        const std::string path = path_in(list_->folder, entry->name);
        if (entry->is_folder)
            go(view, path);
        else if (files.use == PathUse::save)
            name_ = entry->name, save(files, outbox);
        else if (files.use == PathUse::open)
            outbox.run("file.take", {path});
    }

    void save(const FileChooser& files, Outbox& outbox)
    {
        if (!list_)
            return;
        name_ = name_to_save(name_, files.endings);
        switch (judge_name(*list_, name_)) {
        case SaveName::ok: outbox.run("file.take", {path_in(list_->folder, name_)}); break;
        case SaveName::is_there: asks_ = "files.replace"; break;
        case SaveName::is_folder: asks_ = "files.is_folder", focus(Part::name); break;
        case SaveName::empty: asks_ = "files.no_name", focus(Part::name); break;
        }
    }

    void take_typed(Outbox& outbox)
    {
        const std::string path = std::exchange(typed_path_, std::string());
        const auto entry = std::ranges::find(list_->entries, last_part(path), &FolderEntry::name);
        if (entry != list_->entries.end() && !entry->is_folder && path_in(list_->folder, entry->name) == path)
            outbox.run("file.take", {path});
    }

    void draw_location(const FramePainter& p, Rect box)
    {
        const View& view = p.view();
        const std::string up = view.text("files.up");
        if (p.button("files.up", cut_left(box, p.button_width(up, "Backspace")), up, "Backspace", list_ && list_->folder != "/"))
            go(view, folder_above(list_->folder), last_part(list_->folder));
        cut_left(box, p.px(gap_px));
        const FieldState state = draw_field(p, "files.location", box, location_, view.text("files.location"), frames_ > 0 && part_ == Part::location);
        if (state.active && frames_ == 0)
            part_ = Part::location;
        if (!state.submitted || location_.empty())
            return;
        const std::string path = whole_path(location_, list_ ? list_->folder : "/", home_folder());
        // A file is taken as soon as its folder is read and has it; a folder is a place to look at.
        go(view, path, last_part(path));
        typed_path_ = filter_.use == PathUse::open ? path : std::string();
        focus(Part::list);
    }

    void draw_name(const FramePainter& p, const FileChooser& files, Outbox& outbox, Rect box)
    {
        const std::string label = p.view().text("files.name");
        p.text(cut_left(box, std::min(p.px(places_px), box.width / 3)), label, {FontSize::secondary, Colour::secondary});
        cut_left(box, p.px(gap_px));
        const FieldState state = draw_field(p, "files.name", box, name_, label, frames_ > 0 && part_ == Part::name);
        if (state.active && frames_ == 0)
            part_ = Part::name;
        if (state.changed)
            asks_.clear();
        if (state.submitted)
            asks_ == "files.replace" ? replace(outbox) : save(files, outbox);
    }

    void replace(Outbox& outbox) { outbox.run("file.take", {path_in(list_->folder, name_), "replace"}); }

    void draw_question(const FramePainter& p, Outbox& outbox, Rect box)
    {
        const View& view = p.view();
        const Rect mark = cut_left(box, p.px(28));
        p.sign(Sign::fault, mark.x + p.px(12), mark.y + mark.height / 2, 16);
        if (asks_ == "files.replace") {
            const std::string keep = view.text("files.keep"), yes = view.text("files.do_replace");
            if (p.button("files.keep", cut_right(box, p.button_width(keep)), keep))
                asks_.clear(), focus(Part::name);
            cut_right(box, p.px(gap_px));
            if (p.button("files.replace", cut_right(box, p.button_width(yes, "Enter")), yes, "Enter"))
                replace(outbox);
            cut_right(box, p.px(gap_px));
        }
        p.text(box, view.text.format(asks_.empty() ? "files.no_name" : asks_.c_str(), {name_}));
        view.names.say("files.question", asks_);
    }

    void draw_places(const FramePainter& p, Rect box)
    {
        const View& view = p.view();
        p.vertical(box.x + box.width - 1, box.y, box.y + box.height);
        box.width -= p.px(gap_px);
        const auto place = [&](const std::string& name, const std::string& words, const std::string& folder) {
            if (box.height < p.px(row_px))
                return;
            const Rect row = cut_top(box, p.px(row_px));
            const AreaState state = p.area(name, row);
            draw_row_ground(p, row, list_ && list_->folder == folder, state);
            p.text(inset(row, p.px(10), 0), words, {.shorten = Shorten::middle});
            if (state.clicked)
                go(view, folder);
        };
        if (list_)
            for (std::size_t i = 0; i < list_->places.size(); ++i)
                place(fmt::format("files.place.{}", i + 1), view.text.format(list_->places[i].key, {list_->places[i].name}), list_->places[i].folder);
        if (view.session.folders.empty())
            return;
        p.text(inset(cut_top(box, p.px(row_px)), p.px(10), 0), view.text("files.recent"), {FontSize::secondary, Colour::secondary});
        for (std::size_t i = 0; i < view.session.folders.size(); ++i)
            place(fmt::format("files.recent.{}", i + 1), last_part(view.session.folders[i]), view.session.folders[i]);
    }

    void draw_list(const FramePainter& p, const FileChooser& files, Outbox& outbox, Rect box)
    {
        const View& view = p.view();
        view.names.say("files.rows", std::to_string(rows_.size()));
        view.names.say("files.folder", list_ && !task_.is_running() ? list_->folder : std::string());
        view.names.say("files.chosen", chosen() ? chosen()->name : std::string());
        if (!list_ || (task_.is_running() && rows_.empty()))
            return static_cast<void>(p.text(cut_top(box, p.px(row_px)), view.text("files.reading"), {.colour = Colour::secondary}));
        if (list_->fault != FolderFault::none || rows_.empty()) {
            const char* key = list_->fault == FolderFault::none ? (list_->entries.empty() ? "files.empty" : "files.none_fits") : list_->fault == FolderFault::no_right ? "files.no_right" : list_->fault == FolderFault::missing ? "files.missing" : "files.unreadable";
            return static_cast<void>(p.paragraph(box, view.text(key), {.colour = Colour::secondary}));
        }
        rows_shown_ = static_cast<int>(box.height / p.px(row_px));
        const bool is_moved = std::exchange(is_moved_, false), from_top = std::exchange(show_top_, false) && chosen_ == 0;
        const int count = static_cast<int>(rows_.size());
        draw_rows(p, "files.rows", box, count, p.px(row_px), [&](const FramePainter& inside, int i, Rect row) {
            const FolderEntry& entry = list_->entries[rows_[static_cast<std::size_t>(i)]];
            const AreaState state = inside.area(fmt::format("files.row.{}", i + 1), row);
            view.names.put("files.entry." + entry.name, row);
            draw_row_ground(inside, row, i == chosen_, state);
            if (state.clicked)
                choose(i, count - 1), focus(Part::list), name_ = entry.is_folder || files.use != PathUse::save ? name_ : entry.name;
            const bool is_meant = state.double_clicked;
            row = inset(row, inside.px(10), 0);
            const Rect mark = cut_left(row, inside.px(24));
            if (entry.is_folder)
                inside.sign(Sign::empty, mark.x + inside.px(7), mark.y + mark.height / 2, 14, Colour::secondary);
            if (entry.changed != data::TimePoint{})
                inside.text(cut_right(row, inside.px(96)), date_text(view, entry.changed), {FontSize::secondary, Colour::secondary, Align::right});
            inside.text(cut_right(row, inside.px(84)), entry.is_folder ? std::string() : size_words(entry.bytes), {FontSize::secondary, Colour::secondary, Align::right});
            cut_right(row, inside.px(gap_px));
            inside.text(row, entry.is_folder ? entry.name + "/" : entry.name, {.shorten = Shorten::middle});
            if (is_meant)
                meant_ = i;
        }, from_top, is_moved || !after_.empty() ? chosen_ : -1);
        // Not while the rows are being drawn: they may be others afterwards.
        if (const int meant = std::exchange(meant_, -1); meant >= 0)
            chosen_ = meant, open_chosen(view, files, outbox);
    }

    /// Leaves in `box` what stands left of it.
    void draw_foot(const FramePainter& p, const FileChooser& files, Outbox& outbox, Rect& box)
    {
        const View& view = p.view();
        const std::string cancel = view.text("seat.cancel"), done = view.text(files.use == PathUse::save ? "files.done_save" : files.use == PathUse::folder ? "files.done_folder" : "files.done_open");
        if (p.button("files.cancel", cut_right(box, p.button_width(cancel, "Esc")), cancel, "Esc"))
            outbox.run("file.cancel");
        cut_right(box, p.px(gap_px));
        const FolderEntry* entry = chosen();
        const bool can = list_ && (files.use != PathUse::open || (entry != nullptr));
        if (p.button("files.done", cut_right(box, p.button_width(done, "Enter")), done, "Enter", can)) {
            if (files.use == PathUse::folder)
                outbox.run("file.take", {list_->folder});
            else if (files.use == PathUse::save)
                save(files, outbox);
            else
                open_chosen(view, files, outbox);
        }
        cut_right(box, p.px(gap_px));
    }

    /// Which of the entries are shown.
    void draw_kinds(const FramePainter& p, const FileChooser& files, Rect box)
    {
        const View& view = p.view();
        if (!filter_.endings.empty() && files.use != PathUse::folder) {
            const std::string any = view.text("files.any_kind");
            if (p.button("files.any_kind", cut_left(box, p.button_width(any)), any, {}, true, filter_.is_any_kind))
                filter_.is_any_kind = !filter_.is_any_kind, resift();
            cut_left(box, p.px(gap_px));
        }
        const std::string hidden = view.text("files.hidden");
        if (p.button("files.hidden", cut_left(box, p.button_width(hidden)), hidden, {}, true, filter_.has_hidden))
            filter_.has_hidden = !filter_.has_hidden, resift();
        cut_left(box, p.px(gap_px));
        p.text(inset(box, p.px(gap_px), 0), filter_.is_any_kind || files.use == PathUse::folder ? std::string() : files.endings, {FontSize::secondary, Colour::secondary});
    }

    void resift()
    {
        if (list_)
            sift();
    }

    std::uint64_t serial_ = 0;
    FileFilter filter_;
    std::optional<FolderList> list_;       // the one shown
    std::vector<std::uint32_t> rows_;
    std::string wanted_, after_;           // the folder asked for; what is chosen in it when it is there
    std::string location_, name_, asks_;   // fields; key of what is asked or said at the foot
    std::string typed_path_;               // to be taken if there is such a file
    std::string typed_;                    // letters of a name
    double typed_at_ = 0;
    int chosen_ = 0, rows_shown_ = 10, meant_ = -1;
    bool is_moved_ = false, show_top_ = false;
    Part part_ = Part::list;
    int frames_ = 0;                       // a field takes the keyboard only once it has been drawn
    TaskHandle task_;                      // goes first
};

}

std::unique_ptr<Panel> make_file_panel() { return std::make_unique<FilePanel>(); }

}

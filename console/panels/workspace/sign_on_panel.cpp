#include "console/frame/command_button.h"
#include "console/look/field.h"
#include "console/look/imgui_versions.h"
#include "console/look/rows.h"
#include "console/panels/panels.h"
#include "console/seat/rules.h"
#include "console/seat/system_login.h"
#include "data/store/pin.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <vector>

namespace console {
namespace {

using namespace std::chrono_literals;

constexpr float account_row_height = 36;
/// A form lower than this is the one line of a wall's strip.
constexpr float least_form_height = 200;

/// Who takes the controls of this seat, and the PIN: beside the pictures, never over them. Keyboard alone: ↑ ↓, the PIN, Enter.
class SignOnPanel final : public Panel {
public:
    ~SignOnPanel() override { data::wipe(pin_); }

    void draw(const View& view, Outbox& outbox) override
    {
        const SeatLock& lock = view.session.lock;
        if (form_ != lock.form) {
            form_ = lock.form;
            data::wipe(pin_);
        }
        offered_.clear();
        for (const data::Account& account : view.world.accounts->rows)
            if (may_sign_on(view.world, account, login_))
                offered_.push_back(&account);
        const WholeRegion region;
        const FramePainter p(view);
        p.fill(region.box, Colour::panel);
        p.frame(region.box, Colour::selected);
        if (tries_of_chosen(view.session).wait_until > view.running)
            outbox.wanted.redraw_by(std::chrono::floor<std::chrono::seconds>(view.now) + 1s);
        move_choice(view, outbox);
        if (region.box.height < p.px(least_form_height))
            draw_line(p, outbox, inset(region.box, p.px(12), p.px(2)));
        else
            draw_whole_column(p, outbox, inset(region.box, p.px(16), p.px(12)));
    }

private:
    const data::Account* chosen(const View& view) const { return view.world.accounts->find(view.session.lock.chosen); }

    void move_choice(const View& view, Outbox& outbox) const
    {
        const int step = (imgui::is_pressed(ImGuiKey_DownArrow, true) ? 1 : 0) - (imgui::is_pressed(ImGuiKey_UpArrow, true) ? 1 : 0);
        const auto at = std::ranges::find(offered_, view.session.lock.chosen, [](const data::Account* account) { return account->id; });
        if (step == 0 || at == offered_.end())
            return;
        const auto next = std::clamp<std::ptrdiff_t>(at - offered_.begin() + step, 0, static_cast<std::ptrdiff_t>(offered_.size()) - 1);
        outbox.run("seat.choose", {std::to_string(offered_[static_cast<std::size_t>(next)]->id.value)});
    }

    static std::string words_of_account(const View& view, const data::Account& account)
    {
        std::string words = view.text("seat.role." + account.role);
        if (const data::Post* post = view.world.posts->find(account.post))
            words += " · " + view.text.format("top.post", {post->label});
        return words;
    }

    /// What went wrong, or what is being done; empty: nothing.
    static std::string state_words(const View& view)
    {
        const SeatLock& lock = view.session.lock;
        if (lock.is_checking)
            return view.text("seat.checking");
        const PinTries tries = tries_of_chosen(view.session);
        if (tries.wrong == 0)
            return {};
        if (const auto left = std::chrono::ceil<std::chrono::seconds>(tries.wait_until - view.running); left > 0s)
            return view.text.format("seat.wrong_wait", {std::to_string(tries.wrong), std::to_string(left.count())});
        return view.text.format("seat.wrong", {std::to_string(tries.wrong)});
    }

    void submit(const View& view, Outbox& outbox)
    {
        if (view.session.lock.is_checking || tries_of_chosen(view.session).wait_until > view.running)
            return;
        outbox.run("seat.sign_on", {std::to_string(view.session.lock.chosen.value), pin_});
        data::wipe(pin_);
    }

    void draw_pin(const FramePainter& p, Outbox& outbox, Rect box)
    {
        const View& view = p.view();
        const data::Account* account = chosen(view);
        // An account without a PIN keeps the field, so that Enter means the same.
        const char* hint = view.text(account && !account->has_pin ? "seat.no_pin" : "seat.pin");
        const FieldState state = draw_field(p, "seat.pin", box, pin_, hint, !is_active_, true);
        is_active_ = state.active;
        if (state.submitted) {
            submit(view, outbox);
            is_active_ = false;
        }
        // The field has the keyboard a frame or two later; what is typed first must find it there.
        if (!is_active_)
            outbox.wanted.redraw_by(view.now);
    }

    void draw_whole_column(const FramePainter& p, Outbox& outbox, Rect box)
    {
        const Scrolled place(p, "seat.scroll", box, p.px(32 + 28 + 8 + account_row_height + 12 + 32 + 28 + 8 + 32));
        draw_column(FramePainter(p.view()), outbox, place.box);
    }

    void draw_column(const FramePainter& p, Outbox& outbox, Rect box)
    {
        const View& view = p.view();
        const Texts& text = view.text;
        const SeatLock& lock = view.session.lock;
        const Rect head = cut_top(box, p.px(32));
        p.sign(Sign::lock, head.x + p.px(10), head.y + head.height / 2, 18);
        const char* title = lock.is_hand_over ? "seat.title.hand_over" : lock.is_signed_on ? "seat.title.locked" : "seat.title.sign_on";
        p.text({head.x + p.px(28), head.y, head.width - p.px(28), head.height}, text(title), {FontSize::title});
        view.names.say("seat.title", text(title));
        const data::Account* now = view.world.accounts->find(view.session.actor.account);
        const std::string who = now ? text.format("seat.signed_on", {now->label}) : std::string(text("seat.nobody"));
        p.text(cut_top(box, p.px(28)), who, {FontSize::secondary, Colour::secondary});
        cut_top(box, p.px(8));

        // At the foot: what this does and does not protect. It goes first where the region is low.
        const std::string holds = text("seat.holds");
        const float foot = p.paragraph_height(box.width, holds, FontSize::secondary);
        if (box.height > foot + p.px(300))
            p.paragraph(cut_bottom(box, foot), holds, {FontSize::secondary, Colour::secondary});
        if (box.height > p.px(320))
            cut_bottom(box, p.px(12));

        const float rest_needed = p.px(32 + 12 + 28 + 8 + 32 + 8);
        const float room = std::max(p.px(account_row_height), box.height - rest_needed);
        Rect rows = cut_top(box, std::min(room, p.px(account_row_height) * static_cast<float>(offered_.size())));
        draw_rows(p, "seat.accounts", rows, static_cast<int>(offered_.size()), p.px(account_row_height), [&](const FramePainter& inside, int i, Rect row) {
            const data::Account& account = *offered_[static_cast<std::size_t>(i)];
            const AreaState state = inside.area("seat.account." + std::to_string(account.id.value), row);
            draw_row_ground(inside, row, account.id == lock.chosen, state);
            if (state.clicked)
                outbox.run("seat.choose", {std::to_string(account.id.value)});
            row = inset(row, inside.px(12), 0);
            const std::string role = words_of_account(view, account);
            const float wide = std::min(inside.width(role, FontSize::secondary), row.width * 0.6F);
            inside.text(cut_right(row, wide), role, {FontSize::secondary, Colour::secondary, Align::right});
            cut_right(row, inside.px(8));
            inside.text(row, account.label, {.shorten = Shorten::middle});
        });
        cut_top(box, p.px(12));
        draw_pin(p, outbox, cut_top(box, p.px(32)));
        const std::string words = state_words(view);
        view.names.say("seat.state", words);
        p.text(cut_top(box, p.px(28)), words.empty() ? std::string(text("seat.choose")) : words, {FontSize::secondary, words.empty() ? Colour::secondary : Colour::text});
        cut_top(box, p.px(8));
        Rect buttons = cut_top(box, p.px(32));
        const bool can_try = !lock.is_checking && tries_of_chosen(view.session).wait_until <= view.running && chosen(view);
        const char* label = text(lock.is_hand_over ? "seat.take_over" : lock.is_signed_on ? "seat.unlock" : "seat.sign_on");
        if (p.button("seat.enter", cut_left(buttons, p.button_width(label, "Enter")), label, "Enter", can_try))
            submit(view, outbox);
        cut_left(buttons, p.px(8));
        if (lock.is_hand_over || lock.is_signed_on)
            if (p.button("seat.cancel", cut_left(buttons, p.button_width(text("seat.cancel"), "Esc")), text("seat.cancel"), "Esc"))
                outbox.run("seat.cancel");
    }

    /// A wall has no column to spare: everything in its strip.
    void draw_line(const FramePainter& p, Outbox& outbox, Rect box)
    {
        const View& view = p.view();
        const Rect mark = cut_left(box, p.px(24));
        p.sign(Sign::lock, mark.x + p.px(8), mark.y + mark.height / 2, 16);
        const data::Account* account = chosen(view);
        const std::string label = (account ? account->label + "  " + words_of_account(view, *account) : std::string()) + "  ↑↓";
        p.text(cut_left(box, std::min(p.width(label), box.width * 0.4F)), label);
        cut_left(box, p.px(12));
        draw_pin(p, outbox, cut_left(box, std::min(p.px(200), box.width * 0.5F)));
        cut_left(box, p.px(12));
        const std::string words = state_words(view);
        view.names.say("seat.state", words);
        p.text(box, words.empty() ? std::string(view.text("seat.enter_or_esc")) : words, {FontSize::secondary, words.empty() ? Colour::secondary : Colour::text});
    }

    std::string pin_;
    std::string login_ = system_login();
    std::uint64_t form_ = ~std::uint64_t{0};
    std::vector<const data::Account*> offered_; // for one draw()
    bool is_active_ = false;
};

}

std::unique_ptr<Panel> make_sign_on_panel() { return std::make_unique<SignOnPanel>(); }

}

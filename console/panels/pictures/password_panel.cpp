#include "console/frame/command_button.h"
#include "console/look/field.h"
#include "console/look/rows.h"
#include "console/panels/panels.h"
#include "data/store/pin.h"

#include <fmt/format.h>
#include <imgui.h>

namespace console {
namespace {

/// The password of a credential that a camera refused, asked for beside the pictures. It goes into this person's file on this
/// machine and nowhere else.
class PasswordPanel final : public Panel {
public:
    ~PasswordPanel() override { data::wipe(password_); }

    void draw(const View& view, Outbox& outbox) override
    {
        const WholeRegion region;
        const FramePainter p(view);
        const data::Camera* camera = view.session.password ? view.world.cameras->find(view.session.password->camera) : nullptr;
        if (!camera)
            return;
        if (camera_ != camera->id || ImGui::IsWindowAppearing()) {
            camera_ = camera->id;
            data::wipe(password_);
            user_.clear();
            asks_ = Asks::password;
        }
        Rect box = draw_card(p, region.box, Colour::selected, view.text("password.title"), fmt::format("{:04}", camera->number));
        p.text(cut_top(box, p.px(26)), view.text.format("password.of", {camera->credential}), {FontSize::body, Colour::text, Align::left, Shorten::middle});
        const auto field = [&](const char* name, const char* hint, std::string& text, Asks which, bool is_secret) {
            const FieldState state = draw_field(p, name, cut_top(box, p.px(32)), text, view.text(hint), asks_ == which, is_secret);
            if (state.active)
                asks_ = Asks::nothing;
            cut_top(box, p.px(8));
            return state.submitted;
        };
        // Few change the user's name with the password: the keyboard begins at the second field.
        if (field("password.user", "password.user", user_, Asks::user, false))
            asks_ = Asks::password;
        const bool is_submitted = field("password.secret", "password.secret", password_, Asks::password, true);
        if (asks_ != Asks::nothing)
            outbox.wanted.redraw_by(view.now);
        Rect buttons = cut_bottom(box, p.px(32));
        const bool can_save = !password_.empty() && !view.session.password->is_saving;
        if (p.button("password.save", cut_left(buttons, p.button_width(view.text("password.save"), "Enter")), view.text("password.save"), "Enter", can_save) ||
            (is_submitted && can_save)) {
            outbox.run("credential.save", {camera->credential, user_.empty() ? "-" : user_, password_});
            data::wipe(password_);
        }
        cut_left(buttons, p.px(8));
        if (p.button("password.cancel", cut_left(buttons, p.button_width(view.text("seat.cancel"), "Esc")), view.text("seat.cancel"), "Esc"))
            outbox.run("credential.cancel");
        p.paragraph(box, view.text("password.where"), {FontSize::secondary, Colour::secondary});
    }

private:
    enum class Asks { nothing, user, password };

    data::CameraId camera_;
    std::string user_, password_;
    Asks asks_ = Asks::password; // which field is to get the keyboard
};

}

std::unique_ptr<Panel> make_password_panel() { return std::make_unique<PasswordPanel>(); }

}

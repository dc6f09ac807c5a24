#include "console/app/app_window.h"

#include "console/look/style.h"
#include "console/seat/plan.h"

namespace console {

AppWindow::AppWindow(int number, std::unique_ptr<Surface> made, const WindowPlace& stands)
    : id(number), surface(std::move(made)), imgui(std::make_unique<ImguiHost>(*surface, glyphs)), screen(std::make_unique<Screen>()), place(stands),
      density(scale_for_density(surface->pitch_mm(), surface->scale()))
{
}

AppWindow::~AppWindow()
{
    enter();
    screen.reset();
    glyphs.release();
    imgui.reset();
}

void AppWindow::enter()
{
    surface->make_current();
    imgui->make_current();
}

void AppWindow::follow_style(Theme theme, float scale)
{
    const bool is_new_scale = scale != styled_scale;
    if (is_new_scale) {
        glyphs.build(scale);
        imgui->forget_frame();
    }
    if (is_new_scale || !palette || palette->theme() != theme) {
        palette.emplace(theme);
        set_style(*palette, scale);
        styled_scale = scale;
    }
}

}

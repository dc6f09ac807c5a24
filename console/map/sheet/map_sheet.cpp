#include "console/map/sheet/map_sheet.h"

#include "console/error.h"
#include "console/map/scales.h"
#include "console/map/sheet/sheet_pen.h"
#include "console/map/symbols/map_labels.h"
#include "geo/cancelled.h"
#include "geo/new_file.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <filesystem>

namespace console {
namespace {

constexpr std::size_t most_tiles = 4000; // A3 has some sixty

double letters_px(FontSize size) { return size == FontSize::title ? 20 : size == FontSize::body ? 16 : 14; }

class SheetDrawing {
public:
    SheetDrawing(const MapSheet& sheet, SheetPen& pen) : sheet_(sheet), pen_(pen), palette_(sheet.scene->theme), unit_(sheet.unit) {}

    void draw(const std::stop_token& stop)
    {
        // A page stays as white as its paper.
        if (sheet_.head.height <= 0) {
            pen_.colour(palette_[Colour::panel]);
            pen_.fill({0, 0, sheet_.width, sheet_.height});
        }
        pen_.enter(sheet_.map, unit_ / sheet_.viewport.scale);
        draw_ground(stop);
        draw_things();
        draw_labels();
        pen_.leave();
        pen_.colour(palette_[Colour::line]);
        pen_.frame(sheet_.map, unit_);
        if (sheet_.head.height > 0)
            draw_head();
        draw_foot();
    }

private:
    double px(double logical) const { return logical * sheet_.viewport.scale; } // within the map

    void draw_ground(const std::stop_token& stop)
    {
        const Viewport& viewport = sheet_.viewport;
        const int width = static_cast<int>(viewport.width), height = static_cast<int>(viewport.height), step = tile_step(viewport.metres_per_pixel());
        Canvas canvas;
        canvas.resize(width, height, true);
        CanvasBrush brush;
        const CanvasBox all{0, 0, width, height};
        brush.take(canvas, all);
        brush.fill(all, palette_[Colour::land]);
        const geo::MapBox seen = visible_box(viewport);
        const double mpp = viewport.metres_per_pixel();
        for (const TileKey key : tiles_in(seen, step, most_tiles)) {
            geo::TileImage image = sheet_.scene->draft ? painted_draft(key, stop) : paint_tile(*sheet_.scene, key, stop);
            if (stop.stop_requested())
                throw geo::Cancelled();
            exchange_red_and_blue(image);
            const geo::MapBox box = tile_box(key);
            const auto at = [&](double metres) { return static_cast<int>(std::lround(metres / mpp)); };
            const CanvasBox place{at(box.min_x - seen.min_x), at(seen.max_y - box.max_y), at(box.max_x - seen.min_x), at(seen.max_y - box.min_y)};
            brush.lay(image, {0, 0, static_cast<double>(image.width), static_cast<double>(image.height)}, place, common_part(place, all));
        }
        pen_.image(canvas.row(0), width, height);
    }

    geo::TileImage painted_draft(TileKey key, const std::stop_token& stop) const
    {
        const geo::TileImage ground = paint_ground_tile(*sheet_.scene, key, stop), over = paint_reference_tile(*sheet_.scene, key, stop);
        return paint_draft_part(*sheet_.scene, key, &ground, sheet_.scene->references.empty() ? nullptr : &over, {0, 0, tile_pixels, tile_pixels});
    }

    void draw_things()
    {
        for (const auto& wedge : sheet_.wedges) {
            pen_.colour(palette_[Colour::camera_wedge]);
            pen_.polygon(wedge);
        }
        for (const auto& ring : sheet_.outlines) {
            pen_.colour(palette_[Colour::label_halo]);
            pen_.line(ring, px(5), true);
            pen_.colour(palette_[Colour::selected]);
            pen_.line(ring, px(2), true);
        }
        for (const SheetSign& sign : sheet_.signs)
            draw_sign(sign);
    }

    void draw_sign(const SheetSign& sign)
    {
        using Kind = SheetSign::Kind;
        const double x = sign.at.x, y = sign.at.y;
        switch (sign.kind) {
        case Kind::camera:
            pen_.colour(palette_[Colour::label_halo]), pen_.disc(x, y, px(8));
            pen_.colour(palette_[Colour::camera]), pen_.disc(x, y, px(6));
            if (sign.is_struck) {
                const double d = px(7);
                const ScreenPoint ends[] = {{static_cast<float>(x - d), static_cast<float>(y + d)}, {static_cast<float>(x + d), static_cast<float>(y - d)}};
                pen_.colour(palette_[Colour::text]), pen_.line(ends, px(2));
            }
            break;
        case Kind::incident: draw_severity(sign, x, y, px(10)); break;
        case Kind::cameras:
            pen_.colour(palette_[Colour::panel], 0.9), pen_.fill({x - px(14), y - px(9), px(28), px(18)});
            pen_.colour(palette_[Colour::camera]), pen_.frame({x - px(14), y - px(9), px(28), px(18)}, px(1));
            draw_count(sign, x, y);
            break;
        case Kind::incidents:
            pen_.colour(palette_[Colour::panel], 0.95), pen_.disc(x, y, px(15));
            pen_.colour(palette_[Colour::text]), pen_.circle(x, y, px(15), px(1.5));
            draw_count(sign, x, y);
            draw_severity(sign, x + px(12), y - px(12), px(7));
            break;
        }
    }

    void draw_count(const SheetSign& sign, double x, double y)
    {
        const std::string words = sign.count < 1000 ? fmt::format("{}", sign.count) : fmt::format("{:.{}f}k", sign.count / 1000.0, sign.count < 10000 ? 1 : 0);
        pen_.colour(palette_[Colour::text]);
        pen_.text(x - pen_.width_of(words, px(13)) / 2, y + px(4.6), words, px(13));
    }

    /// ▲ ◆ ● with its digit; a closed one in grey.
    void draw_severity(const SheetSign& sign, double x, double y, double r)
    {
        static constexpr std::array fills{Colour::severity_1, Colour::severity_2, Colour::severity_3};
        static constexpr std::array labels{Colour::severity_1_label, Colour::severity_2_label, Colour::severity_3_label};
        const int severity = std::clamp(static_cast<int>(sign.severity), 1, 3);
        const auto shape = [&](double size) {
            const auto p = [&](double dx, double dy) { return ScreenPoint{static_cast<float>(x + dx * size), static_cast<float>(y + dy * size)}; };
            if (severity == 1)
                pen_.polygon(std::array{p(0, -1.1), p(1.05, 0.8), p(-1.05, 0.8)});
            else if (severity == 2)
                pen_.polygon(std::array{p(0, -1.1), p(1.1, 0), p(0, 1.1), p(-1.1, 0)});
            else
                pen_.disc(x, y, size);
        };
        pen_.colour(palette_[Colour::label_halo]), shape(r * 1.25);
        pen_.colour(sign.is_open ? palette_[fills[static_cast<std::size_t>(severity - 1)]] : palette_[Colour::secondary]), shape(r);
        const std::string digit = std::to_string(severity);
        pen_.colour(sign.is_open ? palette_[labels[static_cast<std::size_t>(severity - 1)]] : palette_[Colour::panel]);
        pen_.text(x - pen_.width_of(digit, r * 1.1) / 2, y + r * (severity == 1 ? 0.6 : 0.4), digit, r * 1.1);
    }

    void draw_labels()
    {
        if (!sheet_.has_labels)
            return;
        std::vector<LabelBox> occupied;
        for (const SheetSign& sign : sheet_.signs) {
            const auto reach = static_cast<float>(px(sign.kind == SheetSign::Kind::camera ? 6 : 14));
            occupied.push_back({sign.at.x - reach, sign.at.y - reach, sign.at.x + reach, sign.at.y + reach});
        }
        const MeasureText measure = [&](const std::string& text, FontSize size) {
            return LabelBox{0, 0, static_cast<float>(pen_.width_of(text, px(letters_px(size)))), static_cast<float>(px(letters_px(size) * 1.25))};
        };
        const bool has_grids = sheet_.scene->show_grids && !sheet_.scene->draft;
        for (const MapLabel& label : make_map_labels({has_grids ? sheet_.scene->grids.get() : nullptr, sheet_.grounds}, sheet_.viewport, occupied, measure))
            pen_.label(label.box.left, label.box.top, label.text, px(letters_px(label.size)), palette_[Colour::label], palette_[Colour::label_halo], label.quiet ? 0.75 : 1);
    }

    void draw_head()
    {
        const SheetBox& head = sheet_.head;
        const double size = 20 * unit_, small = 14 * unit_, baseline = head.y + 18 * unit_;
        pen_.colour(palette_[Colour::text]);
        const double day = pen_.width_of(sheet_.day, small);
        pen_.text(head.x + head.width - day, baseline, sheet_.day, small);
        pen_.text(head.x, baseline, shortened_to(sheet_.title, size, head.width - day - 16 * unit_), size);
    }

    std::string shortened_to(std::string words, double size, double room)
    {
        if (pen_.width_of(words, size) <= room)
            return words;
        while (!words.empty() && pen_.width_of(words + "…", size) > room) {
            words.pop_back();
            while (!words.empty() && (static_cast<unsigned char>(words.back()) & 0xC0) == 0x80)
                words.pop_back();
            if (!words.empty() && static_cast<unsigned char>(words.back()) >= 0xC0)
                words.pop_back();
        }
        return words + "…";
    }

    void draw_foot()
    {
        const double edge = sheet_.head.height > 0 ? 0 : 12 * unit_, left = sheet_.foot.x + edge, right = sheet_.foot.x + sheet_.foot.width - edge, small = 14 * unit_;
        double y = sheet_.foot.y + 6 * unit_;
        if (!sheet_.legend.empty())
            y = draw_legend(left, right, y, small);
        draw_rulers(left, y, right, small);
        y += 50 * unit_;
        std::string words = sheet_.edition;
        if (sheet_.head.height <= 0)
            words += "   " + sheet_.day;
        pen_.colour(palette_[Colour::secondary]);
        const double room = right - left, edition = pen_.width_of(words, small);
        pen_.text(left, y, shortened_to(words, small, room), small);
        if (sheet_.attribution.empty())
            return;
        // Beside the edition where there is room, else below it.
        const double credit = pen_.width_of(sheet_.attribution, small);
        const bool is_beside = edition + credit + 16 * unit_ <= room;
        const std::string shown = is_beside ? sheet_.attribution : shortened_to(sheet_.attribution, small, room);
        pen_.text(is_beside ? right - credit : left, is_beside ? y : y + 18 * unit_, shown, small);
    }

    double draw_legend(double left, double right, double y, double small)
    {
        pen_.colour(palette_[Colour::text]);
        pen_.text(left, y + 14 * unit_, shortened_to(sheet_.legend_title, small, 160 * unit_), small);
        double x = left + 170 * unit_;
        for (const SheetLegendRow& row : sheet_.legend) {
            if (x + 130 * unit_ > right && x > left + 170 * unit_)
                x = left + 170 * unit_, y += 22 * unit_;
            // Under the lines of the map it lies on the land, as it does there.
            const SheetBox swatch{x, y + 2 * unit_, 28 * unit_, 14 * unit_};
            pen_.colour(palette_[Colour::land]), pen_.fill(swatch);
            pen_.colour(row.colour), pen_.fill(swatch);
            pen_.colour(palette_[Colour::line]), pen_.frame(swatch, unit_);
            pen_.colour(palette_[Colour::text]);
            pen_.text(x + 34 * unit_, y + 14 * unit_, row.words, small);
            x += 130 * unit_;
        }
        return y + 22 * unit_;
    }

    void draw_rulers(double left, double y, double right, double small)
    {
        const auto point = [](double px, double py) { return ScreenPoint{static_cast<float>(px), static_cast<float>(py)}; };
        const double base = y + 30 * unit_;
        pen_.colour(palette_[Colour::text]);
        // North is up.
        pen_.polygon(std::array{point(left + 7 * unit_, y + 2 * unit_), point(left + 13 * unit_, base), point(left + 7 * unit_, base - 6 * unit_), point(left + unit_, base)});
        pen_.text(left + 18 * unit_, base, "N", small);
        const double metres = ground_metres_per_pixel(sheet_.viewport.view) / unit_;
        const ScaleBar bar = make_scale_bar(metres, std::min(200 * unit_, (right - left) / 2));
        const double x = left + 48 * unit_, tick = 6 * unit_;
        pen_.line(std::array{point(x, base - tick), point(x, base), point(x + bar.pixels, base), point(x + bar.pixels, base - tick)}, 2 * unit_);
        pen_.text(x + 5 * unit_, base - 5 * unit_, length_text(bar.metres), small);
        if (sheet_.head.height <= 0)
            return;
        constexpr double point_m = 0.0254 / 72;
        const double ratio = metres / point_m, step = std::pow(10, std::floor(std::log10(ratio)) - 2);
        pen_.text(x + bar.pixels + 20 * unit_, base, "1 : " + in_groups(std::round(ratio / step) * step), small);
    }

    /// "26 100"
    static std::string in_groups(double value)
    {
        std::string digits = fmt::format("{:.0f}", value);
        for (std::size_t at = digits.size(); at > 3; at -= 3)
            digits.insert(at - 3, " ");
        return digits;
    }

    const MapSheet& sheet_;
    SheetPen& pen_;
    Palette palette_;
    double unit_;
};

}

void write_sheet(const MapSheet& sheet, const std::string& path, std::stop_token stop)
{
    geo::NewFile fresh(path);
    {
        const bool is_page = !sheet.wish.paper.empty();
        SheetPen pen = is_page ? SheetPen::for_pdf(fresh.path().string(), sheet.width, sheet.height, sheet.title) : SheetPen::for_picture(sheet.width, sheet.height);
        SheetDrawing(sheet, pen).draw(stop);
        if (is_page)
            pen.finish_pdf();
        else
            pen.finish_picture(fresh.path().string());
    }
    fresh.place({.replaces = true});
}

}

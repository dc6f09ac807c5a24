#include "data/error.h"
#include "data/import/kinds.h"
#include "data/import/source.h"
#include "data/records/assign.h"
#include "data/records/camera_url.h"
#include "geo/cancelled.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <tuple>
#include <unordered_map>

namespace data {
namespace {

constexpr int max_number = 99999;
constexpr std::int64_t least_codes = 3; // so few directions of one digit may be degrees

bool same(const Camera& a, const Camera& b)
{
    const auto fields = [](const Camera& c) {
        return std::tie(c.number, c.code, c.name, c.address, c.owner, c.point_class, c.position.lon, c.position.lat,
                        c.height_m, c.azimuth_deg, c.hfov_deg, c.vfov_deg, c.tilt_deg, c.range_m, c.kind, c.indoor,
                        c.has_light, c.resolution, c.codec, c.main_url, c.sub_url, c.credential, c.storage_days,
                        c.installed_on, c.maintained_by, c.status, c.grid);
    };
    return fields(a) == fields(b);
}

/// By what a camera is recognised: its code, else its name and place.
std::string key_of(const Camera& camera, const std::string& match)
{
    if (!match.empty())
        if (const std::string text = field_text(camera, match); !text.empty())
            return match + "|" + text;
    if (!camera.code.empty())
        return "c|" + camera.code;
    return fmt::format("p|{}|{:.7f}|{:.7f}", camera.name, camera.position.lon, camera.position.lat);
}

/// A camera whose row has neither code nor name is recognised by its place; its name is made of the row's number, which is none of its own.
std::string key_of_place(const Camera& camera)
{
    return fmt::format("at|{:.7f}|{:.7f}", camera.position.lon, camera.position.lat);
}

struct Findings {
    std::int64_t credentials = 0, directions = 0, renumbered = 0, numbers_kept = 0;
    std::string number_example; // 217 → 917
    std::int64_t coded = 0, other_directions = 0; // directions that are one digit of 1 to 8, and all others
    std::string direction_example;
};

/// What a camera's address gives, by its scheme and the ending of its path; a page says so only when it is asked.
enum class AddressKind { stream, multipart, still, playlist, other };
constexpr std::array<const char*, 5> address_kind_names{"stream", "multipart", "still", "playlist", "other"};

AddressKind kind_of_address(std::string url)
{
    std::ranges::transform(url, url.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    if (!url.starts_with("http://") && !url.starts_with("https://"))
        return AddressKind::stream;
    const std::string path = url.substr(0, url.find_first_of("?#"));
    const auto has = [&](std::initializer_list<std::string_view> parts) { return std::ranges::any_of(parts, [&](std::string_view part) { return url.find(part) != std::string::npos; }); };
    if (path.ends_with(".m3u8"))
        return AddressKind::playlist;
    if (has({"mjpg", "mjpeg", "multipart", "faststream"}))
        return AddressKind::multipart;
    if (path.ends_with(".jpg") || path.ends_with(".jpeg") || path.ends_with(".png") || has({"snapshot", "/still", "image.cgi", "/picture"}))
        return AddressKind::still;
    return AddressKind::other;
}

std::string clean_address(const SourceRow& row, std::string_view field, Findings& findings)
{
    StreamAddress address = without_credentials(row.text(field));
    findings.credentials += address.had_credentials;
    return address.url;
}

/// A place in words that is really a position or an internet address is no address.
std::string address_words(const std::string& text)
{
    return text.starts_with("POINT") || text.find("://") != std::string::npos ? std::string() : text;
}

/// Only fields the source has replace those of a camera already known.
void fill(Camera& camera, const SourceRow& row, Import& import, Findings& findings)
{
    const auto take = [&](std::string_view field, std::string& to) {
        if (row.has(field))
            if (std::string text = row.text(field); !text.empty() || to.empty())
                to = std::move(text);
    };
    const auto measure = [&](const char* field, std::optional<double>& to) {
        if (const auto value = measure_of(import, row, field))
            to = value;
    };
    take("code", camera.code);
    take("name", camera.name);
    take("owner", camera.owner);
    take("resolution", camera.resolution);
    take("codec", camera.codec);
    take("credential", camera.credential);
    take("maintained_by", camera.maintained_by);
    if (row.has("address"))
        camera.address = address_words(row.text("address"));
    if (camera.name.empty())
        camera.name = !camera.address.empty() ? camera.address
                      : camera.code.empty()   ? fmt::format("{} {}", import.report.layer, row.number())
                                              : camera.code;
    if (const auto point_class = count_of(import, row, "point_class"); point_class && *point_class <= 3)
        camera.point_class = *point_class;
    measure("height_m", camera.height_m);
    measure("hfov_deg", camera.hfov_deg);
    measure("vfov_deg", camera.vfov_deg);
    measure("tilt_deg", camera.tilt_deg);
    measure("range_m", camera.range_m);
    if (const std::string direction = row.text("azimuth_deg"); !direction.empty()) {
        ++(direction.size() == 1 && direction[0] >= '1' && direction[0] <= '8' ? findings.coded : findings.other_directions);
        if (const auto azimuth = parse_direction(direction))
            camera.azimuth_deg = azimuth;
        else
            ++findings.directions, findings.direction_example = direction;
    }
    if (const auto kind = word_of<CameraKind>(import, row, "kind", parse_camera_kind))
        camera.kind = *kind;
    if (const auto indoor = yes_of(import, row, "indoor"))
        camera.indoor = *indoor;
    if (const auto light = yes_of(import, row, "has_light"))
        camera.has_light = *light;
    if (row.has("main_url"))
        camera.main_url = clean_address(row, "main_url", findings);
    if (row.has("sub_url"))
        camera.sub_url = clean_address(row, "sub_url", findings);
    if (const auto days = count_of(import, row, "storage_days"))
        camera.storage_days = days;
    if (const auto installed = time_of(import, row, "installed_on"))
        camera.installed_on = installed;
    if (const auto status = word_of<CameraStatus>(import, row, "status", parse_camera_status))
        camera.status = *status;
}

/// Short numbers: the source's own where they are free, else the next free one.
class Numbers {
public:
    explicit Numbers(const std::vector<Camera>& cameras)
    {
        for (const Camera& camera : cameras)
            taken_.insert(camera.number);
    }
    bool take(int number) { return number >= 1 && number <= max_number && taken_.insert(number).second; }
    int next()
    {
        while (next_ <= max_number && !taken_.insert(next_).second)
            ++next_;
        return next_ <= max_number ? next_ : 0;
    }

private:
    std::set<int> taken_;
    int next_ = 1;
};

} // namespace

void import_cameras(Import& import)
{
    const std::string& match = import.job.match;
    check_match_field(match, fields_of(Camera{}));
    std::unordered_map<std::string, const Camera*> known;
    for (const Camera& camera : import.world.cameras->rows) {
        known.emplace(key_of(camera, match), &camera);
        if (camera.code.empty())
            known.emplace(key_of_place(camera), &camera);
    }
    const GridLocator locator(import.world.grids->rows, import.job.now);

    struct NewCamera {
        Camera camera;
        std::int64_t row;
        int wished; // the source's short number; 0: none
        const Camera* before;
    };
    std::vector<NewCamera> found;
    std::unordered_map<std::string, std::int64_t> seen;
    Findings findings;
    std::int64_t passed_over = 0;
    read_source(import, geo::ShapeKind::point, [&](const SourceRow& row) {
        // OpenStreetMap's points are of all kinds; only those with the tag are cameras, and no guards' posts.
        if (row.is_osm() && (row.tag("man_made") != "surveillance" || row.tag("surveillance:type") == "guard")) {
            ++passed_over;
            return;
        }
        const auto position = position_or_refuse(import, row);
        if (!position)
            return;
        NewCamera fresh{.row = row.number(), .wished = parse_count(row.text("number")).value_or(0), .before = nullptr};
        fresh.camera.position = *position;
        fill(fresh.camera, row, import, findings);
        if (match == "number")
            fresh.camera.number = fresh.wished;
        const bool is_named = !match.empty() || !row.text("code").empty() || !row.text("name").empty() || !fresh.camera.address.empty();
        std::string key = is_named ? key_of(fresh.camera, match) : key_of_place(fresh.camera);
        if (const auto at = known.find(key); at != known.end()) {
            Findings counted;
            fresh.before = at->second;
            fresh.camera = *at->second;
            fill(fresh.camera, row, import, counted);
            fresh.camera.position = *position;
        }
        if (const auto [at, added] = seen.emplace(std::move(key), row.number()); !added) {
            import.refuse(row.number(), {"camera_twice", {fresh.camera.code.empty() ? fresh.camera.name : fresh.camera.code,
                                                          std::to_string(at->second)}});
            return;
        }
        fresh.camera.grid = locator.find(*position);
        found.push_back(std::move(fresh));
    });
    if (import.stop.stop_requested())
        throw geo::Cancelled{};
    // A column of nothing but 1 to 8 holds the codes of GB/T 28181, not degrees.
    if (findings.coded >= least_codes && findings.other_directions == 0) {
        for (NewCamera& fresh : found)
            if (fresh.camera.azimuth_deg && *fresh.camera.azimuth_deg >= 1 && *fresh.camera.azimuth_deg <= 8)
                fresh.camera.azimuth_deg = parse_direction(fmt::format("{:.0f}", *fresh.camera.azimuth_deg), true);
        import.note({"directions_as_codes"});
    }

    Numbers numbers(import.world.cameras->rows);
    std::vector<bool> numbered(found.size());
    for (std::size_t i = 0; i < found.size(); ++i) { // wishes first, so that no automatic number takes one away
        NewCamera& fresh = found[i];
        if (fresh.before)
            numbered[i] = true;
        else if (fresh.wished && numbers.take(fresh.wished))
            fresh.camera.number = fresh.wished, numbered[i] = true;
    }
    std::vector<Camera> batch;
    std::set<CameraId> present;
    for (std::size_t i = 0; i < found.size(); ++i) {
        NewCamera& fresh = found[i];
        if (!numbered[i]) {
            findings.renumbered += fresh.wished != 0;
            fresh.camera.number = numbers.next();
            if (fresh.camera.number == 0) {
                import.refuse(fresh.row, geo::Remark("numbers_used_up"));
                continue;
            }
        }
        ++import.report.imported;
        if (fresh.before) {
            present.insert(fresh.camera.id);
            if (fresh.wished != 0 && fresh.wished != fresh.camera.number && findings.numbers_kept++ == 0)
                findings.number_example = fmt::format("{} → {}", fresh.camera.number, fresh.wished);
            const bool unchanged = same(*fresh.before, fresh.camera);
            count_found(import, unchanged, fresh.camera.name, *fresh.before, fresh.camera);
            if (unchanged)
                continue;
        }
        batch.push_back(fresh.camera);
    }
    for (const Camera& camera : import.world.cameras->rows) {
        if (camera.status == CameraStatus::removed || present.contains(camera.id))
            continue;
        ++import.report.missing;
        if (import.job.missing == MissingPolicy::close) {
            batch.push_back(camera);
            batch.back().status = CameraStatus::removed;
        }
    }
    if (import.job.missing == MissingPolicy::close && import.report.missing > 0)
        import.note({"missing_removed", {std::to_string(import.report.missing)}});
    import.say(0.7, "writing");
    if (!import.job.dry_run && !batch.empty())
        import.store.put(std::span<const Camera>(batch));
    if (passed_over > 0)
        import.note({"no_cameras", {std::to_string(passed_over)}});
    std::array<std::int64_t, address_kind_names.size()> kinds{};
    for (const NewCamera& fresh : found)
        for (const std::string* url : {&fresh.camera.main_url, &fresh.camera.sub_url})
            if (!url->empty())
                ++kinds[static_cast<std::size_t>(kind_of_address(*url))];
    std::string words;
    for (std::size_t i = 0; i < kinds.size(); ++i)
        if (kinds[i] > 0)
            words += fmt::format("{}{} {}", words.empty() ? "" : ", ", kinds[i], address_kind_names[i]);
    if (!words.empty())
        import.note({"addresses_by_kind", {words}});
    if (findings.credentials > 0)
        import.note({"credentials_cut", {std::to_string(findings.credentials)}});
    if (findings.directions > 0)
        import.note({"directions_unknown", {std::to_string(findings.directions), findings.direction_example}});
    if (findings.numbers_kept > 0)
        import.note({"numbers_kept", {std::to_string(findings.numbers_kept), findings.number_example}});
    if (findings.renumbered > 0)
        import.note({"renumbered", {std::to_string(findings.renumbered)}});
    import.say(1, "done");
}

} // namespace data

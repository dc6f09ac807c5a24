#pragma once
// What commands need to be told: rows for their forms, the list of commands and its checks. Used by command_table.cpp alone.

#include "console/commands/argument_choices.h"

namespace console::arguments {

using Type = ArgumentType;

inline constexpr ArgumentRow purpose[] = {{.name = "purpose", .title = "argument.purpose", .first = first::purpose}};
inline constexpr ArgumentRow guide[] = {{.name = "role", .title = "argument.guide", .type = Type::choice, .choices = choices::guides}};
inline constexpr ArgumentRow clip[] = {{.name = "seconds", .title = "argument.clip_seconds", .type = Type::number, .least = 1, .most = 3600, .first = first::clip_seconds},
                                       {.name = "purpose", .title = "argument.purpose", .first = first::purpose}};
inline constexpr ArgumentRow view_name[] = {{.name = "name", .title = "argument.view_name", .first = first::view}};
inline constexpr ArgumentRow view[] = {{.name = "view", .title = "argument.view", .type = Type::choice, .choices = choices::views, .from = thing::view}};
inline constexpr ArgumentRow tour[] = {{.name = "seconds", .title = "argument.dwell", .type = Type::number, .least = 3, .most = 3600, .first = first::dwell},
                                       {.name = "cameras", .title = "argument.cameras", .type = Type::camera, .first = first::cameras, .many = true}};
inline constexpr ArgumentRow rename_view[] = {{.name = "view", .title = "argument.view", .type = Type::choice, .choices = choices::views, .from = thing::view},
                                              {.name = "name", .title = "argument.view_name"}};
inline constexpr ArgumentRow tour_view[] = {{.name = "view", .title = "argument.view", .type = Type::choice, .choices = choices::views, .from = thing::view},
                                            {.name = "seconds", .title = "argument.dwell", .type = Type::number, .required = false, .least = 3, .most = 3600}};
inline constexpr ArgumentRow tree_by[] = {{.name = "by", .title = "argument.tree_by", .type = Type::choice, .choices = choices::trees, .first = first::tree_by, .tells_state = true}};
inline constexpr ArgumentRow cameras[] = {{.name = "cameras", .title = "argument.cameras", .type = Type::camera, .first = first::camera, .many = true, .from = thing::camera | thing::tile}};
inline constexpr ArgumentRow wall_size[] = {{.name = "tiles", .title = "argument.tiles", .type = Type::choice, .choices = choices::wall_sizes, .first = first::wall_size, .tells_state = true}};
inline constexpr ArgumentRow distance[] = {{.name = "metres", .title = "argument.distance", .type = Type::number, .least = 0, .most = 20, .first = first::distance, .tells_state = true}};
inline constexpr ArgumentRow monitor[] = {{.name = "monitor", .title = "argument.monitor", .type = Type::choice, .choices = choices::monitors}};
inline constexpr ArgumentRow grid_rules[] = {{.name = "target", .title = "argument.households_target", .type = Type::number, .least = 1, .most = 100000, .first = first::households_target},
                                             {.name = "least", .title = "argument.households_least", .type = Type::number, .least = 1, .most = 100000, .first = first::households_least},
                                             {.name = "most", .title = "argument.households_most", .type = Type::number, .least = 1, .most = 100000, .first = first::households_most},
                                             {.name = "width", .title = "argument.least_width", .type = Type::number, .least = 0.1, .most = 100, .first = first::least_width}};
inline constexpr ArgumentRow theme[] = {{.name = "theme", .title = "argument.theme", .type = Type::choice, .choices = choices::themes, .first = first::theme, .tells_state = true}};
inline constexpr ArgumentRow language[] = {{.name = "language", .title = "argument.language", .type = Type::choice, .choices = choices::languages, .first = first::language, .tells_state = true}};
inline constexpr ArgumentRow scale[] = {{.name = "percent", .title = "argument.scale", .type = Type::number, .least = 100, .most = 250, .first = first::scale, .tells_state = true}};
inline constexpr const char* record_endings = ".gpkg .geojson .json .shp .csv .txt .xlsx .ods .kml .kmz .gml .fgb .dxf .dgn .gpx .tab .mif .pbf .zip .gz .mbtiles .tif .tiff .pmtiles";
inline constexpr ArgumentRow workspace_file[] = {{.name = "path", .title = "argument.path", .path = PathUse::open, .endings = ".sqlite .gpkg"}};
inline constexpr ArgumentRow workspace_copy[] = {{.name = "path", .title = "argument.path", .path = PathUse::save, .endings = ".sqlite", .file_name = "copy"}};
inline constexpr ArgumentRow import_file[] = {{.name = "path", .title = "argument.path", .required = false, .path = PathUse::open, .endings = record_endings}};
inline constexpr ArgumentRow map_picture[] = {{.name = "path", .title = "argument.picture_file", .path = PathUse::save, .endings = ".png", .file_name = "map"}};
inline constexpr ArgumentRow map_print[] = {{.name = "paper", .title = "argument.paper", .type = Type::choice, .choices = choices::papers, .first = first::paper},
                                            {.name = "path", .title = "argument.path", .path = PathUse::save, .endings = ".pdf", .file_name = "map"},
                                            {.name = "title", .title = "argument.sheet_title", .required = false}};
inline constexpr ArgumentRow record_export[] = {{.name = "kind", .title = "argument.records", .type = Type::choice, .choices = choices::exported, .first = first::exported},
                                                {.name = "path", .title = "argument.path", .path = PathUse::save, .endings = ".xlsx .csv .gpkg .geojson .shp .kml .fgb", .file_name = "records"}};
inline constexpr ArgumentRow severity[] = {{.name = "severity", .title = "argument.severity", .type = Type::choice, .choices = choices::severities, .first = first::severity, .tells_state = true},
                                           {.name = "reason", .title = "argument.reason"}};
inline constexpr ArgumentRow note[] = {{.name = "text", .title = "argument.note", .first = first::note}};
inline constexpr ArgumentRow outcome[] = {{.name = "text", .title = "argument.outcome", .required = false, .first = first::note}};
inline constexpr ArgumentRow incident_number[] = {{.name = "number", .title = "argument.incident"}};
inline constexpr ArgumentRow queue_tab[] = {{.name = "tab", .title = "argument.queue_tab", .type = Type::choice, .choices = choices::queue_tabs, .first = first::queue_tab, .tells_state = true}};
inline constexpr ArgumentRow camera[] = {{.name = "camera", .title = "argument.camera", .type = Type::camera, .first = first::camera, .from = thing::camera | thing::tile}};
inline constexpr ArgumentRow any_camera[] = {{.name = "camera", .title = "argument.camera", .type = Type::camera, .from = thing::camera}};
inline constexpr ArgumentRow camera_reason[] = {{.name = "camera", .title = "argument.camera", .type = Type::camera, .first = first::camera, .from = thing::camera | thing::tile},
                                                {.name = "reason", .title = "argument.reason"}};
inline constexpr ArgumentRow recorder[] = {{.name = "camera", .title = "argument.camera", .type = Type::camera, .first = first::camera, .from = thing::camera | thing::tile},
                                           {.name = "recorder", .title = "argument.recorder"}};
inline constexpr ArgumentRow ago[] = {{.name = "seconds", .title = "argument.ago", .type = Type::number, .required = false, .least = 1, .most = 86400, .first = first::ago}};
inline constexpr ArgumentRow speed[] = {{.name = "speed", .title = "argument.speed", .type = Type::choice, .choices = choices::speeds, .first = first::speed, .tells_state = true}};
inline constexpr ArgumentRow bookmark[] = {{.name = "bookmark", .title = "argument.bookmark", .type = Type::choice, .choices = choices::kept_bookmarks}};
inline constexpr ArgumentRow any_bookmark[] = {{.name = "bookmark", .title = "argument.bookmark", .type = Type::choice, .choices = choices::bookmarks}};
inline constexpr ArgumentRow measure[] = {{.name = "measure", .title = "argument.measure", .type = Type::choice, .choices = choices::measures, .first = first::measure, .tells_state = true}};
inline constexpr ArgumentRow days[] = {{.name = "days", .title = "argument.days", .type = Type::number, .least = 0, .most = 3660, .first = first::days, .tells_state = true}};
inline constexpr ArgumentRow ring[] = {{.name = "metres", .title = "argument.ring", .type = Type::number, .required = false, .least = 1, .most = 100000, .first = first::ring}};
inline constexpr ArgumentRow layer[] = {{.name = "layer", .title = "argument.layer", .type = Type::choice, .choices = choices::layers, .from = thing::layer}};
inline constexpr ArgumentRow layer_opacity[] = {{.name = "layer", .title = "argument.layer", .type = Type::choice, .choices = choices::file_layers, .from = thing::layer},
                                                {.name = "opacity", .title = "argument.opacity", .type = Type::number, .least = 0, .most = 1}};
inline constexpr ArgumentRow file_layer[] = {{.name = "layer", .title = "argument.layer", .type = Type::choice, .choices = choices::file_layers, .from = thing::layer}};
inline constexpr ArgumentRow zones[] = {{.name = "zones", .title = "argument.zones", .type = Type::choice, .choices = choices::reference_layers, .from = thing::layer}};
inline constexpr ArgumentRow fix[] = {{.name = "fix", .title = "argument.fix", .type = Type::choice, .required = false, .choices = choices::fixes, .spreads = true}};
inline constexpr ArgumentRow repair[] = {{.name = "repair", .title = "argument.fix", .type = Type::choice, .choices = choices::repairs, .first = first::repair}};
inline constexpr ArgumentRow community[] = {{.name = "community", .title = "argument.community", .type = Type::choice, .choices = choices::communities}};
inline constexpr ArgumentRow metres[] = {{.name = "metres", .title = "argument.metres", .type = Type::number, .least = 0.01, .most = 1000, .first = first::metres}};
inline constexpr ArgumentRow draft[] = {{.name = "draft", .title = "argument.draft", .type = Type::choice, .choices = choices::drafts}};
inline constexpr ArgumentRow place[] = {{.name = "place", .title = "argument.place", .type = Type::place, .from = thing::map | thing::place | thing::grid}};
inline constexpr ArgumentRow picture_file[] = {{.name = "file", .title = "argument.picture_file", .required = false, .path = PathUse::save, .endings = ".png", .file_name = "screen"}};

}

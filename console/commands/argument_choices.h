#pragma once
// What a form offers, and what its fields begin with. Pure functions of what the seat shows; UI thread.

#include "console/frame/command.h"

namespace console::choices {

using List = std::vector<ArgumentChoice>;
List views(const data::World&, const Session&, const Texts&);
List wall_sizes(const data::World&, const Session&, const Texts&);
List trees(const data::World&, const Session&, const Texts&);      // what the tree of cameras is by
List monitors(const data::World&, const Session&, const Texts&);
List themes(const data::World&, const Session&, const Texts&);
List languages(const data::World&, const Session&, const Texts&);
List severities(const data::World&, const Session&, const Texts&);
List queue_tabs(const data::World&, const Session&, const Texts&);
List speeds(const data::World&, const Session&, const Texts&);
List bookmarks(const data::World&, const Session&, const Texts&);
List kept_bookmarks(const data::World&, const Session&, const Texts&);
List measures(const data::World&, const Session&, const Texts&);
List layers(const data::World&, const Session&, const Texts&);      // of the map itself, and of files
List file_layers(const data::World&, const Session&, const Texts&);
List reference_layers(const data::World&, const Session&, const Texts&); // those that lie over a draft
List drafts(const data::World&, const Session&, const Texts&);
List guides(const data::World&, const Session&, const Texts&);      // the guided tours
List papers(const data::World&, const Session&, const Texts&);
List exported(const data::World&, const Session&, const Texts&);    // kinds of records
List fixes(const data::World&, const Session&, const Texts&);       // of the finding in hand
List repairs(const data::World&, const Session&, const Texts&);     // of them, those that can be done to all of its kind
List communities(const data::World&, const Session&, const Texts&); // what grids can be assigned to

}

namespace console::first {

std::string purpose(const data::World&, const Session&);      // the incident in hand
std::string clip_seconds(const data::World&, const Session&);
std::string view(const data::World&, const Session&);
std::string dwell(const data::World&, const Session&);
std::string cameras(const data::World&, const Session&);      // those on the wall, "12 14 15"
std::string camera(const data::World&, const Session&);       // the one in hand
std::string wall_size(const data::World&, const Session&);
std::string tree_by(const data::World&, const Session&);
std::string distance(const data::World&, const Session&);
std::string households_target(const data::World&, const Session&);
std::string households_least(const data::World&, const Session&);
std::string households_most(const data::World&, const Session&);
std::string least_width(const data::World&, const Session&);
std::string theme(const data::World&, const Session&);
std::string language(const data::World&, const Session&);
std::string scale(const data::World&, const Session&);
std::string severity(const data::World&, const Session&);
std::string note(const data::World&, const Session&);
std::string queue_tab(const data::World&, const Session&);
std::string ago(const data::World&, const Session&);
std::string speed(const data::World&, const Session&);
std::string measure(const data::World&, const Session&);
std::string days(const data::World&, const Session&);
std::string ring(const data::World&, const Session&);
std::string paper(const data::World&, const Session&);
std::string exported(const data::World&, const Session&);
std::string repair(const data::World&, const Session&);       // the one offered first
std::string metres(const data::World&, const Session&);

}

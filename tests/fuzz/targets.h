#pragma once
// What libFuzzer feeds (`./dev fuzz`), and the ordinary tests too, which play each corpus: a reader of ours, and what must hold of whatever it
// makes of the bytes. A target returns for any input; what must not be ends the program.

#include <string_view>

namespace fuzz {

void wkb(std::string_view bytes);
void geojson(std::string_view bytes);
void rtsp(std::string_view bytes);
void http(std::string_view bytes);
void playlist(std::string_view bytes);
void multipart(std::string_view bytes);
void addresses(std::string_view bytes);
void rows(std::string_view bytes);
void draft_lines(std::string_view bytes);
void workspace_settings(std::string_view bytes);
void settings_file(std::string_view bytes);
void session_file(std::string_view bytes);
void drive_script(std::string_view bytes);

/// Ends the program where `holds` is false.
void require(bool holds, const char* what);

}

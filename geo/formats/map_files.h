#pragma once
// What a layer of a workspace may open. The workspace may come from anywhere, so its word for a file is no more than that: plain files only, read by
// the drivers of a list, and a server only where a description of its tiles was read and its hosts are known before anything is dialled. Any thread.

#include <string>
#include <vector>

namespace geo {

/// Base maps lie below one of these folders; without any: anywhere but in the system's own trees (/proc, /sys, /dev, /run). Once, at the start.
void set_map_folders(std::vector<std::string> folders);

/// Throws Error where it is no plain file (or, for vectors, a folder of files) or lies outside those folders: addresses, GDAL's own file systems
/// and inline descriptions among them.
void require_map_file(const std::string& path);

struct MapFile {
    std::string to_open;            // the path, or the description itself, with where its tiles are kept and how long is waited
    std::vector<std::string> hosts; // "tiles.example.org:8080", as the description names them, each once; empty: a file with pictures in it
    std::string capabilities = {};  // of a WMTS: the address at which it says where its tiles are; empty: that is known

    bool is_description() const { return !hosts.empty(); }
};
/// Reads a description of tiles on a server, or judges the path of a file. Nothing is dialled. Throws Error: as above; a description that names
/// something else than servers (http, https), or whose host cannot be told.
MapFile map_file(const std::string& path);

/// The description with what the server answered at `capabilities`, which lies at `kept`, in place of the address. Throws Error where that names a
/// host for its tiles which the description does not, and which nobody was asked about.
std::string with_capabilities(const MapFile& file, const std::string& answer, const std::string& kept);

}

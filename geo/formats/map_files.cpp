#include "geo/formats/map_files.h"

#include "geo/error.h"
#include "geo/formats/gdal_session.h"
#include "geo/formats/tile_cache_rule.h"

#include <cpl_conv.h>
#include <cpl_minixml.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <string_view>

namespace geo {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t longest_description = 1 << 20; // bytes
constexpr const char* capabilities_element = "GetCapabilitiesUrl";

struct Folders {
    std::mutex mutex;
    std::vector<std::string> names; // guarded by mutex
};
Folders& folders()
{
    static Folders all;
    return all;
}

bool is_below(const fs::path& file, const fs::path& folder)
{
    const fs::path way = file.lexically_relative(folder);
    return !way.empty() && *way.begin() != ".." && !way.is_absolute();
}

bool is_in_named_folder(const fs::path& file)
{
    constexpr std::array systems{"/proc", "/sys", "/dev", "/run/user", "/run/systemd"};
    std::error_code unknown;
    const fs::path whole = fs::canonical(file, unknown);
    if (unknown)
        return false;
    Folders& all = folders();
    const std::lock_guard lock(all.mutex);
    if (all.names.empty())
        return std::ranges::none_of(systems, [&](const char* folder) { return is_below(whole, folder); });
    return std::ranges::any_of(all.names, [&](const std::string& folder) {
        const fs::path named = fs::canonical(folder, unknown);
        return !unknown && is_below(whole, named);
    });
}

std::string small_letters(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

[[noreturn]] void refuse(const std::string& path, const std::string& what) { throw Error(remark("map_description", fs::path(path).filename().string(), what)); }

/// Its host and port; empty where it is no address of a web server, or one that two readers could read in two ways.
std::string host_of(const std::string& address)
{
    const std::string small = small_letters(address);
    std::size_t from = small.starts_with("https://") ? 8 : small.starts_with("http://") ? 7 : std::string::npos;
    if (from == std::string::npos)
        return {};
    std::string host = address.substr(from, address.find_first_of("/?#", from) - from);
    const auto marks = std::ranges::count(host, '@');
    if (marks > 1 || host.find_first_of("\\ \t\r\n") != std::string::npos)
        return {};
    if (marks == 1)
        host.erase(0, host.find('@') + 1);
    const bool is_plain = std::ranges::all_of(host, [](unsigned char c) { return std::isalnum(c) || std::string_view(".-_:[]${}").find(static_cast<char>(c)) != std::string_view::npos; });
    return is_plain ? small_letters(host) : std::string();
}

void add_host(const std::string& path, const std::string& address, std::vector<std::string>& hosts)
{
    const std::string host = host_of(address);
    if (host.empty())
        refuse(path, address);
    if (std::ranges::find(hosts, host) == hosts.end())
        hosts.push_back(host);
}

std::string without_prefix(const char* name)
{
    const std::string_view whole = name;
    return std::string(whole.substr(whole.rfind(':') == whole.npos ? 0 : whole.rfind(':') + 1));
}

/// What a server said of itself, kept as a file (WMTS): where its pieces are, and where it is asked.
void read_capabilities(const std::string& path, CPLXMLNode* node, const std::string& element, std::vector<std::string>& hosts)
{
    for (; node; node = node->psNext) {
        const bool is_place = node->eType == CXT_Attribute && node->psChild &&
                              (without_prefix(node->pszValue) == "template" || (without_prefix(node->pszValue) == "href" && (element == "Get" || element == "Post")));
        if (is_place)
            add_host(path, node->psChild->pszValue, hosts);
        else if (node->eType == CXT_Element)
            read_capabilities(path, node->psChild, without_prefix(node->pszValue), hosts);
    }
}

std::string xml_in(const std::string& path);

void read_kept_capabilities(const std::string& path, std::vector<std::string>& hosts)
{
    require_map_file(path);
    CPLXMLNode* const tree = CPLParseXMLString(xml_in(path).c_str());
    if (!tree)
        refuse(path, "no XML");
    const CPLXMLTreeCloser closer(tree);
    read_capabilities(path, tree, {}, hosts);
}

/// Goes through all that is written in it: addresses become hosts, what leads elsewhere is refused.
void read_description(const std::string& path, CPLXMLNode* node, const std::string& element, std::vector<std::string>& hosts)
{
    for (; node; node = node->psNext) {
        if (node->eType == CXT_Element || node->eType == CXT_Attribute) {
            read_description(path, node->psChild, small_letters(node->pszValue), hosts);
            continue;
        }
        if (node->eType != CXT_Text)
            continue;
        std::string text = node->pszValue;
        text.erase(0, text.find_first_not_of(" \t\r\n"));
        const bool is_address = element.find("url") != std::string::npos || text.find("://") != std::string::npos;
        if (small_letters(text).find("/vsi") != std::string::npos)
            refuse(path, text);
        if (!is_address || text.empty())
            continue;
        if (element == "getcapabilitiesurl" && text.starts_with('/'))
            read_kept_capabilities(text, hosts);
        else
            add_host(path, text, hosts);
    }
}

void remove_child(CPLXMLNode* parent, const char* name)
{
    while (CPLXMLNode* child = CPLGetXMLNode(parent, name)) {
        CPLRemoveXMLChild(parent, child);
        CPLDestroyXMLNode(child);
    }
}

std::string text_of(CPLXMLNode* root)
{
    char* text = CPLSerializeXMLTree(root);
    std::string made = text ? text : "";
    CPLFree(text);
    return made;
}

/// Where tiles are kept is the program's to say, and how long it waits.
std::string as_to_open(CPLXMLNode* root)
{
    remove_child(root, "Cache");
    if (!CPLGetXMLNode(root, "Timeout")) // GDAL's own is five minutes
        CPLCreateXMLElementAndValue(root, "Timeout", CPLGetConfigOption("GDAL_HTTP_TIMEOUT", "8"));
    if (const TileCacheRule rule = tile_cache_rule(); !rule.folder.empty()) {
        std::error_code without;
        fs::create_directories(rule.folder, without); // GDAL goes on without, should that fail
        CPLXMLNode* cache = CPLCreateXMLNode(root, CXT_Element, "Cache");
        CPLCreateXMLElementAndValue(cache, "Path", rule.folder.c_str());
        CPLCreateXMLElementAndValue(cache, "MaxSize", std::to_string(rule.most_bytes).c_str());
    }
    return text_of(root);
}

/// The whole text where it begins like XML.
std::string xml_in(const std::string& path)
{
    std::error_code none;
    if (fs::is_directory(path, none) || fs::file_size(path, none) > longest_description || none)
        return {};
    std::ifstream in(path, std::ios::binary);
    if ((in >> std::ws).peek() != '<')
        return {};
    return {std::istreambuf_iterator<char>(in), {}};
}

}

void set_map_folders(std::vector<std::string> names)
{
    Folders& all = folders();
    const std::lock_guard lock(all.mutex);
    all.names = std::move(names);
}

void require_map_file(const std::string& path)
{
    std::error_code unknown;
    const fs::file_status status = fs::status(path, unknown);
    const bool is_odd = path.starts_with("/vsi") || path.find("://") != std::string::npos;
    if (is_odd || (fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status)))
        throw Error(remark("map_not_file", path));
    if (!fs::exists(status))
        throw Error(remark("map_gone", path));
    if (!is_in_named_folder(path))
        throw Error(remark("map_folder", path));
}

MapFile map_file(const std::string& path)
{
    const GdalSession session; // what GDAL says of a broken one is said by us
    require_map_file(path);
    const std::string text = xml_in(path);
    if (text.find("<GDAL_WM") == std::string::npos)
        return {path, {}};
    CPLXMLNode* const tree = CPLParseXMLString(text.c_str());
    if (!tree)
        refuse(path, "no XML");
    const CPLXMLTreeCloser closer(tree);
    CPLXMLNode* root = nullptr;
    for (const char* name : {"=GDAL_WMS", "=GDAL_WMTS"})
        root = root ? root : CPLGetXMLNode(tree, name);
    if (!root)
        return {path, {}};
    MapFile file;
    read_description(path, root->psChild, {}, file.hosts);
    if (file.hosts.empty())
        refuse(path, "no server");
    root->psNext = nullptr; // nothing beside it
    if (const std::string asked = CPLGetXMLValue(root, capabilities_element, ""); std::string_view(root->pszValue) == "GDAL_WMTS" && !host_of(asked).empty())
        file.capabilities = asked;
    file.to_open = as_to_open(root);
    return file;
}

std::string with_capabilities(const MapFile& file, const std::string& answer, const std::string& kept)
{
    const GdalSession session;
    const CPLXMLTreeCloser said(CPLParseXMLString(answer.c_str())), description(CPLParseXMLString(file.to_open.c_str()));
    if (!said.get() || !description.get())
        throw Error(remark("map_no_capabilities"));
    std::vector<std::string> hosts;
    read_capabilities("", said.get(), {}, hosts);
    if (hosts.empty())
        throw Error(remark("map_no_capabilities"));
    for (const std::string& host : hosts)
        if (std::ranges::find(file.hosts, host) == file.hosts.end())
            throw Error(remark("map_other_host", host));
    CPLSetXMLValue(CPLGetXMLNode(description.get(), "=GDAL_WMTS"), capabilities_element, kept.c_str());
    return text_of(description.get());
}

}

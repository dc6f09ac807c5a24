#include "data/import/columns.h"

#include "data/error.h"
#include "geo/crs/coordinate_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

namespace data {
namespace {

constexpr unsigned bit(ImportKind kind)
{
    return 1u << unsigned(kind);
}
constexpr unsigned grids = bit(ImportKind::grids), cameras = bit(ImportKind::cameras),
                   incidents = bit(ImportKind::incidents), places = bit(ImportKind::places),
                   buildings = bit(ImportKind::buildings), units = bit(ImportKind::units), any = ~0u & ~units;

/// One line a field: its names, best first, separated by "|", written as plain_name() leaves them.
struct FieldNames {
    unsigned kinds;
    const char* field;
    const char* names;
};

constexpr FieldNames table[] = {
    {any, "lon", "lon|longitude|lng|long|经度|lonwgs84|wgs84lon|geomx|xcoord|xcoordinate|pointx|x|x(东)|y(东)|x坐标|经度坐标|东经|横坐标|坐标x|lonx|centroidx|centerx"},
    {any, "lat", "lat|latitude|纬度|latwgs84|wgs84lat|geomy|ycoord|ycoordinate|pointy|y|x(北)|y(北)|y坐标|纬度坐标|北纬|纵坐标|坐标y|laty|centroidy|centery"},
    {any, "wkt", "wkt|geomwkt|geometry|geom|thegeom|shape|multipolygon|polygon|几何|position|coordinates|latlon|latlng|lonlat|lnglat|gps|坐标|经纬度|位置坐标|"
     "地理坐标|点位坐标|经纬度坐标|coord|coords|latlong|geopoint|geopoint2d|point|wkb|wkbgeometry|geomwkb|geometrywkt|geowkt"},

    {grids, "code",
     "code|gridcode|网格编码|网格代码|areacode|adcode|geoid|geocode|代码|编码|编号|区划代码|areanumbe|areakey|areanum|"
     "gbcode|id"},
    {grids, "name", "name|gridname|网格名称|areaname|名称|名字|community|prineigh|district|label|nam|name1|title"},
    {grids, "level", "level|层级|级别"},
    {grids, "parent_code", "parentcode|parentid|parent|上级代码|上级编码|父级编码|所属代码"},
    {grids, "parent_name", "parentname|上级名称|所属"},
    {grids, "kind", "kind|gridkind|网格类型|类型"},
    {grids, "households", "households|househlds|hh|户数|总户数|家庭户数"},
    {grids, "residents", "residents|population|pop|人口|常住人口|总人口|人口数"},
    {grids, "unit", "unit|responsibleunit|责任单位|管理单位"},
    {grids, "valid_from", "validfrom|生效日期|启用日期|启用时间"},
    {grids, "valid_to", "validto|失效日期|停用日期|停用时间"},
    {grids, "remark", "remark|remarks|备注|说明"},

    {cameras, "number", "number|shortnumber|编号|序号"},
    {cameras, "code",
     "code|gbcode|国标编码|国标编号|设备编码|deviceid|cctvid|cameraid|编码|id|osmid|channelid|通道编码"},
    {cameras, "name", "name|cameraname|名称|点位名称|摄像机名称|设备名称|通道名称|title|description"},
    {cameras, "address",
     "address|locationdescription|地址|安装地址|点位地址|位置|street|crossstreet|neighborhood|county"},
    {cameras, "owner", "owner|operator|所属单位|权属单位|建设单位|owneragency"},
    {cameras, "point_class", "pointclass|点位类型|点位类别|监控点位类型"},
    {cameras, "height_m", "heightm|height|高度|安装高度"},
    {cameras, "azimuth_deg",
     "azimuthdeg|azimuth|headingdeg|heading|bearing|方位角|方位|朝向|cameradirection|direction|dir|方向|监视方位|安装方位"},
    {cameras, "hfov_deg", "hfovdeg|hfov|fov|cameraangle|水平视场角|视场角"},
    {cameras, "vfov_deg", "vfovdeg|vfov|垂直视场角"},
    {cameras, "tilt_deg", "tiltdeg|tilt|俯仰角|俯角"},
    {cameras, "range_m", "rangem|range|maxdistance|可视距离|最大可视距离"},
    {cameras, "kind", "kind|cameratype|cameramodel|摄像机类型|设备类型|类型|type"},
    {cameras, "indoor", "indoor|surveillance|室内外|安装位置类型"},
    {cameras, "has_light", "haslight|light|补光|补光属性"},
    {cameras, "resolution", "resolution|分辨率"},
    {cameras, "codec", "codec|encoding|编码格式|视频编码"},
    {cameras, "main_url",
     "mainurl|rtsp|rtspurl|主码流|主码流地址|streamurl|streamingurl|streamingvideourl|videourl|stream|视频地址|流地址|hls|hlsurl|m3u8|m3u8url|snapshoturl|imageurl|currentimageurl|url|contactwebcam"},
    {cameras, "sub_url", "suburl|子码流|子码流地址|辅码流"},
    {cameras, "credential", "credential"},
    {cameras, "storage_days", "storagedays|storagedys|保存天数|存储天数|录像保存天数"},
    {cameras, "installed_on", "installedon|installed|安装时间|安装日期|建设时间"},
    {cameras, "maintained_by", "maintainedby|maintained|维护单位|运维单位"},
    {cameras, "status", "status|设备状态|状态"},

    {incidents, "number",
     // No counter of rows: the next file counts from 1 again, and would overwrite other incidents.
     "number|ticketid|incidentid|incidentnumber|casenumber|caseid|caseno|caseenquiryid|eventid|eventnumber|requestid|servicerequestid|servicerequestnumber|srnumber|reportid|reportnumber|"
     "uniquekey|uniqueid|uid|工单号|工单编号|事件编号|案件编号|案件号|诉求编号|受理编号|流水号|编号|id"},
    {incidents, "class",
     "class|classcode|事件类别|事件类型|案件类别|案件类型|问题类型|问题类别|事项类别|类别|类型|primarytype|issuetype|complainttype|offensetype|offense|offensedescription|crimetype|calltype|requesttype|category|type|"
     "servicename|小类|大类|一级分类|二级分类|诉求类型"},
    {incidents, "title", "incidentname|title|casetitle|事件名称|事件标题|诉求标题|案件标题|标题|主题|descriptor|issuetype|primarytype|servicename|description|诉求内容|事件描述|问题描述|名称|name"},
    {incidents, "severity", "severity|严重程度|等级|priority|优先级"},
    {incidents, "source", "source|来源|事件来源|受理渠道|来电渠道|渠道"},
    {incidents, "place", "place|address|fulladdress|streetaddress|incidentaddress|locationaddress|地址|地点|事发地址|事发地点|案发地点|发生地点|诉求地址|location|block|address1"},
    {incidents, "reported",
     "reported|reportedat|reporteddate|datereported|上报时间|上报日期|发生时间|发生日期|受理时间|来电时间|诉求时间|接报时间|报案时间|登记时间|创建时间|创建日期|提交时间|ticketcreateddatetime|created|createdat|createdon|"
     "createddate|createddatetime|createtime|requesteddatetime|requestdate|submitted|submittedon|opened|openedat|opendate|opendt|dateopened|calldatetime|incidentdate|incidentdatetime|occurredon|occurredat|dateoccurred|"
     "datesingle|started|date|datetime|时间|日期|timestamp"},
    {incidents, "due", "due|duedate|slatargetdt|targetdate|截止时间|截止日期|处置期限|办理期限|办结时限"},
    {incidents, "closed", "closed|closedat|closedon|closeddate|closeddatetime|closedt|closeddt|closedate|dateclosed|ticketcloseddatetime|resolveddate|resolvedat|completeddate|completiondate|datecompleted|ended|办结时间|办结日期|结案时间|结案日期|关闭时间|完成时间|完成日期"},
    {incidents, "state", "status|ticketstatus|casestatus|requeststatus|状态|事件状态|办理状态|处理状态|处置状态|工单状态|案件状态|state"},

    {places | buildings, "kind", "kind|placekind|类别|类型|type"},
    {places | buildings, "name", "name|fullname|名称|地名|小区名称|楼栋名称|title|地址名称"},
    {places | buildings, "street", "street|addrstreet|streetname|stname|路名|道路|道路名称|街路名称|街路巷"},
    {places | buildings, "number", "number|housenumber|addrhousenumber|houseno|门牌号|门牌|编号"},
    {places | buildings, "pole", "pole|poleid|poleno|polenumber|杆号|灯杆号|灯杆编号|电杆号|杆塔编号"},
    {places | buildings, "ref", "ref"},
    {places | buildings, "name_zh", "namezh|chinesename|中文名|中文名称"},
    {places | buildings, "name_en", "nameen|englishname|英文名|英文名称"},
    {places | buildings, "other_names", "othernames|altname|alias|别名|曾用名"},
    {places | buildings, "width_m", "widthm|width|宽度|路宽"},
    {places | buildings, "height_m", "heightm|height|高度|楼高|buildingheight"},
    {places | buildings, "households", "households|buildingflats|flats|units|户数|总户数"},
    {places | buildings, "floors", "floors|buildinglevels|levels|storeys|stories|numfloors|层数|楼层|楼层数|地上层数"},

    {units, "name", "name|unit|unitname|名称|单位|单位名称|责任单位|部门|机构名称|title"},
    {units, "duty_phone", "dutyphone|phone|telephone|tel|值班电话|联系电话|电话|座机|值守电话"},
    {units, "remark", "remark|remarks|备注|说明"},
};

/// Names of the codes, names and parents' codes by level (Taiwan's and the mainland's usual ones).
struct LevelNames {
    Level level;
    const char* code;
    const char* name;
};
constexpr LevelNames level_table[] = {
    {Level::province, "provincecode|省代码", "provincename|省"},
    {Level::city, "citycode|市代码", "cityname|市"},
    {Level::district, "countycode|districtcode|区县代码|区代码|county", "countyname|districtname|区县名称|区县|区"},
    {Level::street, "towncode|streetcode|街道代码|街道编码|乡镇代码|township",
     "townname|streetname|街道名称|街道|乡镇"},
    {Level::community, "villcode|communitycode|社区代码|社区编码|村代码", "villname|communityname|社区名称|社区|村"},
    {Level::grid, "gridcode|网格编码|网格代码", "gridname|网格名称|网格"},
};

std::string plain_name(std::string_view wide)
{
    const std::string name = geo::half_width(wide);
    std::string plain;
    for (const char c : name)
        if (c != ' ' && c != '_' && c != '-' && c != ':' && c != '.' && c != '\t')
            plain += char(std::tolower(static_cast<unsigned char>(c)));
    if (plain.starts_with("\xef\xbb\xbf"))
        plain.erase(0, 3);
    return plain;
}

/// Without what stands in brackets: units and remarks, "安装高度(m)", "点位名称（必填）". Empty: there are none.
std::string without_brackets(std::string_view plain)
{
    std::string rest;
    int open = 0;
    for (const char c : plain) {
        open += c == '(' || c == '[';
        if (open == 0)
            rest += c;
        open -= open > 0 && (c == ')' || c == ']');
    }
    std::erase(rest, '*'); // of fields that must be filled in
    return rest == plain ? std::string() : rest;
}

/// Of "geo.lat", an object in an object of a JSON list, "lat"; empty: it is no such name.
std::string last_part(std::string_view column)
{
    const std::size_t dot = column.rfind('.');
    return dot == std::string_view::npos || dot == 0 || dot + 1 == column.size() ? std::string() : plain_name(column.substr(dot + 1));
}

/// What is left of a name that a fixed width cut inside a character, whose bytes are U+FFFD; empty: it was not, or says too little.
std::string_view cut_name(std::string_view plain)
{
    constexpr std::string_view replacement = "\xef\xbf\xbd";
    constexpr std::size_t least = 6; // two Chinese characters
    std::string_view rest = plain;
    while (rest.ends_with(replacement))
        rest.remove_suffix(replacement.size());
    return rest.size() < plain.size() && rest.size() >= least ? rest : std::string_view();
}

void append_names(std::vector<std::string>& to, std::string_view names)
{
    while (!names.empty()) {
        const auto bar = names.find('|');
        to.emplace_back(names.substr(0, bar));
        names = bar == std::string_view::npos ? std::string_view{} : names.substr(bar + 1);
    }
}

} // namespace

std::vector<std::string> field_names(ImportKind kind)
{
    std::vector<std::string> names;
    for (const FieldNames& row : table)
        if (row.kinds & bit(kind))
            names.emplace_back(row.field);
    return names;
}

std::vector<std::string> names_of_field(ImportKind kind, Level level, std::string_view field)
{
    std::vector<std::string> names;
    if (kind == ImportKind::grids) {
        for (const LevelNames& row : level_table)
            if (row.level == level && field == "code")
                append_names(names, row.code);
            else if (row.level == level && field == "name")
                append_names(names, row.name);
    }
    for (const FieldNames& row : table)
        if ((row.kinds & bit(kind)) && field == row.field)
            append_names(names, row.names);
    if (kind == ImportKind::grids && (field == "parent_code" || field == "parent_name"))
        for (int above = int(level) - 1; above >= 0; --above)
            for (const LevelNames& row : level_table)
                if (int(row.level) == above)
                    append_names(names, field == "parent_code" ? row.code : row.name);
    return names;
}

ColumnMap guess_columns(ImportKind kind, Level level, std::span<const std::string> columns,
                        std::span<const std::pair<std::string, std::string>> overrides)
{
    std::vector<std::string> plain, bare, inner;
    for (const std::string& column : columns) {
        plain.push_back(plain_name(column));
        bare.push_back(without_brackets(plain.back()));
        inner.push_back(last_part(column));
    }
    const auto find = [&](std::string_view name) {
        for (const auto* names : {&plain, &bare, &inner})
            if (const auto at = std::ranges::find(*names, name); at != names->end())
                return int(at - names->begin());
        const auto cut = std::ranges::find_if(plain, [&](const std::string& one) {
            const std::string_view rest = cut_name(one);
            return !rest.empty() && name.starts_with(rest);
        });
        return cut == plain.end() ? -1 : int(cut - plain.begin());
    };
    const std::vector<std::string> fields = field_names(kind);
    ColumnMap map;
    for (const auto& [field, column] : overrides) {
        if (std::ranges::find(fields, field) == fields.end())
            throw Error(geo::remark("no_field", field, import_kind_names[std::size_t(kind)], fmt::format("{}", fmt::join(fields, ", "))));
        const auto exact = std::ranges::find(columns, column);
        const int at = exact == columns.end() ? find(plain_name(column)) : int(exact - columns.begin());
        if (at < 0 && !column.empty())
            throw Error(geo::remark("no_column", column, fmt::format("{}", fmt::join(columns, ", "))));
        map[field] = at; // an empty column: take none, whatever the guess
    }
    for (const std::string& field : fields) {
        if (map.contains(field))
            continue;
        for (const std::string& name : names_of_field(kind, level, field))
            if (const int at = find(name); at >= 0) {
                map[field] = at;
                break;
            }
    }
    std::erase_if(map, [](const auto& entry) { return entry.second < 0; });
    // "state" beside a city or a zip code is a part of an address.
    if (const auto state = map.find("state"); kind == ImportKind::incidents && state != map.end() &&
                                              plain[std::size_t(state->second)] == "state" &&
                                              (find("city") >= 0 || find("zip") >= 0 || find("zipcode") >= 0))
        map.erase(state);
    // A code that is also the parent's code would make every area its own parent.
    if (const auto code = map.find("code"), parent = map.find("parent_code");
        code != map.end() && parent != map.end() && code->second == parent->second)
        map.erase(parent);
    if (const auto name = map.find("name"), parent = map.find("parent_name");
        name != map.end() && parent != map.end() && name->second == parent->second)
        map.erase(parent);
    return map;
}

} // namespace data

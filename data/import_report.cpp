#include "data/import.h"

#include <nlohmann/json.hpp>

namespace data {

std::string json_from(const ImportReport& report)
{
    using nlohmann::ordered_json;
    const auto rows = [](const std::vector<ImportRefusal>& refusals) {
        ordered_json list = ordered_json::array();
        for (const ImportRefusal& refusal : refusals)
            list.push_back({{"row", refusal.row}, {"reason", refusal.reason}});
        return list;
    };
    ordered_json mapping = ordered_json::object();
    for (const auto& [field, column] : report.mapping)
        mapping[field] = column;
    const ordered_json object{{"read", report.read},           {"imported", report.imported},
                              {"updated", report.updated},     {"unchanged", report.unchanged},
                              {"missing", report.missing},     {"repaired", report.repaired},
                              {"rejected", rows(report.rejected)}, {"seconds", report.seconds},
                              {"repairs", rows(report.repairs)},   {"layer", report.layer},
                              {"crs", report.crs},             {"mapping", mapping},
                              {"notes", report.notes}};
    return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}

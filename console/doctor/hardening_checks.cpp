// What the running program was built with against being taken over.

#include "console/doctor/doctor.h"
#include "console/doctor/elf_file.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

namespace console {

Finding check_hardening()
{
    std::ostringstream bytes;
    bytes << std::ifstream("/proc/self/exe", std::ios::binary).rdbuf();
    const Hardening found = hardening_of(bytes.str());
    const std::vector<std::string> missing = lacking(found);
    const auto word = [](bool is_there) { return std::string(is_there ? "yes" : "no"); };
    Finding finding{.words = {{"position_independent", word(found.is_position_independent)},
                              {"stack_not_executable", word(found.has_data_stack)},
                              {"relro", found.has_read_only_tables ? found.binds_at_start ? "full" : "partial" : "no"},
                              {"stack_protector", word(found.has_stack_protector)},
                              {"fortified", word(found.is_fortified)},
                              {"checked_containers", word(found.has_checked_containers)},
                              {"branch_targets", word(found.has_branch_targets)},
                              {"branch_targets_enforceable", word(found.is_marked_for_branch_targets)}}};
    if (missing.empty()) {
        finding.what = fmt::format("This program has what a release is built with: PIE, full RELRO, stack protector, FORTIFY, checked containers, branch targets{}.",
                                   found.is_marked_for_branch_targets ? "" : " (this system's start files have none, so nobody enforces them)");
        return finding;
    }
    finding.health = Health::advice;
    finding.what = fmt::format("This program was built without {}.", fmt::join(missing, ", "));
    finding.advice = "Use the package, or a build of the preset \"release\".";
    return finding;
}

}

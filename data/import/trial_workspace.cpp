#include "data/import/trial_workspace.h"

#include "data/error.h"

#include <cstdlib>
#include <string>
#include <system_error>

namespace data {

namespace fs = std::filesystem;

TrialWorkspace::TrialWorkspace()
{
    std::string pattern = (fs::temp_directory_path() / "gridwatch-XXXXXX").string();
    if (!mkdtemp(pattern.data()))
        throw Error(geo::remark("no_temporary", fs::temp_directory_path().string()));
    folder_ = pattern;
    try {
        store_.emplace(Store::create(folder_ / "trial.sqlite"));
    } catch (...) {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
        throw;
    }
}

TrialWorkspace::~TrialWorkspace()
{
    store_.reset(); // its files go when it is closed
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

}

#include "data/temporary_folder.h"

#include "data/error.h"

#include <cstdlib>
#include <system_error>

namespace data {

TemporaryFolder::TemporaryFolder(const std::string& what)
{
    const std::filesystem::path parent = std::filesystem::temp_directory_path();
    std::string pattern = (parent / ("gridwatch-" + what + "-XXXXXX")).string();
    if (!mkdtemp(pattern.data()))
        throw Error(geo::remark("no_temporary", parent.string()));
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}

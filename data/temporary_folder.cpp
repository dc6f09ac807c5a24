#include "data/temporary_folder.h"

#include "data/error.h"
#include "geo/error.h"
#include "geo/new_file.h"

namespace data {

TemporaryFolder::TemporaryFolder(const std::string& what)
{
    const std::filesystem::path parent = std::filesystem::temp_directory_path();
    try {
        never_placed_ = std::make_unique<geo::NewFile>(parent / what);
    } catch (const geo::Error&) {
        throw Error(geo::remark("no_temporary", parent.string()));
    }
    path_ = never_placed_->path().parent_path();
}

TemporaryFolder::~TemporaryFolder() = default;

}

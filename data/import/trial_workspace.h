#pragma once
// An empty workspace in the folder of temporary files, to try an import on where there is none yet. It goes with the object.

#include "data/store/store.h"

#include <filesystem>
#include <optional>

namespace data {

class TrialWorkspace {
public:
    /// Throws Error when no temporary folder can be made or the store refuses.
    TrialWorkspace();
    ~TrialWorkspace();
    TrialWorkspace(const TrialWorkspace&) = delete;
    TrialWorkspace& operator=(const TrialWorkspace&) = delete;
    Store& store() { return *store_; }

private:
    std::filesystem::path folder_;
    std::optional<Store> store_;
};

}

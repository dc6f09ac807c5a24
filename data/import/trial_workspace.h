#pragma once
// An empty workspace in the folder of temporary files, to try an import on where there is none yet. It goes with the object.

#include "data/store/store.h"
#include "data/temporary_folder.h"

namespace data {

class TrialWorkspace {
public:
    /// Throws Error when no temporary folder can be made or the store refuses.
    TrialWorkspace();
    Store& store() { return store_; }

private:
    TemporaryFolder folder_{"trial"};
    Store store_; // its files go when it is closed
};

}

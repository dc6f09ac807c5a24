#include "data/import/trial_workspace.h"

namespace data {

TrialWorkspace::TrialWorkspace() : store_(Store::create(folder_.path() / "trial.sqlite")) {}

}

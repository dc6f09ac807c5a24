#pragma once
// Writes a password into this person's own file of credentials, off the UI thread. UI thread.

#include "console/frame/services.h"
#include "console/services/answers.h"
#include "console/work/scheduler.h"

namespace console {

class CredentialService final : public CredentialKeeper {
public:
    CredentialService(Scheduler& scheduler, Answers& answers) : scheduler_(scheduler), answers_(answers) {}

    void set_credential(const std::string& name, const std::string& user, std::string password) override;

private:
    Scheduler& scheduler_;
    Answers& answers_;
    TaskHandle saving_;
};

}

#include "console/services/credential_service.h"

#include "data/store/pin.h"
#include "video/credentials/credential_file.h"
#include "video/error.h"

#include <memory>
#include <utility>

namespace console {

void CredentialService::set_credential(const std::string& name, const std::string& user, std::string password)
{
    const auto secret = std::make_shared<std::string>(std::move(password));
    saving_ = scheduler_.run(
        Queue::slow, "save_credential",
        [name, user, secret](const std::stop_token&, TaskProgress&) {
            std::optional<Fault> problem;
            try {
                const video::CredentialPlaces places = video::credential_places();
                video::SignIn sign_in;
                try {
                    sign_in = video::find_credential(places, name); // its certificate's fingerprint stays
                } catch (const video::Error&) {
                    sign_in = {};
                }
                if (!user.empty())
                    sign_in.user = user;
                sign_in.password = *secret;
                video::set_credential(places.own, false, name, sign_in);
                data::wipe(sign_in.password);
            } catch (const std::exception& error) {
                problem = Fault{error.what(), geo::remark("credential_not_saved")};
            }
            data::wipe(*secret);
            return problem;
        },
        [this, name](const std::optional<Fault>& problem) { answers_.credential(name, problem ? scheduler_.tell(*problem) : Said()); });
}

}

#include "console/commands/functions.h"

#include "data/records/condition.h"

#include <algorithm>

namespace console::credential_commands {
namespace {

/// The camera in hand that is refused, and names the credential that could be mended here.
const data::Camera* refused_camera(const data::World& world, const Session& session)
{
    for (const data::CameraId id : replay_commands::cameras_in_hand(session)) {
        const data::Camera* camera = world.cameras->find(id);
        const auto condition = world.conditions.find(id);
        if (camera && !camera->credential.empty() && condition != world.conditions.end() && condition->second.state == data::PictureState::refused)
            return camera;
    }
    return nullptr;
}

}

bool can_ask(const data::World& world, const Session& session) { return has_workspace(world, session) && !session.password && refused_camera(world, session); }

bool is_asked(const data::World&, const Session& session) { return session.password.has_value(); }

void ask(CommandContext& context, Arguments)
{
    if (const data::Camera* camera = refused_camera(context.world, context.session))
        context.session.password = PasswordForm{.camera = camera->id};
}

void save(CommandContext& context, Arguments arguments)
{
    const std::string name = text_argument(arguments, 0, "credential"), user = text_argument(arguments, 1, "user");
    std::string password = rest_argument(arguments, 2);
    if (name.empty() || password.empty())
        throw Error(geo::remark("message.no_password"));
    if (context.session.password)
        context.session.password->is_saving = true;
    context.services.records.log("credential_set", "credential " + name, "");
    context.services.credentials.set_credential(name, user == "-" ? std::string() : user, std::move(password));
}

void cancel(CommandContext& context, Arguments) { context.session.password.reset(); }

}

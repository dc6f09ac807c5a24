#pragma once
// Who is signed on at this seat: opens with the form or an account of the system's login, checks PINs off the UI thread, slows wrong
// ones down, locks the controls after a set time, and writes all of that to the session log. UI thread.

#include "console/frame/services.h"
#include "console/seat/session.h"
#include "console/services/store_service.h"
#include "console/work/clock.h"

#include <functional>
#include <string>

namespace console {

struct SeatEvents {
    std::function<void(std::string kind, std::string subject, std::string detail)> log; // as the actor of the moment
};

class SeatService final : public SeatKeeper {
public:
    SeatService(StoreService& store, const AppClock& clock, Session& session, SeatEvents events);

    /// 0: never.
    void set_lock_after(std::chrono::minutes limit) { lock_after_ = limit; }
    /// Of a workspace that was opened just now, before its fact arrives.
    void open(const data::WorkspaceLoaded& loaded);
    void close();
    /// Once a frame: locks where nobody touched the seat for long, asks where PINs were set meanwhile.
    void follow(const data::World& world);
    void sign_on(data::AccountId account, std::string pin) override;
    void lock_seat(const std::string& why) override;

private:
    void take_over(data::AccountId account, const std::string& how);
    /// What the workspace knows of a PIN that was typed; `wrong`: how many were, before this one.
    void answer(data::AccountId account, bool is_right, int wrong);
    void refuse(data::AccountId account, int wrong);
    void slow_down(data::AccountId account, int wrong);
    const data::Account* find(data::AccountId account) const { return world_.accounts->find(account); }

    StoreService& store_;
    const AppClock& clock_;
    Session& session_;
    SeatEvents events_;
    std::chrono::minutes lock_after_{15};
    TaskHandle checking_;
    data::World world_; // accounts and posts alone
    std::string login_; // of the system, of whoever runs this program
};

}

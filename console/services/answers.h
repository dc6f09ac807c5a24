#pragma once
// How what services have to say reaches the operator: the one place where an answer enters the session. Each answer belongs to a wish
// that a command noted there; one that nobody waits for any more is dropped. (Who has the controls is seat_service's, what outlives a
// restart session_file's.) UI thread.

#include "console/seat/session.h"
#include "console/work/clock.h"
#include "console/work/log_file.h"

#include <memory>
#include <string>

namespace console {

class Answers {
public:
    Answers(Session& session, const AppClock& clock, const Texts& text, LogFile& log_file)
        : session_(session), clock_(clock), text_(text), log_file_(log_file)
    {
    }

    /// A line for the operator, in the program's log as well.
    void message(Said words, bool is_fault);
    /// A row of the session log, in the program's log: what an operator typed or looked for stays in the workspace.
    void note(const data::LogWords& row);
    void older_workspace(const std::string& path, const data::UpgradePlan& plan);
    void upgraded(const data::UpgradePlan& plan);
    /// Of a file whose content does not tell what it is.
    void ask(ImportQuestion question);
    void previewed(data::ImportPreview preview);
    /// The map handed it over: it is being written.
    void sheet_taken(std::uint64_t serial);
    /// It cannot be opened, or is none any more.
    void draft_gone(const std::string& name);
    void diary(data::CameraId camera, std::shared_ptr<const video::Diary> diary);
    /// `problem` empty: it was saved.
    void credential(const std::string& name, const Said& problem);

    /// What services may read of it.
    const Session& session() const { return session_; }

private:
    Session& session_;
    const AppClock& clock_;
    const Texts& text_;
    LogFile& log_file_;
};

}

#include "console/services/answers.h"

#include <fmt/format.h>

#include <utility>

namespace console {

void Answers::message(Said words, bool is_fault)
{
    const std::string english = words_of(text_, words, Language::en);
    if (is_fault)
        log_file_.fault(english);
    else
        log_file_.info(english);
    session_.messages.push_back({clock_.now(), std::move(words), is_fault});
}

void Answers::note(const data::LogWords& row)
{
    if (row.kind != "search")
        log_file_.info(fmt::format("{}: {}{}{}", row.kind, row.subject, row.detail.empty() ? "" : "; ", row.detail));
}

void Answers::older_workspace(const std::string& path, const data::UpgradePlan& plan)
{
    session_.upgrade = UpgradeQuestion{path, plan};
    log_file_.info(fmt::format("older workspace {}: schema {}, this program has {}", path, plan.from, plan.to));
}

void Answers::upgraded(const data::UpgradePlan& plan)
{
    for (const data::UpgradeStep& step : plan.steps)
        log_file_.info(fmt::format("schema {}: {}", step.number, step.changes));
    message(said("start.upgraded", plan.from, plan.to, plan.copy.string()), false);
    for (const std::string& key : plan.kept)
        message(said("start.upgrade_kept", key), true);
}

void Answers::ask(ImportQuestion question) { session_.import_questions.push_back(std::move(question)); }

void Answers::previewed(data::ImportPreview preview)
{
    if (!session_.import_desk || session_.import_desk->job.source != preview.job.source)
        return;
    ImportDesk& desk = *session_.import_desk;
    desk.job.kind = preview.job.kind, desk.job.level = preview.job.level;
    desk.is_looking = preview.is_first_look;
    // A first look has less to show than the one it follows: what stands there stays where it is until the whole answer comes.
    const bool is_same = desk.preview && desk.preview->job.kind == preview.job.kind && desk.preview->job.layer == preview.job.layer;
    if (preview.is_first_look && is_same)
        return;
    desk.preview = std::make_shared<const data::ImportPreview>(std::move(preview));
}

void Answers::sheet_taken(std::uint64_t serial)
{
    if (session_.map_export && session_.map_export->serial == serial)
        session_.map_export.reset();
}

void Answers::draft_gone(const std::string& name)
{
    if (session_.editor.draft == name)
        session_.editor = {};
}

void Answers::diary(data::CameraId camera, std::shared_ptr<const video::Diary> diary)
{
    if (session_.diary && session_.diary->camera == camera)
        session_.diary->diary = std::move(diary);
}

void Answers::credential(const std::string& name, const Said& problem)
{
    message(problem.empty() ? said("password.saved", name) : said("password.not_saved", name, problem), !problem.empty());
    if (!problem.empty() && session_.password)
        session_.password->is_saving = false;
    else
        session_.password.reset();
}

}

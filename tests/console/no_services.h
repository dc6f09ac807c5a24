#pragma once
// The commands' services that only note what is asked of them.

#include "console/frame/command.h"

namespace console {

struct NoServices : Services {
    std::vector<data::Change> changes;
    std::vector<data::LogWords> logged_with; // a change each, as `changes`
    std::vector<std::string> logged;         // kinds of rows without a change
    void change(data::Change change, data::LogWords log) override
    {
        changes.push_back(std::move(change));
        logged_with.push_back(std::move(log));
    }
    void log(std::string kind, std::string, std::string) override { logged.push_back(std::move(kind)); }
    void open_workspace(const std::string&) override {}
    void close_workspace() override {}
    void open_demo() override {}
    void import_files(const std::vector<std::string>&) override {}
    void import_as(const std::string&, const std::string&, const std::string&) override {}
    void cancel_imports() override {}
    void retry_camera(data::CameraId) override {}
    void take_screenshot(const std::string&) override {}
};

}

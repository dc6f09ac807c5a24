#pragma once
// The commands' services that only note what is asked of them.

#include "console/frame/command.h"

namespace console {

struct NoServices : Services {
    std::vector<data::Change> changes;
    void change(data::Change change) override { changes.push_back(std::move(change)); }
    void log(std::string, std::string, std::string) override {}
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

#pragma once
// A folder of its own for each test, removed afterwards.

#include <cstdlib>
#include <filesystem>
#include <string>

struct FreshFolder {
    std::filesystem::path path;

    FreshFolder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "gridwatch-test-XXXXXX").string();
        path = mkdtemp(name.data());
    }
    ~FreshFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    FreshFolder(const FreshFolder&) = delete;
    FreshFolder& operator=(const FreshFolder&) = delete;
    std::filesystem::path operator/(const std::string& name) const { return path / name; }
};

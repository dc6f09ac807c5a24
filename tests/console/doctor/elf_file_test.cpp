// What a program was built with is read from its file: from the console that was built, and from pieces of it.

#include "console/doctor/elf_file.h"

#include "console/error.h"
#include "tests/console/console_run.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <elf.h>

#include <cstring>
#include <fstream>
#include <sstream>

namespace console {
namespace {

using testing::IsEmpty;

std::string bytes_of(const std::string& path)
{
    std::ostringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    return bytes.str();
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(_GLIBCXX_ASSERTIONS)
constexpr bool is_release = false;
#else
constexpr bool is_release = true;
#endif

TEST(ElfFile, TheReleaseIsHardened)
{
    if (!is_release)
        GTEST_SKIP() << "a build for finding faults is not built as a release is";
    const Hardening found = hardening_of(bytes_of(BINARY_DIR "/gridwatch"));
    EXPECT_THAT(lacking(found), IsEmpty());
    ConsoleRun run;
    const auto told = run.gridwatch({"doctor", "--json"});
    ASSERT_EQ(told.status, 0) << told.errors;
    for (const auto& row : nlohmann::json::parse(told.output).at("findings"))
        if (row.at("name") == "hardening") {
            EXPECT_EQ(row.at("health"), "good") << row;
            EXPECT_EQ(row.at("relro"), "full");
            for (const char* key : {"position_independent", "stack_not_executable", "stack_protector", "fortified", "checked_containers", "branch_targets"})
                EXPECT_EQ(row.at(key), "yes") << key;
        }
}

TEST(ElfFile, WhatIsMissingIsSaid)
{
    std::string program = bytes_of(BINARY_DIR "/gridwatch");
    Elf64_Ehdr head;
    std::memcpy(&head, program.data(), sizeof head);
    // The stack is made executable, the read-only part taken away, and the names of what is imported are others.
    for (std::size_t i = 0; i < head.e_phnum; ++i) {
        Elf64_Phdr segment;
        char* const at = program.data() + head.e_phoff + i * head.e_phentsize;
        std::memcpy(&segment, at, sizeof segment);
        if (segment.p_type == PT_GNU_STACK)
            segment.p_flags |= PF_X;
        if (segment.p_type == PT_GNU_RELRO)
            segment.p_type = PT_NULL;
        std::memcpy(at, &segment, sizeof segment);
    }
    for (const char* name : {"__stack_chk_fail", "__snprintf_chk", "__glibcxx_assert_fail"})
        for (std::size_t at = program.find(name); at != std::string::npos; at = program.find(name, at))
            program[at + 1] = '?';
    const Hardening found = hardening_of(program);
    EXPECT_FALSE(found.has_data_stack || found.has_read_only_tables || found.has_stack_protector || found.is_fortified || found.has_checked_containers);
    EXPECT_GE(lacking(found).size(), 5u);
}

TEST(ElfFile, WhatIsNoProgramIsRefused)
{
    const std::string program = bytes_of(BINARY_DIR "/gridwatch");
    EXPECT_THROW(hardening_of(""), Error);
    EXPECT_THROW(hardening_of("#!/bin/sh\n"), Error);
    EXPECT_THROW(hardening_of(std::string(4096, 'x')), Error);
    for (const std::size_t size : {std::size_t{63}, std::size_t{100}, program.size() / 2})
        EXPECT_THROW(hardening_of(std::string_view(program).substr(0, size)), Error) << size;
}

}
}

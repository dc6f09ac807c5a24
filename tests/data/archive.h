#pragma once
// Zip archives for tests: members stored as they are (APPNOTE.TXT 6.3, method 0), names in UTF-8.

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

inline void write_zip(const std::filesystem::path& to, const std::vector<std::pair<std::string, std::filesystem::path>>& members)
{
    const auto number = [](std::string& out, std::uint32_t value, int bytes) {
        for (int i = 0; i < bytes; ++i)
            out += static_cast<char>(value >> (8 * i));
    };
    const auto crc32 = [](const std::string& bytes) {
        std::uint32_t crc = ~0u;
        for (const char c : bytes) {
            crc ^= static_cast<unsigned char>(c);
            for (int bit = 0; bit < 8; ++bit)
                crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
        }
        return ~crc;
    };
    std::string body, directory;
    for (const auto& [name, path] : members) {
        std::ifstream in(path, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        std::string common; // version 2.0, flags: UTF-8 names, method 0, 1 January 1980
        number(common, 20, 2), number(common, 0x800, 2), number(common, 0, 2), number(common, 0, 2), number(common, 0x21, 2);
        number(common, crc32(bytes), 4);
        for (int i = 0; i < 2; ++i)
            number(common, static_cast<std::uint32_t>(bytes.size()), 4);
        number(common, static_cast<std::uint32_t>(name.size()), 2), number(common, 0, 2);
        directory += "PK\x01\x02";
        number(directory, 20, 2);
        directory += common;
        number(directory, 0, 2), number(directory, 0, 2), number(directory, 0, 2), number(directory, 0, 4);
        number(directory, static_cast<std::uint32_t>(body.size()), 4);
        directory += name;
        body += "PK\x03\x04" + common + name + bytes;
    }
    std::string end = "PK\x05\x06";
    number(end, 0, 4), number(end, static_cast<std::uint32_t>(members.size()), 2), number(end, static_cast<std::uint32_t>(members.size()), 2);
    number(end, static_cast<std::uint32_t>(directory.size()), 4), number(end, static_cast<std::uint32_t>(body.size()), 4), number(end, 0, 2);
    std::ofstream(to, std::ios::binary) << body << directory << end;
}

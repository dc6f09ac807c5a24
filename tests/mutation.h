#pragma once
// Feeds a reader the lines of a corpus and mutations of them. Always the same ones, 2,000 unless told; with FUZZ_SECONDS
// (`./dev fuzz`) new ones for so long.

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace mutation {

inline std::vector<std::string> lines_of(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

inline std::string mutated(const std::vector<std::string>& corpus, std::mt19937& random)
{
    const auto any = [&](std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random); };
    std::string text = corpus[any(corpus.size())];
    for (std::size_t step = any(4) + 1; step > 0; --step) {
        const std::size_t at = any(text.size() + 1);
        switch (any(5)) {
        case 0:
            text.insert(at, 1, char(any(256)));
            break;
        case 1:
            if (at < text.size())
                text[at] = char(any(256));
            break;
        case 2:
            text.erase(at, any(4) + 1);
            break;
        case 3: { // a piece of another line
            const std::string& other = corpus[any(corpus.size())];
            const std::size_t from = any(other.size() + 1);
            text.insert(at, other.substr(from, any(12)));
            break;
        }
        default: // digits make the most trouble
            text.insert(at, 1, "0123456789.,-+eE:/ "[any(19)]);
            break;
        }
    }
    return text;
}

/// `check` must not throw and may use EXPECT_….
inline void feed(const std::string& corpus_file, const std::function<void(const std::string&)>& check, std::size_t most = 2000)
{
    const std::vector<std::string> corpus = lines_of(corpus_file);
    ASSERT_FALSE(corpus.empty()) << corpus_file;
    for (const std::string& line : corpus)
        check(line);
    const char* seconds = std::getenv("FUZZ_SECONDS");
    std::mt19937 random(seconds ? std::random_device()() : 1u);
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds ? std::atoi(seconds) : 0);
    for (std::size_t i = 0; seconds ? std::chrono::steady_clock::now() < end : i < most; ++i) {
        const std::string text = mutated(corpus, random);
        check(text);
        if (testing::Test::HasFailure()) {
            ADD_FAILURE() << "input: " << testing::PrintToString(text);
            return;
        }
    }
}

} // namespace mutation

// A type's name stands once in its namespace. Two of one name compile and link, and the program takes either's members for the other's
// (the One Definition Rule asks for no diagnostic).

#include "tests/rules/tree.h"

#include <gmock/gmock.h>

#include <map>
#include <set>

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Place {
    std::string file;
    int line = 0;
};

using Definitions = std::map<std::string, std::vector<Place>>;

/// Adds the types of external linkage that this text defines at the level of a namespace. Types inside of types are theirs, and those of an
/// unnamed namespace the file's; what follows one is passed over until the next namespace.
void add_types(const std::vector<std::string>& lines, const std::string& file, Definitions& types)
{
    static const std::regex opens(R"(^(?:inline )?namespace ([\w:]*)\s*\{)");
    static const std::regex defines(R"(^(?:struct|class|union|enum(?: class| struct)?)\s+(?:\[\[[\w:]+\]\]\s+)?(\w+(?:::\w+)*)(?:\s+final)?\s*(?::[^;]*)?\{)");
    std::string space;
    bool is_unnamed = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::smatch found;
        if (std::regex_search(lines[i], found, opens)) {
            space = found[1].str().empty() ? space : found[1].str();
            is_unnamed = found[1].str().empty();
        } else if (!is_unnamed && std::regex_search(lines[i], found, defines)) {
            types[space + "::" + found[1].str()].push_back({file, static_cast<int>(i) + 1});
        }
    }
}

/// Only those defined more than once.
std::vector<std::string> doubled(const Definitions& types)
{
    std::vector<std::string> found;
    for (const auto& [name, places] : types) {
        if (places.size() < 2)
            continue;
        std::string words = name;
        for (const Place& place : places)
            words += " " + place.file + ":" + std::to_string(place.line);
        found.push_back(std::move(words));
    }
    return found;
}

TEST(Names, the_search_knows_two_of_one_name)
{
    Definitions types;
    add_types({"namespace a {", "struct Row {", "    struct Inner { };", "};", "enum class Kind { x };", "struct Row::Impl {", "};", "}"}, "one.h", types);
    add_types({"namespace a {", "struct Row final : Base {", "struct Later;", "}", "namespace b {", "struct Kind { };", "}"}, "two.h", types);
    add_types({"namespace {", "struct Row { };", "}"}, "three.cpp", types);
    EXPECT_THAT(doubled(types), ElementsAre("a::Row one.h:2 two.h:2"));
}

TEST(Names, each_type_is_defined_once)
{
    Definitions types;
    for (const std::string& file : tree::sources())
        add_types(tree::lines(file), file, types);
    ASSERT_GT(types.size(), 500U) << "the search finds the project's types";
    EXPECT_THAT(doubled(types), IsEmpty()) << "give one of them the name of what it is";
}

}

#include "console/doctor/elf_file.h"

#include "console/error.h"

#include <elf.h>

#include <algorithm>
#include <cstring>
#include <set>

namespace console {
namespace {

[[noreturn]] void no_program() { throw Error("This is no program of 64 bits, or it is cut short."); }

class ElfFile {
public:
    explicit ElfFile(std::string_view bytes) : bytes_(bytes), head_(at<Elf64_Ehdr>(0))
    {
        if (std::memcmp(head_.e_ident, ELFMAG, SELFMAG) != 0 || head_.e_ident[EI_CLASS] != ELFCLASS64 || head_.e_ident[EI_DATA] != ELFDATA2LSB)
            no_program();
    }

    const Elf64_Ehdr& head() const { return head_; }

    template <class Each> void each_segment(Each each) const
    {
        for (std::size_t i = 0; i < head_.e_phnum; ++i)
            each(at<Elf64_Phdr>(head_.e_phoff + i * head_.e_phentsize));
    }
    template <class Each> void each_section(Each each) const
    {
        for (std::size_t i = 0; i < head_.e_shnum; ++i)
            each(section(i));
    }
    Elf64_Shdr section(std::size_t index) const { return at<Elf64_Shdr>(head_.e_shoff + index * head_.e_shentsize); }
    std::string_view part(std::uint64_t offset, std::uint64_t size) const
    {
        if (offset > bytes_.size() || size > bytes_.size() - offset)
            no_program();
        return bytes_.substr(offset, size);
    }
    template <class Value> Value at(std::uint64_t offset) const
    {
        Value value;
        std::memcpy(&value, part(offset, sizeof value).data(), sizeof value);
        return value;
    }

private:
    std::string_view bytes_;
    Elf64_Ehdr head_;
};

void read_dynamic(const ElfFile& file, const Elf64_Phdr& segment, Hardening& found)
{
    for (std::uint64_t at = 0; at + sizeof(Elf64_Dyn) <= segment.p_filesz; at += sizeof(Elf64_Dyn)) {
        const auto entry = file.at<Elf64_Dyn>(segment.p_offset + at);
        if (entry.d_tag == DT_NULL)
            return;
        const bool is_now = entry.d_tag == DT_BIND_NOW || (entry.d_tag == DT_FLAGS && (entry.d_un.d_val & DF_BIND_NOW)) ||
                            (entry.d_tag == DT_FLAGS_1 && (entry.d_un.d_val & DF_1_NOW));
        found.binds_at_start = found.binds_at_start || is_now;
        found.is_position_independent = found.is_position_independent || (entry.d_tag == DT_FLAGS_1 && (entry.d_un.d_val & DF_1_PIE));
    }
}

/// The System V ABI's note for x86: properties of four bytes each, padded to eight.
void read_properties(std::string_view note, Hardening& found)
{
    constexpr std::size_t head = 16; // sizes, type, "GNU"
    constexpr std::uint32_t x86_feature_1 = 0xc0000002, branch_targets = 1;
    for (std::size_t at = head; at + 12 <= note.size();) {
        std::uint32_t type = 0, size = 0, value = 0;
        std::memcpy(&type, note.data() + at, 4);
        std::memcpy(&size, note.data() + at + 4, 4);
        std::memcpy(&value, note.data() + at + 8, 4);
        if (type == x86_feature_1 && size == 4)
            found.is_marked_for_branch_targets = (value & branch_targets) != 0;
        at += 8 + (std::size_t{size} + 7) / 8 * 8;
    }
}

/// More often than in the start files and in the few libraries that are part of the program: those are Debian's, hardened in any case (a build
/// without has 4 landings and 473 looks at the canary, one with has 31,489 and 9,880).
bool is_everywhere(std::string_view bytes, std::string_view code)
{
    constexpr int many = 2000;
    int count = 0;
    for (std::size_t at = code.find(bytes); at != std::string_view::npos && count < many; at = code.find(bytes, at + bytes.size()))
        ++count;
    return count >= many;
}

void read_code(std::string_view code, Hardening& found)
{
    constexpr std::string_view landing{"\xf3\x0f\x1e\xfa", 4};     // endbr64: where an indirect call may land
    constexpr std::string_view canary{"\x25\x28\x00\x00\x00", 5};   // …, %fs:0x28: the frame's canary is fetched or compared
    found.has_branch_targets = found.has_branch_targets || is_everywhere(landing, code);
    found.has_stack_protector = found.has_stack_protector || is_everywhere(canary, code); // unless nothing is called when it fails: read_imports()
}

void read_imports(const ElfFile& file, const Elf64_Shdr& symbols, Hardening& found)
{
    const Elf64_Shdr names = file.section(symbols.sh_link);
    const std::string_view texts = file.part(names.sh_offset, names.sh_size);
    std::set<std::string_view> imports;
    for (std::uint64_t at = 0; at + sizeof(Elf64_Sym) <= symbols.sh_size; at += sizeof(Elf64_Sym)) {
        const auto symbol = file.at<Elf64_Sym>(symbols.sh_offset + at);
        if (symbol.st_shndx == SHN_UNDEF && symbol.st_name < texts.size())
            imports.insert(texts.substr(symbol.st_name, texts.find('\0', symbol.st_name) - symbol.st_name));
    }
    found.has_stack_protector = found.has_stack_protector && imports.contains("__stack_chk_fail");
    // Ours writes so into buffers in several places; one that is not checked would have the plain name.
    found.is_fortified = imports.contains("__snprintf_chk") && !imports.contains("snprintf");
    found.has_checked_containers =
        std::ranges::any_of(imports, [](std::string_view name) { return name.find("__glibcxx_assert_fail") != std::string_view::npos; });
}

}

Hardening hardening_of(std::string_view bytes)
{
    const ElfFile file(bytes);
    Hardening found;
    file.each_segment([&](const Elf64_Phdr& segment) {
        if (segment.p_type == PT_GNU_STACK)
            found.has_data_stack = !(segment.p_flags & PF_X);
        if (segment.p_type == PT_GNU_RELRO)
            found.has_read_only_tables = true;
        if (segment.p_type == PT_DYNAMIC)
            read_dynamic(file, segment, found);
        if (segment.p_type == PT_GNU_PROPERTY)
            read_properties(file.part(segment.p_offset, segment.p_filesz), found);
        if (segment.p_type == PT_LOAD && (segment.p_flags & PF_X))
            read_code(file.part(segment.p_offset, segment.p_filesz), found);
    });
    file.each_section([&](const Elf64_Shdr& section) {
        if (section.sh_type == SHT_DYNSYM)
            read_imports(file, section, found);
    });
    found.is_position_independent = found.is_position_independent && file.head().e_type == ET_DYN;
    return found;
}

std::vector<std::string> lacking(const Hardening& hardening)
{
    const struct {
        bool is_there;
        const char* name;
    } all[] = {{hardening.is_position_independent, "a place of its own at each start (PIE)"},
               {hardening.has_data_stack, "a stack that cannot be run"},
               {hardening.has_read_only_tables && hardening.binds_at_start, "read-only tables of calls (full RELRO)"},
               {hardening.has_stack_protector, "the stack protector"},
               {hardening.is_fortified, "checked copies (FORTIFY)"},
               {hardening.has_checked_containers, "checked containers (_GLIBCXX_ASSERTIONS)"},
               {hardening.has_branch_targets, "marked branch targets (CET)"}};
    std::vector<std::string> names;
    for (const auto& one : all)
        if (!one.is_there)
            names.emplace_back(one.name);
    return names;
}

}

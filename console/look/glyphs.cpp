#include "console/look/glyphs.h"

#include "console/look/glyph_page.h"
#include "console/look/private_characters.h"
#include "embedded/embedded_texts.h"

#include <epoxy/gl.h>
#include <imgui.h>

#include <bitset>
#include <cstring>
#include <vector>

namespace console {
namespace {

/// Strings of one frame: given out by address, dropped all at once.
class Arena {
public:
    char* take(std::size_t bytes)
    {
        if (bytes > block_bytes) {
            large_.push_back(std::make_unique<char[]>(bytes));
            return large_.back().get();
        }
        if (used_ + bytes > block_bytes || blocks_.empty()) {
            current_ = blocks_.empty() ? 0 : current_ + 1;
            if (current_ == blocks_.size())
                blocks_.push_back(std::make_unique<char[]>(block_bytes));
            used_ = 0;
        }
        char* at = blocks_[current_].get() + used_;
        used_ += bytes;
        return at;
    }
    void clear()
    {
        large_.clear();
        current_ = used_ = 0;
    }

private:
    static constexpr std::size_t block_bytes = 1U << 16;
    std::vector<std::unique_ptr<char[]>> blocks_, large_;
    std::size_t current_ = 0, used_ = 0;
};

/// Control characters would be nothing or an empty line on screen.
char32_t printable(char32_t c) { return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F ? U' ' : c; }

}

struct Glyphs::Impl {
    PrivateCharacters private_characters;
    std::unique_ptr<GlyphPage> page; // after build()
    Arena arena;
    std::string scratch;
    std::bitset<0x10000> noted;
    std::vector<GlyphPage::Wanted> unseen;
    GLuint texture = 0;

    char32_t carried(char32_t real)
    {
        const char32_t c = private_characters.carried(printable(real));
        if (c > 0x7E && !noted.test(c)) {
            noted.set(c);
            if (!page || !page->has(c))
                unseen.push_back({c, private_characters.whole(c)});
        }
        return c;
    }
    void upload(const GlyphPage::Change& change);
};

void Glyphs::Impl::upload(const GlyphPage::Change& change)
{
    if (!change.whole && change.width == 0)
        return;
    GLint bound = 0, alignment = 4;
    glGetIntegerv(GL_TEXTURE_BINDING_2D, &bound);
    glGetIntegerv(GL_UNPACK_ALIGNMENT, &alignment);
    if (texture == 0)
        glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    if (change.whole) {
        // One byte a pixel, read as white with that opacity: a quarter of what an RGBA atlas moves through a software renderer.
        const GLint swizzle[] = {GL_ONE, GL_ONE, GL_ONE, GL_RED};
        glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, swizzle);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
        glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, page->width(), page->height(), 0, GL_RED, GL_UNSIGNED_BYTE, page->pixels());
    } else {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, change.y, page->width(), change.height, GL_RED, GL_UNSIGNED_BYTE,
                        page->pixels() + static_cast<std::size_t>(change.y) * page->width());
    }
    glPixelStorei(GL_UNPACK_ALIGNMENT, alignment);
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(bound));
}

Glyphs::Glyphs() : impl_(std::make_unique<Impl>()) {}
Glyphs::~Glyphs() = default;

const char* Glyphs::shown(std::string_view utf8)
{
    Impl& impl = *impl_;
    const bool is_plain = [&] {
        for (const char c : utf8)
            if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E)
                return false;
        return true;
    }();
    std::string_view out = utf8;
    if (!is_plain) {
        impl.scratch.clear();
        for (std::size_t at = 0; at < utf8.size();)
            append_utf8(impl.scratch, impl.carried(next_character(utf8, at)));
        out = impl.scratch;
    }
    char* copy = impl.arena.take(out.size() + 1);
    std::memcpy(copy, out.data(), out.size());
    copy[out.size()] = 0;
    return copy;
}

std::string Glyphs::whole(std::string_view from_imgui) const { return impl_->private_characters.whole(from_imgui); }

char32_t Glyphs::carried(char32_t character) { return impl_->carried(character); }

void Glyphs::build(float scale)
{
    Impl& impl = *impl_;
    if (!impl.page)
        impl.page = std::make_unique<GlyphPage>(*ImGui::GetIO().Fonts);
    impl.page->build(scale);
    // The interface's own words at once, so that the first frame is whole; then what was on the screen before.
    std::vector<GlyphPage::Wanted> characters;
    for (const embedded::EmbeddedFile& file : embedded::embedded_texts())
        for (std::size_t at = 0; at < file.bytes.size();)
            if (const char32_t c = next_character(file.bytes, at); c > 0x7E && c <= 0xFFFF)
                characters.push_back({c, c});
    for (char32_t c = 0; c <= 0xFFFF; ++c)
        if (impl.noted.test(c))
            characters.push_back({c, impl.private_characters.whole(c)});
    impl.unseen.clear();
    impl.page->bake(characters);
    impl.upload({true, 0, 0, 0, 0});
    ImGui::GetIO().FontDefault = ImGui::GetIO().Fonts->Fonts[static_cast<int>(FontSize::body)];
    ImGui::GetIO().Fonts->SetTexID(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(impl.texture)));
}

void Glyphs::grow()
{
    Impl& impl = *impl_;
    if (impl.unseen.empty() || !impl.page)
        return;
    const int width = impl.page->width();
    const auto change = impl.page->bake(impl.unseen);
    impl.upload(change);
    const bool started_again = change.whole && !impl.page->has(impl.unseen.back().carried) && width == impl.page->width();
    impl.unseen.clear();
    if (started_again)
        impl.noted.reset(); // the page was full: what the next frame shows is noted, and baked, anew
}

void Glyphs::begin_frame()
{
    impl_->arena.clear();
    if (impl_->texture != 0) // the back end may have made a texture of its own
        ImGui::GetIO().Fonts->SetTexID(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(impl_->texture)));
}

bool Glyphs::has_unseen() const { return !impl_->unseen.empty(); }

void Glyphs::release()
{
    if (impl_->texture != 0)
        glDeleteTextures(1, &impl_->texture);
    impl_->texture = 0;
}

void push_font(FontSize size) { ImGui::PushFont(ImGui::GetIO().Fonts->Fonts[static_cast<int>(size)]); }

void pop_font() { ImGui::PopFont(); }

}

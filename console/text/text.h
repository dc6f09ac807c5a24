#pragma once
// The interface's words in Chinese and English, from data/i18n/*.json (embedded): one table of keys, both languages side by side.
// Owned by the App; UI thread.

#include "console/error.h"
#include "console/said.h"
#include "geo/remark.h"

#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace console {

enum class Language { zh, en };

class Texts {
public:
    Texts();
    ~Texts();
    Texts(Texts&&) noexcept;
    void set_language(Language language);
    Language language() const { return language_; }
    /// The same table in another language.
    Texts speaking(Language language) const;

    /// The words of a key in the current language; valid as long as this object. A key that is missing shows as itself
    /// (a test keeps that from happening).
    const char* operator()(std::string_view key) const;
    /// Those of a language, whichever is the current one; null for a key that is missing.
    const char* in(Language language, std::string_view key) const;
    /// The same with {0}, {1} … replaced: text.format("queue.open", {"17"}).
    std::string format(std::string_view key, std::initializer_list<std::string_view> values) const;
    std::string format(std::string_view key, std::span<const std::string> values) const;

private:
    struct Table;
    explicit Texts(std::shared_ptr<Table> table) : table_(std::move(table)) {}

    std::shared_ptr<Table> table_;
    Language language_ = Language::zh;
};

/// What readers and importers remark, in the current language; several joined.
std::string words_of(const Texts& text, std::span<const geo::Remark> remarks);
/// What failed: where nobody foresaw it, English stays in the log.
std::string words_of(const Texts& text, const Fault& fault);
/// What was said, in the current language, or in another one.
std::string words_of(const Texts& text, const Said& said);
std::string words_of(const Texts& text, const Said& said, Language language);

}

#pragma once
// Which faces of the draft are selected: a value that is cheap to copy and to compare with what it was a frame ago, also with a whole city in
// it. Copies share their faces until one of them is changed. UI thread.

#include "geo/partition/tessellation.h"

#include <initializer_list>
#include <memory>
#include <set>
#include <utility>

namespace console {

class FaceSet {
public:
    using Faces = std::set<geo::FaceId>;
    using value_type = geo::FaceId;
    using const_iterator = Faces::const_iterator;
    using iterator = const_iterator;

    FaceSet() = default;
    FaceSet(Faces faces) : faces_(std::make_shared<const Faces>(std::move(faces))) {}
    FaceSet(std::initializer_list<geo::FaceId> faces) : FaceSet(Faces(faces)) {}
    template <class It> FaceSet(It first, It last) : FaceSet(Faces(first, last)) {}

    operator const Faces&() const { return *faces_; }
    const_iterator begin() const { return faces_->begin(); }
    const_iterator end() const { return faces_->end(); }
    std::size_t size() const { return faces_->size(); }
    bool empty() const { return faces_->empty(); }
    bool contains(geo::FaceId face) const { return faces_->contains(face); }

    void clear() { *this = {}; }
    void insert(geo::FaceId face)
    {
        Faces faces = *faces_;
        faces.insert(face);
        *this = std::move(faces);
    }
    void erase(geo::FaceId face)
    {
        Faces faces = *faces_;
        faces.erase(face);
        *this = std::move(faces);
    }

    /// Nobody changed either since one was copied from the other: equal, and known without a look at the faces.
    bool is_same(const FaceSet& other) const { return faces_ == other.faces_; }
    friend bool operator==(const FaceSet& a, const FaceSet& b) { return a.is_same(b) || *a.faces_ == *b.faces_; }

private:
    std::shared_ptr<const Faces> faces_ = std::make_shared<const Faces>();
};

} // namespace console

#pragma once
// A vector whose versions share what they have in common: a copy costs a pointer, a changed element a path of three or four small
// nodes, whatever the size. A value of one thread; versions of it may be read by any number of threads.

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace geo {

template <class T> class Versioned {
public:
    Versioned() = default;
    /// These at once: the nodes are made from below, each once.
    explicit Versioned(std::vector<T> values) : size_(values.size())
    {
        std::vector<std::shared_ptr<Node>> level;
        level.reserve(size_ / fan_out + 1);
        for (std::size_t i = 0; i < size_; i += fan_out) {
            auto leaf = std::make_shared<Leaf>();
            std::move(values.begin() + static_cast<std::ptrdiff_t>(i), values.begin() + static_cast<std::ptrdiff_t>(std::min(size_, i + fan_out)), leaf->values.begin());
            level.push_back(std::move(leaf));
        }
        for (; level.size() > 1; shift_ += bits) {
            std::vector<std::shared_ptr<Node>> above;
            for (std::size_t i = 0; i < level.size(); i += fan_out) {
                auto branch = std::make_shared<Branch>();
                std::move(level.begin() + static_cast<std::ptrdiff_t>(i), level.begin() + static_cast<std::ptrdiff_t>(std::min(level.size(), i + fan_out)), branch->children.begin());
                above.push_back(std::move(branch));
            }
            level = std::move(above);
        }
        if (!level.empty())
            root_ = std::move(level.front());
    }

    std::size_t size() const { return size_; }

    /// i < size().
    const T& operator[](std::size_t i) const
    {
        assert(i < size_);
        const Node* node = root_.get();
        for (unsigned shift = shift_; shift > 0; shift -= bits)
            node = static_cast<const Branch*>(node)->children[(i >> shift) & mask].get();
        return static_cast<const Leaf*>(node)->values[i & mask];
    }

    /// i < size(). What other versions share is copied first.
    void set(std::size_t i, T value)
    {
        assert(i < size_);
        set_in(root_, shift_, i, std::move(value));
    }

    void push_back(T value)
    {
        if (root_ && size_ == (fan_out << shift_)) {
            auto above = std::make_shared<Branch>();
            above->children[0] = std::move(root_);
            root_ = std::move(above);
            shift_ += bits;
        }
        ++size_;
        set_in(root_, shift_, size_ - 1, std::move(value));
    }

    /// Calls visit(i, const T* a, const T* b) where the two may differ, by what they do not share; null: beyond its size. Ascending.
    template <class Visit> static void visit_unshared(const Versioned& a, const Versioned& b, Visit visit)
    {
        const unsigned shift = std::max(a.shift_, b.shift_);
        visit_unshared(a, b, lifted(a, shift).get(), lifted(b, shift).get(), shift, 0, visit);
    }

private:
    static constexpr unsigned bits = 5;
    static constexpr std::size_t fan_out = std::size_t{1} << bits, mask = fan_out - 1;

    struct Node {
        virtual ~Node() = default;
    };
    struct Leaf : Node {
        std::array<T, fan_out> values{};
    };
    struct Branch : Node {
        std::array<std::shared_ptr<Node>, fan_out> children;
    };

    /// The root as one of a tree so deep.
    static std::shared_ptr<Node> lifted(const Versioned& v, unsigned shift)
    {
        std::shared_ptr<Node> root = v.root_;
        for (unsigned s = v.shift_; root && s < shift; s += bits) {
            auto above = std::make_shared<Branch>();
            above->children[0] = std::move(root);
            root = std::move(above);
        }
        return root;
    }

    template <class Visit>
    static void visit_unshared(const Versioned& a, const Versioned& b, const Node* in_a, const Node* in_b, unsigned shift, std::size_t first, Visit& visit)
    {
        if (in_a == in_b)
            return;
        for (std::size_t k = 0; k < fan_out; ++k) {
            const std::size_t i = first + (k << shift);
            if (shift > 0) {
                const auto child = [&](const Node* node) { return node ? static_cast<const Branch*>(node)->children[k].get() : nullptr; };
                visit_unshared(a, b, child(in_a), child(in_b), shift - bits, i, visit);
                continue;
            }
            const auto value = [&](const Versioned& v, const Node* node) {
                return node && i < v.size_ ? &static_cast<const Leaf*>(node)->values[k] : nullptr;
            };
            const T *was = value(a, in_a), *is = value(b, in_b);
            if (was || is)
                visit(i, was, is);
        }
    }

    template <class Kind> static Kind& own(std::shared_ptr<Node>& node)
    {
        if (!node)
            node = std::make_shared<Kind>();
        else if (node.use_count() > 1)
            node = std::make_shared<Kind>(static_cast<const Kind&>(*node));
        return static_cast<Kind&>(*node);
    }

    static void set_in(std::shared_ptr<Node>& node, unsigned shift, std::size_t i, T value)
    {
        if (shift == 0)
            own<Leaf>(node).values[i & mask] = std::move(value);
        else
            set_in(own<Branch>(node).children[(i >> shift) & mask], shift - bits, i, std::move(value));
    }

    std::shared_ptr<Node> root_;
    std::size_t size_ = 0;
    unsigned shift_ = 0;
};

} // namespace geo

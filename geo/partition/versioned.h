#pragma once
// A vector whose versions share what they have in common: a copy costs a pointer, a changed element a path of three or four small
// nodes, whatever the size. A value of one thread; versions of it may be read by any number of threads.

#include <array>
#include <cassert>
#include <cstddef>
#include <memory>
#include <utility>

namespace geo {

template <class T> class Versioned {
public:
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

#include "data/records/condition.h"

#include <cassert>

namespace data {
namespace {

/// A picture of what happens now; one that must not be taken for it; none of both.
enum class Worth { well, faulty, neither };

Worth worth_of(PictureState state)
{
    using enum PictureState;
    // Without a default: the compiler asks for a new one.
    switch (state) {
    case live:
    case late:
    case unchanged:
    case too_dark:
    case still:
    case delayed:
    case answered: return Worth::well;
    case frozen:
    case black:
    case no_signal:
    case retrying:
    case refused: return Worth::faulty;
    case never_asked:
    case connecting:
    case no_right:
    case recorded: return Worth::neither;
    }
    assert(false && "not a state");
    return Worth::neither;
}

}

bool is_faulty(PictureState state) { return worth_of(state) == Worth::faulty; }
bool is_well(PictureState state) { return worth_of(state) == Worth::well; }

}

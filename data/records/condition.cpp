#include "data/records/condition.h"

namespace data {

bool is_faulty(PictureState state)
{
    using enum PictureState;
    return state == frozen || state == black || state == no_signal || state == retrying || state == refused;
}

bool is_well(PictureState state)
{
    using enum PictureState;
    return state == live || state == late || state == unchanged || state == too_dark || state == answered;
}

}

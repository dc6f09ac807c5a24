#pragma once
// What the state of a camera's picture is worth. Pure functions; any thread.

#include "data/records/world.h"

namespace data {

/// The picture of this state must not be taken for what happens now: frozen, black, no signal, retrying, refused.
bool is_faulty(PictureState state);
/// A picture came, or had come when the camera was last asked: live, late, unchanged, too dark, still, delayed, answered.
bool is_well(PictureState state);

}

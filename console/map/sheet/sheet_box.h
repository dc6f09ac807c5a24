#pragma once
// A place on a sheet, in the sheet's units. A value; any thread.

namespace console {

/// A place on the sheet, in its units from the top left: points of 1/72 inch on a page, pixels of a picture.
struct SheetBox {
    double x = 0, y = 0, width = 0, height = 0;
};

}

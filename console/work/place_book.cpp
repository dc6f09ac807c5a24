#include "console/work/place_book.h"

namespace console {

std::shared_ptr<const PlaceBook> make_place_book(data::Frozen<data::Grid> grids, data::Frozen<data::Camera> cameras, data::Frozen<data::Place> places,
                                                 data::TimePoint now)
{
    data::SearchIndex records;
    records.add(grids, now);
    records.add(std::move(cameras));
    records.add(places);
    records.freeze();
    geo::LonLatBox city;
    for (const data::Grid& grid : grids->rows)
        if (is_in_force(grid, now) && !grid.box.is_empty())
            city.add(grid.box);
    if (city.is_empty())
        for (const data::Place& place : places->rows)
            city.add(place.point);
    data::GridLocator locator(grids->rows, now);
    return std::make_shared<const PlaceBook>(PlaceBook{std::move(grids), std::move(records), data::AddressIndex(std::move(places)), std::move(locator), city});
}

}

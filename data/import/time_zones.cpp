#include "data/import/time_zones.h"

#include "geo/shapes/shapes.h"

#include <limits>

namespace data {
namespace {

struct City {
    double lon, lat;
    const char* zone;
};

/// Cities by their degrees to a tenth or so, with the zone that the IANA's time zone database has for them.
constexpr City cities[] = {
    {116.4, 39.9, "Asia/Shanghai"}, {121.5, 31.2, "Asia/Shanghai"}, {113.3, 23.1, "Asia/Shanghai"}, {114.3, 30.6, "Asia/Shanghai"},
    {104.1, 30.7, "Asia/Shanghai"}, {108.9, 34.3, "Asia/Shanghai"}, {102.7, 25.0, "Asia/Shanghai"}, {106.6, 26.6, "Asia/Shanghai"},
    {103.8, 36.1, "Asia/Shanghai"}, {126.6, 45.8, "Asia/Shanghai"}, {123.4, 41.8, "Asia/Shanghai"}, {117.2, 39.1, "Asia/Shanghai"},
    {118.8, 32.1, "Asia/Shanghai"}, {120.2, 30.3, "Asia/Shanghai"}, {119.3, 26.1, "Asia/Shanghai"}, {110.3, 20.0, "Asia/Shanghai"},
    {108.3, 22.8, "Asia/Shanghai"}, {101.8, 36.6, "Asia/Shanghai"}, {91.1, 29.7, "Asia/Shanghai"}, {87.6, 43.8, "Asia/Shanghai"},
    {75.9, 39.5, "Asia/Shanghai"}, {111.7, 40.8, "Asia/Shanghai"}, {125.3, 43.9, "Asia/Shanghai"}, {106.2, 38.5, "Asia/Shanghai"},
    {95.0, 40.1, "Asia/Shanghai"}, {100.2, 26.9, "Asia/Shanghai"}, {120.4, 36.1, "Asia/Shanghai"}, {84.9, 45.6, "Asia/Shanghai"},
    {81.3, 43.9, "Asia/Shanghai"}, {119.8, 49.2, "Asia/Shanghai"}, {94.4, 29.6, "Asia/Shanghai"}, {85.0, 31.0, "Asia/Shanghai"},
    {97.0, 33.0, "Asia/Shanghai"}, {79.9, 37.1, "Asia/Shanghai"}, {127.5, 50.2, "Asia/Shanghai"}, {130.3, 46.8, "Asia/Shanghai"},
    {98.6, 24.4, "Asia/Shanghai"}, {114.17, 22.3, "Asia/Hong_Kong"}, {113.55, 22.2, "Asia/Macau"}, {121.5, 25.05, "Asia/Taipei"},
    {120.3, 22.6, "Asia/Taipei"}, {121.6, 24.0, "Asia/Taipei"}, {139.7, 35.7, "Asia/Tokyo"}, {135.5, 34.7, "Asia/Tokyo"}, {130.4, 33.6, "Asia/Tokyo"},
    {141.4, 43.1, "Asia/Tokyo"}, {127.7, 26.2, "Asia/Tokyo"}, {127.0, 37.6, "Asia/Seoul"}, {129.1, 35.2, "Asia/Seoul"}, {126.5, 33.5, "Asia/Seoul"},
    {125.75, 39.0, "Asia/Pyongyang"}, {106.9, 47.9, "Asia/Ulaanbaatar"}, {103.85, 1.3, "Asia/Singapore"}, {101.7, 3.1, "Asia/Kuala_Lumpur"},
    {103.7, 1.6, "Asia/Kuala_Lumpur"}, {100.3, 5.4, "Asia/Kuala_Lumpur"}, {110.3, 1.55, "Asia/Kuching"}, {116.1, 6.0, "Asia/Kuching"},
    {106.8, -6.2, "Asia/Jakarta"}, {110.4, -7.0, "Asia/Jakarta"}, {112.7, -7.3, "Asia/Jakarta"}, {98.7, 3.6, "Asia/Jakarta"},
    {104.75, -2.9, "Asia/Jakarta"}, {119.4, -5.1, "Asia/Makassar"}, {115.2, -8.7, "Asia/Makassar"}, {116.8, -1.3, "Asia/Makassar"},
    {140.7, -2.5, "Asia/Jayapura"}, {121.0, 14.6, "Asia/Manila"}, {123.9, 10.3, "Asia/Manila"}, {125.6, 7.1, "Asia/Manila"}, {100.5, 13.75, "Asia/Bangkok"},
    {99.0, 18.8, "Asia/Bangkok"}, {102.8, 16.4, "Asia/Bangkok"}, {100.5, 7.0, "Asia/Bangkok"}, {106.7, 10.8, "Asia/Ho_Chi_Minh"},
    {105.85, 21.0, "Asia/Ho_Chi_Minh"}, {108.2, 16.05, "Asia/Ho_Chi_Minh"}, {104.9, 11.55, "Asia/Phnom_Penh"}, {102.6, 17.95, "Asia/Vientiane"},
    {96.15, 16.8, "Asia/Yangon"}, {96.1, 22.0, "Asia/Yangon"}, {90.4, 23.8, "Asia/Dhaka"}, {91.8, 22.35, "Asia/Dhaka"}, {77.2, 28.6, "Asia/Kolkata"},
    {72.9, 19.1, "Asia/Kolkata"}, {88.4, 22.6, "Asia/Kolkata"}, {80.3, 13.1, "Asia/Kolkata"}, {77.6, 12.97, "Asia/Kolkata"}, {78.5, 17.4, "Asia/Kolkata"},
    {72.6, 23.0, "Asia/Kolkata"}, {75.8, 26.9, "Asia/Kolkata"}, {80.9, 26.8, "Asia/Kolkata"}, {91.7, 26.1, "Asia/Kolkata"}, {85.1, 25.6, "Asia/Kolkata"},
    {76.3, 10.0, "Asia/Kolkata"}, {79.1, 21.1, "Asia/Kolkata"}, {74.9, 31.6, "Asia/Kolkata"}, {77.4, 23.25, "Asia/Kolkata"}, {83.0, 17.7, "Asia/Kolkata"},
    {85.3, 27.7, "Asia/Kathmandu"}, {89.6, 27.5, "Asia/Thimphu"}, {79.9, 6.9, "Asia/Colombo"}, {73.5, 4.2, "Indian/Maldives"}, {67.0, 24.9, "Asia/Karachi"},
    {74.3, 31.5, "Asia/Karachi"}, {73.05, 33.7, "Asia/Karachi"}, {71.5, 34.0, "Asia/Karachi"}, {67.0, 30.2, "Asia/Karachi"}, {69.2, 34.5, "Asia/Kabul"},
    {69.25, 41.3, "Asia/Tashkent"}, {76.9, 43.25, "Asia/Almaty"}, {71.4, 51.2, "Asia/Almaty"}, {74.6, 42.9, "Asia/Bishkek"}, {68.8, 38.55, "Asia/Dushanbe"},
    {58.4, 37.95, "Asia/Ashgabat"}, {51.4, 35.7, "Asia/Tehran"}, {59.6, 36.3, "Asia/Tehran"}, {52.5, 29.6, "Asia/Tehran"}, {44.4, 33.3, "Asia/Baghdad"},
    {47.8, 30.5, "Asia/Baghdad"}, {46.7, 24.7, "Asia/Riyadh"}, {39.2, 21.5, "Asia/Riyadh"}, {50.1, 26.4, "Asia/Riyadh"}, {48.0, 29.4, "Asia/Kuwait"},
    {51.5, 25.3, "Asia/Qatar"}, {55.3, 25.2, "Asia/Dubai"}, {58.4, 23.6, "Asia/Muscat"}, {44.2, 15.35, "Asia/Aden"}, {35.2, 31.8, "Asia/Jerusalem"},
    {34.8, 32.1, "Asia/Jerusalem"}, {35.9, 31.95, "Asia/Amman"}, {36.3, 33.5, "Asia/Damascus"}, {35.5, 33.9, "Asia/Beirut"}, {33.4, 35.2, "Asia/Nicosia"},
    {49.9, 40.4, "Asia/Baku"}, {44.8, 41.7, "Asia/Tbilisi"}, {44.5, 40.2, "Asia/Yerevan"}, {60.6, 56.8, "Asia/Yekaterinburg"},
    {73.4, 61.25, "Asia/Yekaterinburg"}, {73.4, 55.0, "Asia/Omsk"}, {82.9, 55.0, "Asia/Novosibirsk"}, {92.9, 56.0, "Asia/Krasnoyarsk"},
    {104.3, 52.3, "Asia/Irkutsk"}, {129.7, 62.0, "Asia/Yakutsk"}, {131.9, 43.1, "Asia/Vladivostok"}, {135.1, 48.5, "Asia/Vladivostok"},
    {150.8, 59.6, "Asia/Magadan"}, {158.65, 53.0, "Asia/Kamchatka"}, {29.0, 41.0, "Europe/Istanbul"}, {32.85, 39.9, "Europe/Istanbul"},
    {27.1, 38.4, "Europe/Istanbul"}, {37.4, 37.1, "Europe/Istanbul"}, {43.4, 38.5, "Europe/Istanbul"}, {37.6, 55.75, "Europe/Moscow"},
    {30.3, 59.9, "Europe/Moscow"}, {44.0, 56.3, "Europe/Moscow"}, {39.7, 47.2, "Europe/Moscow"}, {49.1, 55.8, "Europe/Moscow"},
    {40.5, 64.5, "Europe/Moscow"}, {50.1, 53.2, "Europe/Samara"}, {20.5, 54.7, "Europe/Kaliningrad"}, {27.55, 53.9, "Europe/Minsk"},
    {30.5, 50.45, "Europe/Kyiv"}, {24.0, 49.8, "Europe/Kyiv"}, {36.2, 50.0, "Europe/Kyiv"}, {30.7, 46.5, "Europe/Kyiv"}, {28.85, 47.0, "Europe/Chisinau"},
    {26.1, 44.4, "Europe/Bucharest"}, {23.6, 46.8, "Europe/Bucharest"}, {23.3, 42.7, "Europe/Sofia"}, {23.7, 38.0, "Europe/Athens"},
    {22.9, 40.6, "Europe/Athens"}, {25.1, 35.3, "Europe/Athens"}, {24.9, 60.2, "Europe/Helsinki"}, {25.5, 65.0, "Europe/Helsinki"},
    {24.75, 59.4, "Europe/Tallinn"}, {24.1, 56.95, "Europe/Riga"}, {25.3, 54.7, "Europe/Vilnius"}, {21.0, 52.2, "Europe/Warsaw"},
    {19.9, 50.1, "Europe/Warsaw"}, {17.0, 51.1, "Europe/Warsaw"}, {18.6, 54.35, "Europe/Warsaw"}, {14.4, 50.1, "Europe/Prague"},
    {17.1, 48.15, "Europe/Bratislava"}, {19.05, 47.5, "Europe/Budapest"}, {16.4, 48.2, "Europe/Vienna"}, {11.4, 47.3, "Europe/Vienna"},
    {14.5, 46.05, "Europe/Ljubljana"}, {16.0, 45.8, "Europe/Zagreb"}, {18.4, 43.85, "Europe/Sarajevo"}, {20.5, 44.8, "Europe/Belgrade"},
    {19.25, 42.4, "Europe/Podgorica"}, {19.8, 41.3, "Europe/Tirane"}, {21.4, 42.0, "Europe/Skopje"}, {12.5, 41.9, "Europe/Rome"},
    {9.2, 45.5, "Europe/Rome"}, {14.25, 40.85, "Europe/Rome"}, {13.4, 38.1, "Europe/Rome"}, {14.5, 35.9, "Europe/Malta"}, {8.5, 47.4, "Europe/Zurich"},
    {6.15, 46.2, "Europe/Zurich"}, {9.52, 47.14, "Europe/Vaduz"}, {13.4, 52.5, "Europe/Berlin"}, {10.0, 53.55, "Europe/Berlin"},
    {11.6, 48.1, "Europe/Berlin"}, {7.0, 50.9, "Europe/Berlin"}, {8.7, 50.1, "Europe/Berlin"}, {8.7, 49.4, "Europe/Berlin"}, {9.2, 48.8, "Europe/Berlin"},
    {4.9, 52.4, "Europe/Amsterdam"}, {4.35, 50.85, "Europe/Brussels"}, {6.1, 49.6, "Europe/Luxembourg"}, {2.35, 48.85, "Europe/Paris"},
    {5.4, 43.3, "Europe/Paris"}, {4.85, 45.75, "Europe/Paris"}, {1.4, 43.6, "Europe/Paris"}, {-0.6, 44.8, "Europe/Paris"}, {-1.55, 47.2, "Europe/Paris"},
    {3.05, 50.6, "Europe/Paris"}, {7.75, 48.6, "Europe/Paris"}, {-3.7, 40.4, "Europe/Madrid"}, {2.15, 41.4, "Europe/Madrid"}, {-0.4, 39.5, "Europe/Madrid"},
    {-6.0, 37.4, "Europe/Madrid"}, {-9.1, 38.7, "Europe/Lisbon"}, {-8.6, 41.15, "Europe/Lisbon"}, {-25.7, 37.7, "Atlantic/Azores"},
    {-15.4, 28.1, "Atlantic/Canary"}, {-0.1, 51.5, "Europe/London"}, {-2.2, 53.5, "Europe/London"}, {-3.2, 55.95, "Europe/London"},
    {-5.9, 54.6, "Europe/London"}, {-4.25, 55.9, "Europe/London"}, {-4.5, 54.2, "Europe/Isle_of_Man"}, {-6.3, 53.35, "Europe/Dublin"},
    {-8.5, 51.9, "Europe/Dublin"}, {12.6, 55.7, "Europe/Copenhagen"}, {10.2, 56.2, "Europe/Copenhagen"}, {10.75, 59.9, "Europe/Oslo"},
    {5.3, 60.4, "Europe/Oslo"}, {18.95, 69.65, "Europe/Oslo"}, {18.1, 59.3, "Europe/Stockholm"}, {12.0, 57.7, "Europe/Stockholm"},
    {20.3, 63.8, "Europe/Stockholm"}, {-21.9, 64.15, "Atlantic/Reykjavik"}, {31.2, 30.0, "Africa/Cairo"}, {13.2, 32.9, "Africa/Tripoli"},
    {10.2, 36.8, "Africa/Tunis"}, {3.05, 36.75, "Africa/Algiers"}, {-7.6, 33.6, "Africa/Casablanca"}, {-17.45, 14.7, "Africa/Dakar"},
    {-4.0, 5.35, "Africa/Abidjan"}, {-0.2, 5.55, "Africa/Accra"}, {3.4, 6.5, "Africa/Lagos"}, {7.5, 9.05, "Africa/Lagos"}, {15.3, -4.3, "Africa/Kinshasa"},
    {13.2, -8.8, "Africa/Luanda"}, {32.5, 15.6, "Africa/Khartoum"}, {38.75, 9.0, "Africa/Addis_Ababa"}, {36.8, -1.3, "Africa/Nairobi"},
    {32.6, 0.3, "Africa/Kampala"}, {39.3, -6.8, "Africa/Dar_es_Salaam"}, {30.05, -1.95, "Africa/Kigali"}, {28.3, -15.4, "Africa/Lusaka"},
    {31.05, -17.8, "Africa/Harare"}, {32.6, -25.95, "Africa/Maputo"}, {28.05, -26.2, "Africa/Johannesburg"}, {18.4, -33.9, "Africa/Johannesburg"},
    {31.0, -29.9, "Africa/Johannesburg"}, {17.1, -22.6, "Africa/Windhoek"}, {47.5, -18.9, "Indian/Antananarivo"}, {57.5, -20.2, "Indian/Mauritius"},
    {115.9, -31.95, "Australia/Perth"}, {130.85, -12.45, "Australia/Darwin"}, {138.6, -34.9, "Australia/Adelaide"}, {153.0, -27.5, "Australia/Brisbane"},
    {145.8, -16.9, "Australia/Brisbane"}, {151.2, -33.9, "Australia/Sydney"}, {149.1, -35.3, "Australia/Sydney"}, {145.0, -37.8, "Australia/Melbourne"},
    {147.3, -42.9, "Australia/Hobart"}, {174.8, -36.85, "Pacific/Auckland"}, {174.8, -41.3, "Pacific/Auckland"}, {172.6, -43.5, "Pacific/Auckland"},
    {147.2, -9.4, "Pacific/Port_Moresby"}, {166.45, -22.3, "Pacific/Noumea"}, {178.4, -18.1, "Pacific/Fiji"}, {144.75, 13.5, "Pacific/Guam"},
    {-157.9, 21.3, "Pacific/Honolulu"}, {-149.6, -17.5, "Pacific/Tahiti"}, {-149.9, 61.2, "America/Anchorage"}, {-147.7, 64.8, "America/Anchorage"},
    {-118.2, 34.05, "America/Los_Angeles"}, {-122.4, 37.8, "America/Los_Angeles"}, {-122.3, 47.6, "America/Los_Angeles"},
    {-122.7, 45.5, "America/Los_Angeles"}, {-121.5, 38.6, "America/Los_Angeles"}, {-117.2, 32.7, "America/Los_Angeles"},
    {-115.1, 36.2, "America/Los_Angeles"}, {-119.8, 36.75, "America/Los_Angeles"}, {-119.8, 39.5, "America/Los_Angeles"},
    {-117.4, 47.65, "America/Los_Angeles"}, {-112.1, 33.45, "America/Phoenix"}, {-110.9, 32.2, "America/Phoenix"}, {-105.0, 39.7, "America/Denver"},
    {-111.9, 40.8, "America/Denver"}, {-106.65, 35.1, "America/Denver"}, {-106.5, 31.8, "America/Denver"}, {-104.8, 41.1, "America/Denver"},
    {-108.5, 45.8, "America/Denver"}, {-104.8, 38.8, "America/Denver"}, {-112.0, 46.6, "America/Denver"}, {-116.2, 43.6, "America/Boise"},
    {-87.6, 41.9, "America/Chicago"}, {-96.8, 32.8, "America/Chicago"}, {-95.4, 29.75, "America/Chicago"}, {-98.5, 29.4, "America/Chicago"},
    {-97.7, 30.3, "America/Chicago"}, {-93.3, 45.0, "America/Chicago"}, {-90.2, 38.6, "America/Chicago"}, {-94.6, 39.1, "America/Chicago"},
    {-90.1, 30.0, "America/Chicago"}, {-90.0, 35.1, "America/Chicago"}, {-86.8, 36.2, "America/Chicago"}, {-86.8, 33.5, "America/Chicago"},
    {-97.5, 35.5, "America/Chicago"}, {-96.0, 36.15, "America/Chicago"}, {-95.9, 41.3, "America/Chicago"}, {-87.9, 43.0, "America/Chicago"},
    {-93.6, 41.6, "America/Chicago"}, {-97.3, 37.7, "America/Chicago"}, {-92.3, 34.7, "America/Chicago"}, {-90.2, 32.3, "America/Chicago"},
    {-96.8, 46.9, "America/Chicago"}, {-101.3, 46.8, "America/Chicago"}, {-101.8, 35.2, "America/Chicago"}, {-102.0, 32.0, "America/Chicago"},
    {-88.0, 30.7, "America/Chicago"}, {-98.2, 26.2, "America/Chicago"}, {-100.3, 41.1, "America/Chicago"}, {-74.0, 40.7, "America/New_York"},
    {-71.05, 42.35, "America/New_York"}, {-75.2, 39.95, "America/New_York"}, {-77.0, 38.9, "America/New_York"}, {-76.6, 39.3, "America/New_York"},
    {-84.4, 33.75, "America/New_York"}, {-80.2, 25.8, "America/New_York"}, {-81.4, 28.5, "America/New_York"}, {-82.5, 27.95, "America/New_York"},
    {-81.7, 30.3, "America/New_York"}, {-80.8, 35.2, "America/New_York"}, {-78.6, 35.8, "America/New_York"}, {-81.7, 41.5, "America/New_York"},
    {-83.0, 40.0, "America/New_York"}, {-84.5, 39.1, "America/New_York"}, {-80.0, 40.4, "America/New_York"}, {-78.9, 42.9, "America/New_York"},
    {-73.75, 42.65, "America/New_York"}, {-76.15, 43.05, "America/New_York"}, {-77.4, 37.5, "America/New_York"}, {-79.9, 32.8, "America/New_York"},
    {-81.1, 32.1, "America/New_York"}, {-83.9, 35.95, "America/New_York"}, {-84.3, 30.4, "America/New_York"}, {-85.3, 35.05, "America/New_York"},
    {-81.6, 38.35, "America/New_York"}, {-70.3, 43.7, "America/New_York"}, {-76.5, 42.4, "America/New_York"}, {-72.7, 41.8, "America/New_York"},
    {-84.5, 38.05, "America/New_York"}, {-83.05, 42.3, "America/Detroit"}, {-85.7, 43.0, "America/Detroit"}, {-84.4, 46.5, "America/Detroit"},
    {-86.15, 39.8, "America/Indiana/Indianapolis"}, {-85.1, 41.1, "America/Indiana/Indianapolis"}, {-85.75, 38.25, "America/Kentucky/Louisville"},
    {-66.1, 18.45, "America/Puerto_Rico"}, {-63.6, 44.65, "America/Halifax"}, {-52.7, 47.55, "America/St_Johns"}, {-79.4, 43.7, "America/Toronto"},
    {-73.6, 45.5, "America/Toronto"}, {-75.7, 45.4, "America/Toronto"}, {-71.2, 46.8, "America/Toronto"}, {-81.0, 46.5, "America/Toronto"},
    {-97.1, 49.9, "America/Winnipeg"}, {-104.6, 50.45, "America/Regina"}, {-106.65, 52.15, "America/Regina"}, {-113.5, 53.5, "America/Edmonton"},
    {-114.1, 51.05, "America/Edmonton"}, {-123.1, 49.3, "America/Vancouver"}, {-99.1, 19.4, "America/Mexico_City"}, {-103.35, 20.7, "America/Mexico_City"},
    {-100.3, 25.7, "America/Mexico_City"}, {-96.1, 19.2, "America/Mexico_City"}, {-117.0, 32.5, "America/Tijuana"}, {-111.0, 29.1, "America/Hermosillo"},
    {-86.85, 21.2, "America/Cancun"}, {-90.5, 14.6, "America/Guatemala"}, {-89.2, 13.7, "America/El_Salvador"}, {-87.2, 14.1, "America/Tegucigalpa"},
    {-86.25, 12.1, "America/Managua"}, {-84.1, 9.9, "America/Costa_Rica"}, {-79.5, 9.0, "America/Panama"}, {-82.4, 23.1, "America/Havana"},
    {-76.8, 18.0, "America/Jamaica"}, {-72.3, 18.55, "America/Port-au-Prince"}, {-69.9, 18.5, "America/Santo_Domingo"}, {-74.1, 4.7, "America/Bogota"},
    {-75.6, 6.2, "America/Bogota"}, {-76.5, 3.4, "America/Bogota"}, {-66.9, 10.5, "America/Caracas"}, {-58.15, 6.8, "America/Guyana"},
    {-79.9, -2.2, "America/Guayaquil"}, {-78.5, -0.2, "America/Guayaquil"}, {-77.0, -12.05, "America/Lima"}, {-68.15, -16.5, "America/La_Paz"},
    {-70.65, -33.45, "America/Santiago"}, {-73.05, -36.8, "America/Santiago"}, {-58.4, -34.6, "America/Argentina/Buenos_Aires"},
    {-60.7, -33.0, "America/Argentina/Buenos_Aires"}, {-64.2, -31.4, "America/Argentina/Cordoba"}, {-56.2, -34.9, "America/Montevideo"},
    {-57.6, -25.3, "America/Asuncion"}, {-46.6, -23.55, "America/Sao_Paulo"}, {-43.2, -22.9, "America/Sao_Paulo"}, {-47.9, -15.8, "America/Sao_Paulo"},
    {-51.2, -30.0, "America/Sao_Paulo"}, {-49.3, -25.4, "America/Sao_Paulo"}, {-43.9, -19.9, "America/Sao_Paulo"}, {-38.5, -13.0, "America/Bahia"},
    {-38.5, -3.7, "America/Fortaleza"}, {-34.9, -8.05, "America/Recife"}, {-48.5, -1.45, "America/Belem"}, {-60.0, -3.1, "America/Manaus"},
    {-56.1, -15.6, "America/Cuiaba"}};

} // namespace

std::string time_zone_at(geo::LonLat place)
{
    constexpr double farthest_m = 2'000'000;
    double nearest_m = std::numeric_limits<double>::infinity();
    const char* zone = "";
    for (const City& city : cities)
        if (const double m = geo::distance_m(place, {city.lon, city.lat}); m < nearest_m)
            nearest_m = m, zone = city.zone;
    return nearest_m <= farthest_m ? zone : "";
}

} // namespace data

// The units: UCUM's atoms that medicine uses, with exact factors, and the words that people write
// instead. Data only.
#include "value/unit_table.hpp"

#include <algorithm>

namespace palpate::units {
namespace {

constexpr Dimension number{};
constexpr Dimension length{1};
constexpr Dimension area{2};
constexpr Dimension volume{3};
constexpr Dimension time{0, 1};
constexpr Dimension frequency{0, -1};
constexpr Dimension mass{0, 0, 1};
constexpr Dimension angle{0, 0, 0, 1};
constexpr Dimension solid_angle{0, 0, 0, 2};
constexpr Dimension temperature{0, 0, 0, 0, 1};
constexpr Dimension charge{0, 0, 0, 0, 0, 1};
constexpr Dimension luminosity{0, 0, 0, 0, 0, 0, 1};
constexpr Dimension per_length{-1};
constexpr Dimension velocity{1, -1};
constexpr Dimension acceleration{1, -2};
constexpr Dimension force{1, -2, 1};
constexpr Dimension pressure{-1, -2, 1};
constexpr Dimension energy{2, -2, 1};
constexpr Dimension power{2, -3, 1};
constexpr Dimension dose{2, -2};
constexpr Dimension density{-3, 0, 1};
constexpr Dimension viscosity{-1, -1, 1};
constexpr Dimension diffusivity{2, -1};
constexpr Dimension flow_resistance{-4, -1, 1};
constexpr Dimension metabolism{3, -1, -1};
constexpr Dimension current{0, -1, 0, 0, 0, 1};
constexpr Dimension potential{2, -2, 1, 0, 0, -1};
constexpr Dimension capacitance{-2, 2, -1, 0, 0, 2};
constexpr Dimension resistance{2, -1, 1, 0, 0, -2};
constexpr Dimension conductance{-2, 1, -1, 0, 0, 2};
constexpr Dimension flux{2, -1, 1, 0, 0, -1};
constexpr Dimension flux_density{0, -1, 1, 0, 0, -1};
constexpr Dimension inductance{2, 0, 1, 0, 0, -2};
constexpr Dimension magnetic_field{-1, -1, 0, 0, 0, 1};
constexpr Dimension exposure{0, 0, -1, 0, 0, 1};
constexpr Dimension luminance{-2, 0, 0, 0, 0, 0, 1};
constexpr Dimension luminous_flux{0, 0, 0, 2, 0, 0, 1};
constexpr Dimension illuminance{-2, 0, 0, 2, 0, 0, 1};

// Code, takes prefixes, scale, numerator, denominator, power of ten, dimension, offset × 100.
// clang-format off
constexpr std::array<Atom, 218> atom_table{{
    // Base units.
    {"m", true, Scale::ratio, 1, 1, 0, length, 0},
    {"s", true, Scale::ratio, 1, 1, 0, time, 0},
    {"g", true, Scale::ratio, 1, 1, 0, mass, 0},
    {"rad", true, Scale::ratio, 1, 1, 0, angle, 0},
    {"K", true, Scale::ratio, 1, 1, 0, temperature, 0},
    {"C", true, Scale::ratio, 1, 1, 0, charge, 0},
    {"cd", true, Scale::ratio, 1, 1, 0, luminosity, 0},
    // Numbers. A mole is a number of things: UCUM has no dimension of its own for it.
    {"10*", false, Scale::ratio, 1, 1, 1, number, 0},
    {"10^", false, Scale::ratio, 1, 1, 1, number, 0},
    {"%", false, Scale::ratio, 1, 1, -2, number, 0},
    {"[ppth]", false, Scale::ratio, 1, 1, -3, number, 0},
    {"[ppm]", false, Scale::ratio, 1, 1, -6, number, 0},
    {"[ppb]", false, Scale::ratio, 1, 1, -9, number, 0},
    {"[pptr]", false, Scale::ratio, 1, 1, -12, number, 0},
    {"[pi]", false, Scale::times_pi, 1, 1, 0, number, 0},
    {"mol", true, Scale::ratio, 602214076, 1, 15, number, 0},
    {"eq", true, Scale::ratio, 602214076, 1, 15, number, 0},
    {"osm", true, Scale::ratio, 602214076, 1, 15, number, 0},
    {"bit", true, Scale::ratio, 1, 1, 0, number, 0},
    {"By", true, Scale::ratio, 8, 1, 0, number, 0},
    {"[HPF]", false, Scale::ratio, 1, 1, 0, number, 0},
    {"[LPF]", false, Scale::ratio, 100, 1, 0, number, 0},
    {"[car_Au]", false, Scale::ratio, 1, 24, 0, number, 0},
    // Derived units of the SI.
    {"sr", true, Scale::ratio, 1, 1, 0, solid_angle, 0},
    {"Hz", true, Scale::ratio, 1, 1, 0, frequency, 0},
    {"N", true, Scale::ratio, 1, 1, 3, force, 0},
    {"Pa", true, Scale::ratio, 1, 1, 3, pressure, 0},
    {"J", true, Scale::ratio, 1, 1, 3, energy, 0},
    {"W", true, Scale::ratio, 1, 1, 3, power, 0},
    {"A", true, Scale::ratio, 1, 1, 0, current, 0},
    {"V", true, Scale::ratio, 1, 1, 3, potential, 0},
    {"F", true, Scale::ratio, 1, 1, -3, capacitance, 0},
    {"Ohm", true, Scale::ratio, 1, 1, 3, resistance, 0},
    {"S", true, Scale::ratio, 1, 1, -3, conductance, 0},
    {"mho", true, Scale::ratio, 1, 1, -3, conductance, 0},
    {"Wb", true, Scale::ratio, 1, 1, 3, flux, 0},
    {"T", true, Scale::ratio, 1, 1, 3, flux_density, 0},
    {"H", true, Scale::ratio, 1, 1, 3, inductance, 0},
    {"lm", true, Scale::ratio, 1, 1, 0, luminous_flux, 0},
    {"lx", true, Scale::ratio, 1, 1, 0, illuminance, 0},
    {"Bq", true, Scale::ratio, 1, 1, 0, frequency, 0},
    {"Gy", true, Scale::ratio, 1, 1, 0, dose, 0},
    {"Sv", true, Scale::ratio, 1, 1, 0, dose, 0},
    {"kat", true, Scale::ratio, 602214076, 1, 15, frequency, 0},
    {"U", true, Scale::ratio, 602214076, 60, 9, frequency, 0},
    {"Bd", true, Scale::ratio, 1, 1, 0, frequency, 0},
    // Temperatures.
    {"Cel", false, Scale::affine, 1, 1, 0, temperature, 27315},
    {"[degF]", false, Scale::affine, 5, 9, 0, temperature, 45967},
    {"[degR]", false, Scale::ratio, 5, 9, 0, temperature, 0},
    // Angles.
    {"deg", false, Scale::times_pi, 1, 180, 0, angle, 0},
    {"'", false, Scale::times_pi, 1, 10800, 0, angle, 0},
    {"''", false, Scale::times_pi, 1, 648000, 0, angle, 0},
    {"gon", false, Scale::times_pi, 1, 200, 0, angle, 0},
    {"circ", false, Scale::times_pi, 2, 1, 0, angle, 0},
    {"[diop]", true, Scale::ratio, 1, 1, 0, per_length, 0},
    // Time.
    {"min", false, Scale::ratio, 60, 1, 0, time, 0},
    {"h", false, Scale::ratio, 3600, 1, 0, time, 0},
    {"d", false, Scale::ratio, 86400, 1, 0, time, 0},
    {"wk", false, Scale::ratio, 604800, 1, 0, time, 0},
    {"mo", false, Scale::ratio, 2629800, 1, 0, time, 0},
    {"mo_j", false, Scale::ratio, 2629800, 1, 0, time, 0},
    {"mo_g", false, Scale::ratio, 2629746, 1, 0, time, 0},
    {"mo_s", false, Scale::ratio, 2551442976, 1, -3, time, 0},
    {"a", false, Scale::ratio, 31557600, 1, 0, time, 0},
    {"a_j", false, Scale::ratio, 31557600, 1, 0, time, 0},
    {"a_g", false, Scale::ratio, 31556952, 1, 0, time, 0},
    {"a_t", false, Scale::ratio, 31556925216, 1, -3, time, 0},
    {"[S]", false, Scale::ratio, 1, 1, -13, time, 0},
    // Metric units outside the SI.
    {"l", true, Scale::ratio, 1, 1, -3, volume, 0},
    {"L", true, Scale::ratio, 1, 1, -3, volume, 0},
    {"ar", true, Scale::ratio, 1, 1, 2, area, 0},
    {"t", true, Scale::ratio, 1, 1, 6, mass, 0},
    {"bar", true, Scale::ratio, 1, 1, 8, pressure, 0},
    {"u", true, Scale::ratio, 166053906660, 1, -35, mass, 0},
    {"eV", true, Scale::ratio, 1602176634, 1, -25, energy, 0},
    {"AU", false, Scale::ratio, 149597870691, 1, 0, length, 0},
    {"pc", true, Scale::ratio, 3085678, 1, 10, length, 0},
    {"Ao", false, Scale::ratio, 1, 1, -10, length, 0},
    {"b", false, Scale::ratio, 1, 1, -28, area, 0},
    {"st", true, Scale::ratio, 1, 1, 0, volume, 0},
    {"atm", false, Scale::ratio, 101325, 1, 3, pressure, 0},
    {"att", false, Scale::ratio, 980665, 1, 2, pressure, 0},
    {"g%", true, Scale::ratio, 1, 1, 4, density, 0},
    {"[c]", true, Scale::ratio, 299792458, 1, 0, velocity, 0},
    {"[g]", true, Scale::ratio, 980665, 1, -5, acceleration, 0},
    {"[e]", true, Scale::ratio, 1602176634, 1, -28, charge, 0},
    {"gf", true, Scale::ratio, 980665, 1, -5, force, 0},
    {"[ly]", true, Scale::ratio, 94607304725808, 1, 2, length, 0},
    // CGS units.
    {"Gal", true, Scale::ratio, 1, 1, -2, acceleration, 0},
    {"dyn", true, Scale::ratio, 1, 1, -2, force, 0},
    {"erg", true, Scale::ratio, 1, 1, -4, energy, 0},
    {"P", true, Scale::ratio, 1, 1, 2, viscosity, 0},
    {"St", true, Scale::ratio, 1, 1, -4, diffusivity, 0},
    {"Mx", true, Scale::ratio, 1, 1, -5, flux, 0},
    {"G", true, Scale::ratio, 1, 1, -1, flux_density, 0},
    {"Bi", true, Scale::ratio, 1, 1, 1, current, 0},
    {"Ci", true, Scale::ratio, 37, 1, 9, frequency, 0},
    {"R", true, Scale::ratio, 258, 1, -9, exposure, 0},
    {"RAD", true, Scale::ratio, 1, 1, -2, dose, 0},
    {"REM", true, Scale::ratio, 1, 1, -2, dose, 0},
    {"sb", false, Scale::ratio, 1, 1, 4, luminance, 0},
    {"Oe", true, Scale::per_pi, 250, 1, 0, magnetic_field, 0},
    // Lengths and areas, international and US survey.
    {"[in_i]", false, Scale::ratio, 254, 1, -4, length, 0},
    {"[ft_i]", false, Scale::ratio, 3048, 1, -4, length, 0},
    {"[yd_i]", false, Scale::ratio, 9144, 1, -4, length, 0},
    {"[mi_i]", false, Scale::ratio, 1609344, 1, -3, length, 0},
    {"[fth_i]", false, Scale::ratio, 18288, 1, -4, length, 0},
    {"[nmi_i]", false, Scale::ratio, 1852, 1, 0, length, 0},
    {"[mil_i]", false, Scale::ratio, 254, 1, -7, length, 0},
    {"[hd_i]", false, Scale::ratio, 1016, 1, -4, length, 0},
    {"[ft_us]", false, Scale::ratio, 1200, 3937, 0, length, 0},
    {"[yd_us]", false, Scale::ratio, 3600, 3937, 0, length, 0},
    {"[in_us]", false, Scale::ratio, 100, 3937, 0, length, 0},
    {"[mi_us]", false, Scale::ratio, 6336000, 3937, 0, length, 0},
    {"[sin_i]", false, Scale::ratio, 64516, 1, -8, area, 0},
    {"[sft_i]", false, Scale::ratio, 9290304, 1, -8, area, 0},
    {"[syd_i]", false, Scale::ratio, 83612736, 1, -8, area, 0},
    {"[cin_i]", false, Scale::ratio, 16387064, 1, -12, volume, 0},
    {"[cft_i]", false, Scale::ratio, 28316846592, 1, -12, volume, 0},
    {"[cyd_i]", false, Scale::ratio, 764554857984, 1, -12, volume, 0},
    {"[kn_i]", false, Scale::ratio, 1852, 3600, 0, velocity, 0},
    {"[Ch]", false, Scale::per_pi, 1, 1, -3, length, 0},
    // Volumes, US and British.
    {"[gal_us]", false, Scale::ratio, 3785411784, 1, -12, volume, 0},
    {"[bbl_us]", false, Scale::ratio, 158987294928, 1, -12, volume, 0},
    {"[qt_us]", false, Scale::ratio, 946352946, 1, -12, volume, 0},
    {"[pt_us]", false, Scale::ratio, 473176473, 1, -12, volume, 0},
    {"[gil_us]", false, Scale::ratio, 11829411825, 1, -14, volume, 0},
    {"[foz_us]", false, Scale::ratio, 295735295625, 1, -16, volume, 0},
    {"[fdr_us]", false, Scale::ratio, 36966911953125, 1, -19, volume, 0},
    {"[min_us]", false, Scale::ratio, 36966911953125, 60, -19, volume, 0},
    {"[cup_us]", false, Scale::ratio, 2365882365, 1, -13, volume, 0},
    {"[tbs_us]", false, Scale::ratio, 1478676478125, 1, -17, volume, 0},
    {"[tsp_us]", false, Scale::ratio, 1478676478125, 3, -17, volume, 0},
    {"[foz_m]", false, Scale::ratio, 30, 1, -6, volume, 0},
    {"[cup_m]", false, Scale::ratio, 240, 1, -6, volume, 0},
    {"[tsp_m]", false, Scale::ratio, 5, 1, -6, volume, 0},
    {"[tbs_m]", false, Scale::ratio, 15, 1, -6, volume, 0},
    {"[gal_br]", false, Scale::ratio, 454609, 1, -8, volume, 0},
    {"[qt_br]", false, Scale::ratio, 11365225, 1, -10, volume, 0},
    {"[pt_br]", false, Scale::ratio, 56826125, 1, -11, volume, 0},
    {"[foz_br]", false, Scale::ratio, 284130625, 1, -13, volume, 0},
    {"[drp]", false, Scale::ratio, 5, 1, -8, volume, 0},
    // Masses, avoirdupois, troy and apothecary.
    {"[gr]", false, Scale::ratio, 6479891, 1, -8, mass, 0},
    {"[lb_av]", false, Scale::ratio, 45359237, 1, -5, mass, 0},
    {"[oz_av]", false, Scale::ratio, 28349523125, 1, -9, mass, 0},
    {"[dr_av]", false, Scale::ratio, 17718451953125, 1, -13, mass, 0},
    {"[scwt_av]", false, Scale::ratio, 45359237, 1, -3, mass, 0},
    {"[lcwt_av]", false, Scale::ratio, 5080234544, 1, -5, mass, 0},
    {"[ston_av]", false, Scale::ratio, 90718474, 1, -2, mass, 0},
    {"[lton_av]", false, Scale::ratio, 10160469088, 1, -4, mass, 0},
    {"[stone_av]", false, Scale::ratio, 635029318, 1, -5, mass, 0},
    {"[pwt_tr]", false, Scale::ratio, 155517384, 1, -8, mass, 0},
    {"[oz_tr]", false, Scale::ratio, 311034768, 1, -7, mass, 0},
    {"[lb_tr]", false, Scale::ratio, 3732417216, 1, -7, mass, 0},
    {"[sc_ap]", false, Scale::ratio, 12959782, 1, -7, mass, 0},
    {"[dr_ap]", false, Scale::ratio, 38879346, 1, -7, mass, 0},
    {"[oz_ap]", false, Scale::ratio, 311034768, 1, -7, mass, 0},
    {"[lb_ap]", false, Scale::ratio, 3732417216, 1, -7, mass, 0},
    {"[oz_m]", false, Scale::ratio, 28, 1, 0, mass, 0},
    {"[car_m]", false, Scale::ratio, 2, 1, -1, mass, 0},
    {"[lbf_av]", false, Scale::ratio, 44482216152605, 1, -10, force, 0},
    // Pressures and what is measured with them.
    {"[psi]", false, Scale::ratio, 44482216152605, 64516, -2, pressure, 0},
    {"m[H2O]", true, Scale::ratio, 980665, 1, 1, pressure, 0},
    {"m[Hg]", true, Scale::ratio, 133322, 1, 3, pressure, 0},
    {"[in_i'H2O]", false, Scale::ratio, 249088910, 1, -3, pressure, 0},
    {"[in_i'Hg]", false, Scale::ratio, 33863788, 1, -1, pressure, 0},
    {"[PRU]", false, Scale::ratio, 133322, 1, 6, flow_resistance, 0},
    {"[wood'U]", false, Scale::ratio, 799932, 1, 4, flow_resistance, 0},
    // Heat and metabolism.
    {"cal", true, Scale::ratio, 4184, 1, 0, energy, 0},
    {"cal_th", true, Scale::ratio, 4184, 1, 0, energy, 0},
    {"cal_IT", true, Scale::ratio, 41868, 1, -1, energy, 0},
    {"cal_[15]", true, Scale::ratio, 418580, 1, -2, energy, 0},
    {"cal_[20]", true, Scale::ratio, 418190, 1, -2, energy, 0},
    {"cal_m", true, Scale::ratio, 419002, 1, -2, energy, 0},
    {"[Cal]", false, Scale::ratio, 4184, 1, 3, energy, 0},
    {"[MET]", false, Scale::ratio, 35, 6, -11, metabolism, 0},
    // Arbitrary units: what an assay or a scale defines. [iU] and [IU] are one unit.
    {"[iU]", true, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[IU]", true, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[arb'U]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[USP'U]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[GPL'U]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[MPL'U]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[APL'U]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[beth'U]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[anti'Xa'U]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[todd'U]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[dye'U]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[smgy'U]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[bdsk'U]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[ka'U]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[knk'U]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[mclg'U]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[tb'U]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[hnsf'U]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[CCID_50]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[TCID_50]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[EID_50]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[AU]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[BAU]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[PNU]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[Lf]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[D'ag'U]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[FEU]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[ELU]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[EU]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[Amb'a'1'U]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[PFU]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[FFU]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[CFU]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[IR]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[pH]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"[p'diop]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"%[slope]", false, Scale::arbitrary, 1, 1, 0, number, 0},
    {"B", true, Scale::arbitrary, 1, 1, 0, number, 0},
    {"Np", true, Scale::arbitrary, 1, 1, 0, number, 0},
    {"B[SPL]", true, Scale::arbitrary, 1, 1, 0, number, 0},
    {"B[V]", true, Scale::arbitrary, 1, 1, 0, number, 0},
    {"B[W]", true, Scale::arbitrary, 1, 1, 0, number, 0},
}};
// clang-format on

// "da" stands before "d", so that the longer prefix is tried first.
constexpr std::array<Prefix, 20> prefix_table{{
    {"da", 1}, {"Y", 24},  {"Z", 21},  {"E", 18},  {"P", 15},  {"T", 12},  {"G", 9},
    {"M", 6},  {"k", 3},   {"h", 2},   {"d", -1},  {"c", -2},  {"m", -3},  {"u", -6},
    {"n", -9}, {"p", -12}, {"f", -15}, {"a", -18}, {"z", -21}, {"y", -24},
}};

// clang-format off
constexpr std::array<Alias, 153> alias_table{{
    {"Celsius", "Cel"}, {"celsius", "Cel"}, {"centigrade", "Cel"}, {"degC", "Cel"},
    {"degreesC", "Cel"}, {"oC", "Cel"}, {"C", "Cel"}, {"°C", "Cel"}, {"Fahrenheit", "[degF]"},
    {"fahrenheit", "[degF]"}, {"degF", "[degF]"}, {"°F", "[degF]"}, {"Kelvin", "K"},
    {"kelvin", "K"}, {"mmHg", "mm[Hg]"}, {"mm_Hg", "mm[Hg]"}, {"cmH2O", "cm[H2O]"},
    {"inHg", "[in_i'Hg]"}, {"psi", "[psi]"}, {"lb", "[lb_av]"}, {"lbs", "[lb_av]"},
    {"pound", "[lb_av]"}, {"pounds", "[lb_av]"}, {"oz", "[oz_av]"}, {"ounce", "[oz_av]"},
    {"stone", "[stone_av]"}, {"grain", "[gr]"}, {"in", "[in_i]"}, {"inch", "[in_i]"},
    {"inches", "[in_i]"}, {"ft", "[ft_i]"}, {"foot", "[ft_i]"}, {"feet", "[ft_i]"},
    {"yd", "[yd_i]"}, {"yard", "[yd_i]"}, {"mi", "[mi_i]"}, {"mile", "[mi_i]"},
    {"miles", "[mi_i]"}, {"mph", "[mi_i]/h"}, {"kph", "km/h"}, {"gal", "[gal_us]"},
    {"gallon", "[gal_us]"}, {"pint", "[pt_us]"}, {"quart", "[qt_us]"}, {"cup", "[cup_us]"},
    {"tablespoon", "[tbs_us]"}, {"teaspoon", "[tsp_us]"}, {"tsp", "[tsp_us]"},
    {"tbsp", "[tbs_us]"}, {"floz", "[foz_us]"}, {"drop", "[drp]"}, {"drops", "[drp]"},
    {"IU", "[IU]"}, {"iU", "[iU]"}, {"UI", "[IU]"}, {"sec", "s"}, {"secs", "s"}, {"min.", "min"},
    {"mins", "min"}, {"hr", "h"}, {"hrs", "h"}, {"yr", "a"}, {"yrs", "a"}, {"wks", "wk"},
    {"mos", "mo"}, {"msec", "ms"}, {"bpm", "/min"}, {"cc", "mL"}, {"mcg", "ug"}, {"µg", "ug"},
    {"μg", "ug"}, {"µL", "uL"}, {"μL", "uL"}, {"µmol", "umol"}, {"μmol", "umol"}, {"mcL", "uL"},
    {"gm", "g"}, {"gms", "g"}, {"gram", "g"}, {"grams", "g"}, {"kilogram", "kg"},
    {"kilograms", "kg"}, {"kgs", "kg"}, {"Kg", "kg"}, {"KG", "kg"}, {"milligram", "mg"},
    {"meter", "m"}, {"metre", "m"}, {"meters", "m"}, {"metres", "m"}, {"centimeter", "cm"},
    {"centimetre", "cm"}, {"centimeters", "cm"}, {"millimeter", "mm"}, {"liter", "L"},
    {"litre", "L"}, {"liters", "L"}, {"litres", "L"}, {"milliliter", "mL"}, {"mole", "mol"},
    {"Eq", "eq"}, {"mEq", "meq"}, {"mEq/L", "meq/L"}, {"Osm", "osm"}, {"mOsm", "mosm"},
    {"joule", "J"}, {"watt", "W"}, {"newton", "N"}, {"pascal", "Pa"}, {"volt", "V"},
    {"hertz", "Hz"}, {"calorie", "cal"}, {"kCal", "kcal"}, {"Cal", "[Cal]"}, {"degree", "deg"},
    {"degrees", "deg"}, {"°", "deg"}, {"radian", "rad"}, {"percent", "%"}, {"pct", "%"},
    {"pH", "[pH]"}, {"ppm", "[ppm]"}, {"ppb", "[ppb]"}, {"unit", "U"}, {"units", "U"},
    {"angstrom", "Ao"}, {"knot", "[kn_i]"}, {"dioptre", "[diop]"}, {"diopter", "[diop]"},
    {"MET", "[MET]"}, {"METs", "[MET]"}, {"kg", "kg"}, {"mg", "mg"}, {"ug", "ug"}, {"ng", "ng"},
    {"km", "km"}, {"cm", "cm"}, {"mm", "mm"}, {"um", "um"}, {"dL", "dL"}, {"mL", "mL"},
    {"uL", "uL"}, {"ms", "ms"}, {"mmol", "mmol"}, {"umol", "umol"}, {"nmol", "nmol"},
    {"meq", "meq"}, {"kPa", "kPa"}, {"hPa", "hPa"}, {"kJ", "kJ"}, {"kcal", "kcal"},
    {"mm[Hg]", "mm[Hg]"}, {"cm[H2O]", "cm[H2O]"},
}};
// clang-format on

constexpr std::array<DimensionName, 31> name_table{{
    {number, "number"},
    {length, "length"},
    {area, "area"},
    {volume, "volume"},
    {time, "time"},
    {frequency, "frequency"},
    {mass, "mass"},
    {angle, "angle"},
    {temperature, "temperature"},
    {charge, "electric charge"},
    {luminosity, "luminous intensity"},
    {velocity, "speed"},
    {acceleration, "acceleration"},
    {force, "force"},
    {pressure, "pressure"},
    {energy, "energy"},
    {power, "power"},
    {dose, "radiation dose"},
    {density, "mass concentration"},
    {viscosity, "viscosity"},
    {current, "electric current"},
    {potential, "electric potential"},
    {resistance, "electric resistance"},
    {flow_resistance, "vascular resistance"},
    {solid_angle, "solid angle"},
    {capacitance, "electric capacitance"},
    {conductance, "electric conductance"},
    {Dimension{-3}, "number concentration"},
    {Dimension{-2, 0, 1}, "mass by area"},
    {Dimension{3, -1}, "volume flow"},
    {Dimension{0, -1, 1}, "mass flow"},
}};

}  // namespace

std::span<const Atom> atoms() { return atom_table; }
std::span<const Prefix> prefixes() { return prefix_table; }
std::span<const Alias> aliases() { return alias_table; }
std::span<const DimensionName> dimension_names() { return name_table; }

const Atom* find_atom(std::string_view code) {
  const auto* found = std::find_if(atom_table.begin(), atom_table.end(),
                                   [code](const Atom& atom) { return atom.code == code; });
  return found == atom_table.end() ? nullptr : found;
}

}  // namespace palpate::units

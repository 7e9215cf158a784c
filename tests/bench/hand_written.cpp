#include "bench/hand_written.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <type_traits>
#include <utility>

namespace hand_written {

namespace {

namespace ondemand = simdjson::ondemand;

constexpr Tri operator&&(Tri a, Tri b) { return std::min(a, b); }
constexpr Tri operator||(Tri a, Tri b) { return std::max(a, b); }
constexpr Tri operator!(Tri a) { return static_cast<Tri>(2 - static_cast<int>(a)); }
constexpr Tri tri(bool holds) { return holds ? Tri::yes : Tri::no; }

template <typename T>
struct Known {
  bool known = false;
  T value = 0;
};
using Whole = Known<std::int64_t>;
using Number = Known<double>;
/// The options that were chosen, of those that a condition asks for.
struct Chosen {
  bool known = false;
  unsigned options = 0;
};
struct ManyChosen : Chosen {};

template <typename T>
Tri at_least(Known<T> n, std::type_identity_t<T> c) {
  return n.known ? tri(n.value >= c) : Tri::unknown;
}
template <typename T>
Tri at_most(Known<T> n, std::type_identity_t<T> c) {
  return n.known ? tri(n.value <= c) : Tri::unknown;
}
template <typename T>
Tri above(Known<T> n, std::type_identity_t<T> c) {
  return n.known ? tri(n.value > c) : Tri::unknown;
}
template <typename T>
Tri below(Known<T> n, std::type_identity_t<T> c) {
  return n.known ? tri(n.value < c) : Tri::unknown;
}
Tri apart(Whole a, Whole b, std::int64_t c) {
  if (!a.known || !b.known) return Tri::unknown;
  return tri(std::abs(a.value - b.value) >= c);
}
Tri has(Chosen w, unsigned option) {
  return w.known ? tri((w.options & option) != 0) : Tri::unknown;
}

constexpr std::size_t longest_name = simdjson::SIMDJSON_PADDING;  // there is room to look

enum : unsigned {
  option_low_back = 1U << 0U,
  option_neck = 1U << 1U,
  option_mid_back = 1U << 2U,
  option_band = 1U << 3U,
  option_sport = 1U << 4U,
  option_f = 1U << 5U,
  option_buttock = 1U << 6U,
  option_thigh = 1U << 7U,
  option_below_knee = 1U << 8U,
  option_minor = 1U << 9U,
  option_major = 1U << 10U,
  option_anterior = 1U << 11U,
  option_reduced = 1U << 12U,
  option_sedentary = 1U << 13U,
  option_light = 1U << 14U,
  option_moderate = 1U << 15U,
  option_active = 1U << 16U
};
/// Rows by name: a flat table, found by the length and three letters.
template <typename Row>
class Table {
 public:
  template <std::size_t count>
  explicit Table(const Row (&rows)[count]) {
    for (const auto& row : rows) {
      auto at = place(row.name);
      while (table_[at] != nullptr) at = (at + 1) % table_.size();
      table_[at] = &row;
    }
  }
  const Row* find(std::string_view name) const {
    auto at = place(name);
    while (table_[at] != nullptr && table_[at]->name != name) at = (at + 1) % table_.size();
    return table_[at];
  }

 private:
  static std::size_t place(std::string_view name) {
    if (name.empty()) return 0;
    const auto letter = [name](std::size_t at) { return static_cast<unsigned char>(name[at]); };
    const auto size = name.size();
    return (size * 17U + letter(0) * 31U + letter(size / 2) * 7U + letter(size - 1)) % table_size;
  }
  static constexpr std::size_t table_size = 512;
  std::array<const Row*, table_size> table_{};
};

struct Option {
  std::string_view name;
  unsigned bit;
};
constexpr Option options[] = {{"low-back", option_low_back},     {"neck", option_neck},
                              {"mid-back", option_mid_back},     {"band", option_band},
                              {"sport", option_sport},           {"f", option_f},
                              {"buttock", option_buttock},       {"thigh", option_thigh},
                              {"below-knee", option_below_knee}, {"minor", option_minor},
                              {"major", option_major},           {"anterior", option_anterior},
                              {"reduced", option_reduced},       {"sedentary", option_sedentary},
                              {"light", option_light},           {"moderate", option_moderate},
                              {"active", option_active}};
unsigned option_bit(std::string_view name) {
  static const Table table(options);
  const auto* found = table.find(name);
  return found == nullptr ? 0 : found->bit;
}

struct Person {
  Number sitting_hours, sleep_hours;
  Whole age, pain_weeks, severity, severity_worst, stiffness_min, thomas_l_deg, thomas_r_deg,
      slr_l_deg, slr_r_deg, ake_l_deg, ake_r_deg, hip_ir_l_deg, hip_ir_r_deg, glute_l, glute_r,
      side_bridge_l_s, side_bridge_r_s, sorensen_s, fear_avoidance;
  Tri night_pain = Tri::unknown, constant_pain = Tri::unknown, worse_flexion = Tri::unknown,
      worse_extension = Tri::unknown, bladder_change = Tri::unknown, bowel_change = Tri::unknown,
      saddle_numbness = Tri::unknown, leg_weakness = Tri::unknown, bilateral_leg = Tri::unknown,
      progressive_neuro = Tri::unknown, fever = Tri::unknown, weight_loss = Tri::unknown,
      cancer_history = Tri::unknown, steroid_use = Tri::unknown, osteoporosis = Tri::unknown,
      iv_drug_use = Tri::unknown, immunosuppressed = Tri::unknown, recent_infection = Tri::unknown,
      pregnant = Tri::unknown, stiffness_eases = Tri::unknown, psoriasis_uveitis = Tri::unknown,
      piriformis_l = Tri::unknown, piriformis_r = Tri::unknown, low_mood = Tri::unknown;
  Chosen sex, radiation, trauma, pelvic_tilt, lordosis, activity;
  ManyChosen pain_locations, equipment, goals;
};

bool read_value(ondemand::value& value, Whole& out) {
  out.known = value.get_int64().get(out.value) == simdjson::SUCCESS;
  return out.known;
}
bool read_value(ondemand::value& value, Number& out) {
  out.known = value.get_double().get(out.value) == simdjson::SUCCESS;
  return out.known;
}
bool read_value(ondemand::value& value, Tri& out) {
  bool answer = false;
  if (value.get_bool().get(answer) != simdjson::SUCCESS) return false;
  out = tri(answer);
  return true;
}
/// Names and options have no escapes, so that what stands between the quotes will do.
std::string_view plain(ondemand::raw_json_string text) {
  const char* begin = text.raw();
  const auto* end = static_cast<const char*>(std::memchr(begin, '"', longest_name));
  return end == nullptr ? std::string_view()
                        : std::string_view(begin, static_cast<std::size_t>(end - begin));
}

bool read_option(simdjson::simdjson_result<ondemand::raw_json_string> text, Chosen& out) {
  ondemand::raw_json_string option;
  if (std::move(text).get(option) != simdjson::SUCCESS) return false;
  out.known = true;
  out.options |= option_bit(plain(option));
  return true;
}
bool read_value(ondemand::value& value, Chosen& out) {
  return read_option(value.get_raw_json_string(), out);
}
bool read_value(ondemand::value& value, ManyChosen& out) {
  ondemand::array array;
  if (value.get_array().get(array) != simdjson::SUCCESS) return false;
  for (auto element : array) {
    if (!read_option(element.get_raw_json_string(), out)) return false;
  }
  return true;
}

template <auto member>
bool read(Person& person, ondemand::value& value) {
  return read_value(value, person.*member) || value.is_null();
}

using Reader = bool (*)(Person&, ondemand::value&);
struct Item {
  std::string_view name;
  Reader read;
};
constexpr Item items[] = {{"age", read<&Person::age>},
                          {"sex", read<&Person::sex>},
                          {"painWeeks", read<&Person::pain_weeks>},
                          {"severity", read<&Person::severity>},
                          {"severityWorst", read<&Person::severity_worst>},
                          {"painLocations", read<&Person::pain_locations>},
                          {"radiation", read<&Person::radiation>},
                          {"nightPain", read<&Person::night_pain>},
                          {"constantPain", read<&Person::constant_pain>},
                          {"worseFlexion", read<&Person::worse_flexion>},
                          {"worseExtension", read<&Person::worse_extension>},
                          {"bladderChange", read<&Person::bladder_change>},
                          {"bowelChange", read<&Person::bowel_change>},
                          {"saddleNumbness", read<&Person::saddle_numbness>},
                          {"legWeakness", read<&Person::leg_weakness>},
                          {"bilateralLeg", read<&Person::bilateral_leg>},
                          {"progressiveNeuro", read<&Person::progressive_neuro>},
                          {"trauma", read<&Person::trauma>},
                          {"fever", read<&Person::fever>},
                          {"weightLoss", read<&Person::weight_loss>},
                          {"cancerHistory", read<&Person::cancer_history>},
                          {"steroidUse", read<&Person::steroid_use>},
                          {"osteoporosis", read<&Person::osteoporosis>},
                          {"ivDrugUse", read<&Person::iv_drug_use>},
                          {"immunosuppressed", read<&Person::immunosuppressed>},
                          {"recentInfection", read<&Person::recent_infection>},
                          {"pregnant", read<&Person::pregnant>},
                          {"stiffnessMin", read<&Person::stiffness_min>},
                          {"stiffnessEases", read<&Person::stiffness_eases>},
                          {"psoriasisUveitis", read<&Person::psoriasis_uveitis>},
                          {"sittingHours", read<&Person::sitting_hours>},
                          {"thomasLDeg", read<&Person::thomas_l_deg>},
                          {"thomasRDeg", read<&Person::thomas_r_deg>},
                          {"slrLDeg", read<&Person::slr_l_deg>},
                          {"slrRDeg", read<&Person::slr_r_deg>},
                          {"akeLDeg", read<&Person::ake_l_deg>},
                          {"akeRDeg", read<&Person::ake_r_deg>},
                          {"hipIrLDeg", read<&Person::hip_ir_l_deg>},
                          {"hipIrRDeg", read<&Person::hip_ir_r_deg>},
                          {"piriformisL", read<&Person::piriformis_l>},
                          {"piriformisR", read<&Person::piriformis_r>},
                          {"gluteL", read<&Person::glute_l>},
                          {"gluteR", read<&Person::glute_r>},
                          {"sideBridgeLS", read<&Person::side_bridge_l_s>},
                          {"sideBridgeRS", read<&Person::side_bridge_r_s>},
                          {"sorensenS", read<&Person::sorensen_s>},
                          {"pelvicTilt", read<&Person::pelvic_tilt>},
                          {"lordosis", read<&Person::lordosis>},
                          {"activity", read<&Person::activity>},
                          {"fearAvoidance", read<&Person::fear_avoidance>},
                          {"lowMood", read<&Person::low_mood>},
                          {"sleepHours", read<&Person::sleep_hours>},
                          {"equipment", read<&Person::equipment>},
                          {"goals", read<&Person::goals>}};

bool read_answers(ondemand::object answers, Person& person) {
  static const Table table(items);
  for (auto each : answers) {
    ondemand::field field;
    if (std::move(each).get(field) != simdjson::SUCCESS) return false;
    const auto* item = table.find(plain(field.key()));
    if (item != nullptr && !item->read(person, field.value())) return false;
  }
  return true;
}

std::array<Tri, condition_count> conditions_of(const Person& p) {
  const Tri cauda_equina = p.bladder_change || p.bowel_change || p.saddle_numbness ||
                           (p.bilateral_leg && p.leg_weakness);
  const Tri fracture_risk =
      has(p.trauma, option_major) ||
      (has(p.trauma, option_minor) && (at_least(p.age, 70) || p.osteoporosis || p.steroid_use)) ||
      (p.steroid_use && at_least(p.age, 70)) ||
      (p.osteoporosis && at_least(p.age, 75) && at_least(p.severity, 7));
  const Tri cancer_suspect =
      (p.cancer_history && (at_least(p.age, 50) || p.night_pain || p.weight_loss)) ||
      (p.weight_loss && p.night_pain && at_least(p.age, 50));
  const Tri infection_suspect =
      (p.fever && (p.iv_drug_use || p.immunosuppressed || p.recent_infection || p.night_pain)) ||
      (p.iv_drug_use && p.constant_pain);
  const Tri progressive_deficit =
      p.progressive_neuro || (p.leg_weakness && (at_most(p.glute_l, 2) || at_most(p.glute_r, 2)));
  const Tri inflammatory =
      below(p.age, 45) && at_least(p.pain_weeks, 12) &&
      ((at_least(p.stiffness_min, 30) && p.stiffness_eases) ||
       (at_least(p.stiffness_min, 30) && p.night_pain) ||
       (at_least(p.stiffness_min, 30) && p.psoriasis_uveitis) ||
       (p.stiffness_eases && p.night_pain) || (p.stiffness_eases && p.psoriasis_uveitis) ||
       (p.night_pain && p.psoriasis_uveitis));
  const Tri radiculopathy =
      has(p.radiation, option_below_knee) && (below(p.slr_l_deg, 45) || below(p.slr_r_deg, 45));
  const Tri stenosis =
      at_least(p.age, 60) && p.worse_extension && !p.worse_flexion &&
      (p.bilateral_leg || (has(p.radiation, option_thigh) || has(p.radiation, option_below_knee)));
  const Tri chronic = at_least(p.pain_weeks, 12);
  const Tri severe_pain =
      at_least(p.severity, 8) || (at_least(p.severity, 6) && at_least(p.severity_worst, 9));
  const Tri yellow_flags = (at_least(p.fear_avoidance, 14) && p.low_mood) ||
                           (at_least(p.fear_avoidance, 14) && below(p.sleep_hours, 6.0)) ||
                           (at_least(p.fear_avoidance, 14) && has(p.activity, option_sedentary)) ||
                           (p.low_mood && below(p.sleep_hours, 6.0)) ||
                           (p.low_mood && has(p.activity, option_sedentary)) ||
                           (below(p.sleep_hours, 6.0) && has(p.activity, option_sedentary));
  const Tri tight_hip_flexors = below(p.thomas_l_deg, 0) || below(p.thomas_r_deg, 0);
  const Tri tight_hamstrings = above(p.ake_l_deg, 20) || above(p.ake_r_deg, 20) ||
                               (below(p.slr_l_deg, 70) && below(p.slr_r_deg, 70));
  const Tri hip_ir_limited = below(p.hip_ir_l_deg, 25) || below(p.hip_ir_r_deg, 25);
  const Tri hip_ir_asym = apart(p.hip_ir_l_deg, p.hip_ir_r_deg, 10);
  const Tri piriformis = (p.piriformis_l || p.piriformis_r) &&
                         (has(p.radiation, option_buttock) || has(p.radiation, option_thigh));
  const Tri weak_glutes = below(p.glute_l, 4) || below(p.glute_r, 4);
  const Tri weak_lateral_core = below(p.side_bridge_l_s, 45) || below(p.side_bridge_r_s, 45);
  const Tri core_asym = apart(p.side_bridge_l_s, p.side_bridge_r_s, 15);
  const Tri weak_extensors = below(p.sorensen_s, 60);
  const Tri anterior_tilt = has(p.pelvic_tilt, option_anterior) && !has(p.lordosis, option_reduced);
  const Tri sedentary_load = at_least(p.sitting_hours, 8.0) &&
                             (has(p.activity, option_sedentary) || has(p.activity, option_light));
  const Tri pregnancy_caution = p.pregnant && has(p.sex, option_f);
  const Tri low_back_only = has(p.pain_locations, option_low_back) &&
                            !has(p.pain_locations, option_neck) &&
                            !has(p.pain_locations, option_mid_back);
  const Tri any_red_flag =
      cauda_equina || fracture_risk || cancer_suspect || infection_suspect || progressive_deficit;
  const Tri lower_crossed = tight_hip_flexors && weak_glutes && anterior_tilt;
  const Tri rec_emergency = cauda_equina || (progressive_deficit && severe_pain);
  const Tri rec_urgent_imaging = fracture_risk || cancer_suspect;
  const Tri rec_blood_tests = infection_suspect || inflammatory || cancer_suspect;
  const Tri rec_rheumatology = inflammatory && !infection_suspect;
  const Tri rec_nerve_glide = radiculopathy && !any_red_flag;
  const Tri rec_hip_flexor_stretch = tight_hip_flexors && !any_red_flag && !pregnancy_caution;
  const Tri rec_hamstring_stretch = tight_hamstrings && !radiculopathy && !any_red_flag;
  const Tri rec_piriformis_release = piriformis && !any_red_flag;
  const Tri rec_glute_strength =
      (weak_glutes || lower_crossed) && !any_red_flag && has(p.equipment, option_band);
  const Tri rec_core_endurance =
      (weak_lateral_core || core_asym || weak_extensors) && !any_red_flag && !severe_pain;
  const Tri rec_sitting_breaks = sedentary_load;
  const Tri rec_psych_informed = yellow_flags && chronic;
  const Tri rec_self_manage = !any_red_flag && !severe_pain && !yellow_flags;
  const Tri rec_return_to_sport =
      has(p.goals, option_sport) &&
      (has(p.activity, option_moderate) || has(p.activity, option_active)) && !any_red_flag;
  return {cauda_equina,
          fracture_risk,
          cancer_suspect,
          infection_suspect,
          progressive_deficit,
          inflammatory,
          radiculopathy,
          stenosis,
          chronic,
          severe_pain,
          yellow_flags,
          tight_hip_flexors,
          tight_hamstrings,
          hip_ir_limited,
          hip_ir_asym,
          piriformis,
          weak_glutes,
          weak_lateral_core,
          core_asym,
          weak_extensors,
          anterior_tilt,
          sedentary_load,
          pregnancy_caution,
          low_back_only,
          any_red_flag,
          lower_crossed,
          rec_emergency,
          rec_urgent_imaging,
          rec_blood_tests,
          rec_rheumatology,
          rec_nerve_glide,
          rec_hip_flexor_stretch,
          rec_hamstring_stretch,
          rec_piriformis_release,
          rec_glute_strength,
          rec_core_endurance,
          rec_sitting_breaks,
          rec_psych_informed,
          rec_self_manage,
          rec_return_to_sport};
}

enum Level : std::uint8_t { emergency, urgent, soon, routine, self_care };
constexpr std::array<std::string_view, 5> level_names = {"emergency", "urgent", "soon", "routine",
                                                         "self_care"};
struct Condition {
  std::string_view name;  ///< as it is written, behind a comma
  Level level;
};
constexpr std::array<Condition, condition_count> conditions = {
    {{R"(,"cauda_equina")", emergency},
     {R"(,"fracture_risk")", urgent},
     {R"(,"cancer_suspect")", urgent},
     {R"(,"infection_suspect")", urgent},
     {R"(,"progressive_deficit")", urgent},
     {R"(,"inflammatory")", soon},
     {R"(,"radiculopathy")", soon},
     {R"(,"stenosis")", routine},
     {R"(,"chronic")", self_care},
     {R"(,"severe_pain")", soon},
     {R"(,"yellow_flags")", routine},
     {R"(,"tight_hip_flexors")", self_care},
     {R"(,"tight_hamstrings")", self_care},
     {R"(,"hip_ir_limited")", self_care},
     {R"(,"hip_ir_asym")", self_care},
     {R"(,"piriformis")", self_care},
     {R"(,"weak_glutes")", self_care},
     {R"(,"weak_lateral_core")", self_care},
     {R"(,"core_asym")", self_care},
     {R"(,"weak_extensors")", self_care},
     {R"(,"anterior_tilt")", self_care},
     {R"(,"sedentary_load")", self_care},
     {R"(,"pregnancy_caution")", routine},
     {R"(,"low_back_only")", self_care},
     {R"(,"any_red_flag")", urgent},
     {R"(,"lower_crossed")", self_care},
     {R"(,"rec_emergency")", emergency},
     {R"(,"rec_urgent_imaging")", urgent},
     {R"(,"rec_blood_tests")", urgent},
     {R"(,"rec_rheumatology")", soon},
     {R"(,"rec_nerve_glide")", routine},
     {R"(,"rec_hip_flexor_stretch")", self_care},
     {R"(,"rec_hamstring_stretch")", self_care},
     {R"(,"rec_piriformis_release")", self_care},
     {R"(,"rec_glute_strength")", self_care},
     {R"(,"rec_core_endurance")", self_care},
     {R"(,"rec_sitting_breaks")", self_care},
     {R"(,"rec_psych_informed")", routine},
     {R"(,"rec_self_manage")", self_care},
     {R"(,"rec_return_to_sport")", self_care}}};

void write_names(const Answer& answer, Tri status, std::string& out) {
  std::size_t commas = 1;  // that are not written
  for (std::size_t i = 0; i < condition_count; ++i) {
    if (answer.conditions[i] != status) continue;
    out.append(conditions[i].name.substr(commas));
    commas = 0;
  }
}

}  // namespace

bool decide(ondemand::parser& parser, simdjson::padded_string_view line, Answer& answer) {
  ondemand::document document;
  ondemand::object answers;
  if (parser.iterate(line).get(document) != simdjson::SUCCESS) return false;
  if (document["id"].get_string().get(answer.id) != simdjson::SUCCESS) return false;
  if (document["answers"].get_object().get(answers) != simdjson::SUCCESS) return false;
  Person person;
  if (!read_answers(answers, person)) return false;
  answer.conditions = conditions_of(person);
  return true;
}

Bounds bounds_of(const Answer& answer) {
  std::size_t at_least = self_care;
  std::size_t at_most = self_care;
  for (std::size_t i = 0; i < condition_count; ++i) {
    const std::size_t level = conditions[i].level;
    if (answer.conditions[i] == Tri::yes) at_least = std::min(at_least, level);
    if (answer.conditions[i] != Tri::no) at_most = std::min(at_most, level);
  }
  return {at_least, at_most};
}

void write(const Answer& answer, std::string& out) {
  const auto bounds = bounds_of(answer);
  out.append(R"({"id":")").append(answer.id);
  out.append(R"(","atLeast":")").append(level_names[bounds.at_least]);
  out.append(R"(","atMost":")").append(level_names[bounds.at_most]);
  out.append(R"(","present":[)");
  write_names(answer, Tri::yes, out);
  out.append(R"(],"undetermined":[)");
  write_names(answer, Tri::unknown, out);
  out.append("]}\n");
}

}  // namespace hand_written

#include "batch/quarantine.hpp"

#include "batch/base64.hpp"
#include "unit/batch/support.hpp"

namespace palpate::batch {
namespace {

namespace json = boost::json;

std::string base64(std::string_view bytes) {
  std::string out;
  append_base64(bytes, out);
  return out;
}

TEST(QuarantineTest, Base64IsThatOfRfc4648) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foob"), "Zm9vYg==");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

Report knee_report(const std::string& bytes) {
  const auto engine = support::knee_engine();
  AssessScratch scratch(*engine);
  auto report = assess(*engine, *intake::make_json_adapter(), bytes, {}, scratch);
  EXPECT_TRUE(report.has_value());
  return std::move(*report);
}

const RecordOrigin origin{"dir/a.ndjson", {0, 1234, 56}};

TEST(QuarantineTest, ALineTellsPlaceErrorsAndPresentFlagsMostUrgentFirst) {
  // By the knee rules: a fever without an injury is 'septic-joint' (emergency); with age 70 and not
  // being able to walk it is 'weak-signs' (urgent), too. 'nope' is no item.
  const auto bytes = support::knee_record(
      "a", R"("feltFeverish":true,"twistInjury":false,"cannotBearWeight":true,"ageYears":70,)"
           R"("nope":"Grüße")");
  std::string out;
  quarantine_invalid(origin, knee_report(bytes), bytes, out);
  ASSERT_TRUE(out.ends_with("}\n"));
  const auto line = json::parse(out).as_object();
  EXPECT_EQ(line.at("file"), "dir/a.ndjson");
  EXPECT_EQ(line.at("line"), 56);
  EXPECT_EQ(line.at("offset"), 1234);
  ASSERT_EQ(line.at("errors").as_array().size(), 1U);
  EXPECT_EQ(line.at("errors").at(0).at("code"), "IN0120");
  EXPECT_EQ(line.at("errors").at(0).at("pointer"), "/answers/nope");
  EXPECT_EQ(line.at("redFlags"), json::parse(R"([{"id":"septic-joint","level":"emergency"},
                                                 {"id":"weak-signs","level":"urgent"}])"));
  EXPECT_EQ(line.at("record"), json::value(bytes));
  EXPECT_FALSE(line.contains("base64"));
}

TEST(QuarantineTest, BytesThatAreNoTextAreInBase64) {
  const std::string bytes = "{\"id\":\"\xFF\"}";
  std::string out;
  quarantine_invalid(origin, knee_report(bytes), bytes, out);
  const auto line = json::parse(out).as_object();
  EXPECT_EQ(line.at("base64"), json::value(base64(bytes)));
  EXPECT_FALSE(line.contains("record"));
}

TEST(QuarantineTest, ControlCharactersAreKept) {
  std::string bytes = "\x01\t\"\\\x1F \x7F";
  bytes += '\0';
  std::string out;
  quarantine_invalid(origin, knee_report(bytes), bytes, out);
  EXPECT_EQ(json::parse(out).at("record"), json::value(bytes));
}

TEST(QuarantineTest, ARecordOnWhichTheRulesStopKeepsItsBytes) {
  std::string out;
  quarantine_failed(origin, quarantine_code::rules_failed,
                    {Error::Code::limit, "too many steps", {}}, nullptr, "{}", out);
  const auto line = json::parse(out).as_object();
  EXPECT_EQ(line.at("errors").at(0).at("code"), "BA0101");
  EXPECT_EQ(line.at("errors").at(0).at("message"), "too many steps");
  EXPECT_TRUE(line.at("redFlags").as_array().empty());
}

TEST(QuarantineTest, PiecesMakeOneLineWithTheWholeRecord) {
  std::string out;
  quarantine_first_piece(origin, "abcdef", out);
  quarantine_next_piece("ghi", out);
  quarantine_last_piece("jk", out);
  EXPECT_EQ(out.find('\n'), out.size() - 1);
  const auto line = json::parse(out).as_object();
  EXPECT_EQ(line.at("base64"), json::value(base64("abcdefghijk")));
  EXPECT_EQ(line.at("errors").at(0).at("code"), "IN0101");
}

}  // namespace
}  // namespace palpate::batch

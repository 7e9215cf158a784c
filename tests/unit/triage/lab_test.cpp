#include "unit/triage/lab.hpp"
namespace palpate::triage { namespace {
TEST(LabTest, Loads) { support::Bench bench{support::Lab{}}; EXPECT_EQ(bench.status("{\"a\":true}", "flag-a"), FlagStatus::present); }
}}

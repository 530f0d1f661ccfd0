// Is the comparison with the oracle strong enough? Each small change of meaning in the rule text
// must be seen as a different answer within the number of cases that the oracle test runs.
#include <gtest/gtest.h>

#include "rules/case_builder.h"
#include "rules/oracle.h"
#include "rules/rule_set.h"

namespace stadga::rules {
namespace {

struct Change {
  std::string from, to;
};

// The n-th occurrence, from 0, of `from` in regler.stadga becomes `to`.
dsl::SourceSet changed(const Change& change, int n) {
  dsl::SourceSet sources = parking_rules_only();
  for (engine::SourceFile& file : sources) {
    if (file.path != "regler.stadga") continue;
    std::size_t at = file.text.find(change.from);
    for (; n > 0 && at != std::string::npos; --n) at = file.text.find(change.from, at + 1);
    if (at == std::string::npos) return {};
    file.text.replace(at, change.from.size(), change.to);
  }
  return sources;
}

int occurrences(const std::string& wanted) {
  int count = 0;
  for (; !changed({wanted, wanted}, count).empty(); ++count) {
  }
  return count;
}

// Cases until the first difference; 0 when there is none.
int cases_until_seen(const engine::Package& package, int at_most) {
  support::Random random(600);
  for (int i = 1; i <= at_most; ++i) {
    const Mix mix = i % 2 == 0 ? Mix{0, 85} : Mix{8, 95};
    const ParkingCase facts = random_parking_case(random, mix);
    if (engine_answer(package, case_file(facts)) != expected_answer(facts)) return i;
  }
  return 0;
}

void expect_each_seen(const Change& change, int how_many) {
  ASSERT_EQ(occurrences(change.from), how_many) << change.from;
  for (int n = 0; n < how_many; ++n) {
    SCOPED_TRACE(change.from + " -> " + change.to + ", number " + std::to_string(n));
    const dsl::CompileResult compiled = compile_or_fail(changed(change, n));
    ASSERT_TRUE(compiled.package.has_value());
    EXPECT_GT(cases_until_seen(*compiled.package, 4000), 0) << "nobody would notice";
  }
}

TEST(OraclePower, SeesBoundariesMove) {
  expect_each_seen(
      {"tidigast beslutsdagen + 2 m\u00e5nader", "efter beslutsdagen + 2 m\u00e5nader"}, 1);
  expect_each_seen({"beslutsdagen + 2 m\u00e5nader", "beslutsdagen + 3 m\u00e5nader"}, 1);
  expect_each_seen(
      {"giltigt_till \u00e4r f\u00f6re beslutsdagen", "giltigt_till \u00e4r senast beslutsdagen"},
      2);
  expect_each_seen({"2015-01-01   60 m\u00e5nader", "2015-01-01   59 m\u00e5nader"}, 1);
  expect_each_seen({"dagen f\u00f6re giltig_fr\u00e5n", "giltig_fr\u00e5n"}, 1);
  expect_each_seen({"dagen efter det senaste", "det senaste"}, 1);
  expect_each_seen({"\u00e4r minst 2", "\u00e4r minst 3"}, 2);
}

TEST(OraclePower, SeesGuardsGo) {
  expect_each_seen({"  till\u00e4mpas n\u00e4r \u00e4rende \u00e4r f\u00f6rlorat\n", ""}, 5);
  expect_each_seen({"  till\u00e4mpas n\u00e4r \u00e4rende \u00e4r ny\n", ""}, 1);
  expect_each_seen({"  till\u00e4mpas n\u00e4r \u00e4rende \u00e4r f\u00f6rnyelse\n", ""}, 2);
  expect_each_seen(
      {"  till\u00e4mpas n\u00e4r \u00e4rende \u00e4r n\u00e5gon av ny, f\u00f6rnyelse\n", ""}, 3);
  expect_each_seen({"    - roll \u00e4r passagerare\n", ""}, 1);
}

TEST(OraclePower, SeesConditionsTurn) {
  expect_each_seen({"\u00e4r aktivt", "\u00e4r utg\u00e5nget"}, 13);
  expect_each_seen({"sp\u00e4rrorsak \u00e4r f\u00f6rlorat", "sp\u00e4rrorsak \u00e4r annan"}, 5);
  expect_each_seen({"rekvisit   foto \u00e4r ja", "rekvisit   foto \u00e4r nej"}, 1);
  expect_each_seen({"det minsta av", "det st\u00f6rsta av"}, 1);
}

}  // namespace
}  // namespace stadga::rules

// What the solver was asked, as text: what a bundle carries of it reads back as it was, and nothing else reads.
#include "stadga/verify/evidence.h"
#include "support.h"

namespace stadga::verify::testing {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

CheckResult with_evidence(const std::string& condition) {
  const auto package = compiled(small("krav K1 \"Godkänd\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n  rekvisit " + condition +
                                      "\nslut\n" + std::string(kUsualStages) + "slut\n"));
  CheckOptions options;
  options.evidence = true;
  auto result = check(package, options);
  EXPECT_TRUE(result.has_value());
  return result ? std::move(*result) : CheckResult{};
}

TEST(Evidence, IsKeptOnlyWhereAskedFor) {
  const auto package = compiled(household());
  EXPECT_TRUE(checked(package, {"gap"}).evidence.questions.empty());
}

TEST(Evidence, NamesTheObligationAndDeclaresBeforeUse) {
  const auto result = with_evidence("alla av (antal är minst 50, antal är minst 40)");
  const auto& evidence = result.evidence;
  ASSERT_FALSE(evidence.questions.empty());
  bool vacuous = false;
  for (const auto& question : evidence.questions) {
    const std::string script = to_smtlib(evidence, question);
    EXPECT_THAT(script, StartsWith("(set-logic ALL)\n"));
    EXPECT_THAT(script, EndsWith("(check-sat)\n"));
    if (question.obligation == "vacuous/K1") {
      vacuous = vacuous || !question.possible;
      EXPECT_THAT(script, HasSubstr("(declare-fun antal"));
      EXPECT_LT(script.find("(declare-fun antal"), script.find("(assert"));
    }
    EXPECT_TRUE(question.obligation.empty() || find(result, question.obligation) != nullptr) << question.obligation;
  }
  EXPECT_TRUE(vacuous);
}

TEST(Evidence, ReadsBackAsItWas) {
  const auto evidence = with_evidence("antal är minst 50").evidence;
  SecondOpinion second{"cvc5", "1.0.3", "--rlimit=5", {}};
  for (std::size_t i = 0; i < evidence.questions.size(); ++i) second.opinions.push_back(static_cast<Opinion>(i % 3));
  const auto back = read_evidence(to_json(evidence, second));
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back->evidence.lines, evidence.lines);
  EXPECT_EQ(back->second.opinions, second.opinions);
  EXPECT_EQ(back->second.limit, second.limit);
  ASSERT_EQ(back->evidence.questions.size(), evidence.questions.size());
  for (std::size_t i = 0; i < evidence.questions.size(); ++i) {
    EXPECT_EQ(back->evidence.questions[i].lines, evidence.questions[i].lines);
    EXPECT_EQ(back->evidence.questions[i].possible, evidence.questions[i].possible);
    EXPECT_EQ(back->evidence.questions[i].obligation, evidence.questions[i].obligation);
  }
}

TEST(Evidence, OfAnotherShapeIsRefused) {
  const auto whole = [](const JsonArray& runs, const char* z3 = "sat", const char* second = "unsat") {
    return Json(JsonObject{{"second_solver", JsonObject{{"name", "x"}, {"version", "1"}, {"limit", ""}}},
                           {"lines", JsonArray{Json("(assert true)"), Json("(assert false)")}},
                           {"questions", JsonArray{JsonObject{{"obligation", "gap/decision"}, {"lines", runs}, {"z3", z3}, {"second", second}}}}});
  };
  EXPECT_TRUE(read_evidence(whole({0, 2})).has_value());
  EXPECT_TRUE(read_evidence(whole({1, 1, 0, 1}, "unsat", "unknown")).has_value());
  for (const JsonArray& runs : {JsonArray{0}, JsonArray{0, 0}, JsonArray{-1, 1}, JsonArray{1, 2}, JsonArray{2, 1}, JsonArray{0, 2, 0, 1}, JsonArray{0, 1, 0, 1},
                                JsonArray{Json("0"), 1}, JsonArray{0, std::int64_t{1} << 52}}) {
    EXPECT_FALSE(read_evidence(whole(runs)).has_value());
  }
  EXPECT_FALSE(read_evidence(whole({0, 1}, "maybe")).has_value());
  EXPECT_FALSE(read_evidence(whole({0, 1}, "sat", "maybe")).has_value());
  for (const char* key : {"second_solver", "lines", "questions"}) {
    Json json = whole({0, 1});
    json.as_object()->erase(key);
    EXPECT_FALSE(read_evidence(json).has_value()) << key;
  }
}

}  // namespace
}  // namespace stadga::verify::testing

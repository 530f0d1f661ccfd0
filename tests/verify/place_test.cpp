// What a finding points at, what stands outside the check in both languages, and what is told while
// the check works.
#include <regex>

#include "messages.h"
#include "support.h"

namespace stadga::verify::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string kRequirement =
    "krav K1 \"Godkänd\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n  rekvisit godkänd är ja\nslut\n";
const std::string kDecision =
    "beslut prov\n"
    "  1. avslag när minst ett krav inte är uppfyllt eller inte är visat\n"
    "  2. bifall när alla krav är uppfyllda   anger summa\n"
    "slut\n";

std::string rule(const std::string& id, const std::string& section, const std::string& validity,
                 const std::string& more) {
  return "regel " + id + " \"Regel " + id + "\"\n  stöd Lagen " + section + " §\n  gäller " + validity + "\n  " + more +
         "\nslut\n";
}

std::string line_at(const std::string& text, const engine::Span& span) {
  std::istringstream in(text);
  std::string line;
  for (std::uint32_t i = 0; i < span.line; ++i) std::getline(in, line);
  return line;
}

std::vector<std::string> sections(const Obligation& one) {
  std::vector<std::string> out;
  for (const auto& citation : one.citations) out.push_back(citation.section);
  return out;
}

// The first version of R1 contradicts nothing; the second does.
TEST(PointsAt, TheVersionOfTheRuleThatIsInForceInTheWitness) {
  const auto sources = small(
      kRequirement + "värde summa : heltal 0..1000\n" + kDecision +
      rule("R1", "4", "fr.o.m. 2020-01-01 t.o.m. 2022-12-31", "rättsföljd summa är 2") +
      rule("R1", "5", "fr.o.m. 2023-01-01", "rättsföljd summa är 1") +
      rule("R2", "6", "fr.o.m. 2020-01-01", "när antal är minst 10\n  rättsföljd summa är 2"));
  const auto package = compiled(sources);
  const auto result = checked(package, {"conflict"});
  const auto* found = find(result, "conflict/summa");
  ASSERT_EQ(found->verdict, Verdict::kRefuted);
  EXPECT_EQ(found->code, "S2103");
  EXPECT_GE(*found->witnesses[0].find("decision_date")->as_string(), "2023-01-01");
  EXPECT_EQ(sections(*found), (std::vector<std::string>{"5", "6"}));
  const auto& second = package.base.rules[1];
  EXPECT_EQ(second.citations[0].section, "5");
  EXPECT_EQ(found->span.line, second.span.line);
  EXPECT_THAT(line_at(sources[0].text, found->span), HasSubstr("regel R1"));
}

std::string table(const std::string& section, const std::string& validity, const std::string& rows) {
  return "tabell pris ( antal : heltal 0..100 ) : kronor 0..9 000 \"Pris\"\n  stöd Lagen " + section + " §\n  gäller " +
         validity + "\n" + rows + "slut\n";
}

TEST(PointsAt, TheVersionOfTheTableThatLacksTheRow) {
  const auto package = compiled(small(
      table("4", "fr.o.m. 2020-01-01 t.o.m. 2022-12-31", "  | * | 1 |\n") +
      table("5", "fr.o.m. 2023-01-01", "  | 0..50 | 1 |\n  | 52.. | 2 |\n") +
      "värde summa : kronor 0..9 000\n" + rule("R1", "2", "fr.o.m. 2020-01-01", "rättsföljd summa är pris(antal)") +
      kRequirement + kDecision));
  const auto result = checked(package, {"gap"});
  const auto* found = find(result, "gap/pris");
  ASSERT_EQ(found->verdict, Verdict::kRefuted);
  EXPECT_EQ(found->code, "S2105");
  EXPECT_EQ(sections(*found), std::vector<std::string>{"5"});
  EXPECT_EQ(found->span.line, package.base.tables[0].versions[1].span.line);
  EXPECT_NE(found->span.line, package.base.tables[0].span.line);
}

// "n\xc3\xa4rmast" "följande" as the compiler reads it.
std::string literal(const std::string& source) {
  std::string out;
  bool inside = false;
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source[i] == '"') {
      inside = !inside;
    } else if (source.compare(i, 2, "\\x") == 0) {
      out += static_cast<char>(std::stoi(source.substr(i + 2, 2), nullptr, 16));
      i += 3;
    } else if (inside) {
      out += source[i];
    }
  }
  return out;
}

TEST(OutOfCore, EveryConstructHasItsWordsInBothLanguages) {
  static const std::regex kNamed("[oO]ut_?[oO]f_?[cC]ore\\(((?:\"[^\"]*\"\\s*)+)\\)");
  int seen = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(STADGA_SOURCE_DIR "/verify/src")) {
    const std::string text = read_file(entry.path());
    for (std::sregex_iterator at(text.begin(), text.end(), kNamed), end; at != end; ++at) {
      const std::string key = literal((*at)[1].str());
      ++seen;
      EXPECT_TRUE(messages::is_known_construct(key)) << key << " in " << entry.path();
    }
  }
  EXPECT_GE(seen, 14);
  EXPECT_EQ(messages::construct("rounding").sv, "en sådan avrundning");
  EXPECT_EQ(messages::construct("rounding").en, "such a rounding");
}

TEST(OutOfCore, ANameOfTheRuleSetIsSaidAsItStands) {
  EXPECT_EQ(messages::construct("summa"), (LocalText{"summa", "summa"}));
  EXPECT_EQ(messages::construct("stöd för R1"), (LocalText{"stöd för R1", "the authority for R1"}));
  EXPECT_THAT(messages::out_of_core("list").sv, Not(HasSubstr("list)")));
}

TEST(Progress, EachObligationIsToldOnceInOrderAndChangesNothing) {
  const auto package = compiled(small(kRequirement + "värde summa : heltal 0..1000\n" + kDecision +
                                      rule("R1", "2", "fr.o.m. 2020-01-01", "rättsföljd summa är antal")));
  std::vector<std::string> told;
  CheckOptions options;
  options.settled = [&](const Obligation& one) { told.push_back(one.id); };
  const auto watched = check(package, options);
  const auto alone = check(package);
  ASSERT_TRUE(watched.has_value() && alone.has_value());
  std::vector<std::string> ids;
  for (const Obligation& one : watched->obligations) ids.push_back(one.id);
  EXPECT_EQ(told, ids);
  EXPECT_FALSE(told.empty());
  EXPECT_EQ(canonical_or_die(to_json(package, *watched)), canonical_or_die(to_json(package, *alone)));
}

}  // namespace
}  // namespace stadga::verify::testing

// diff_support.h - small pairs of rule sets, and what the tests ask of a comparison.
#pragma once
#include "stadga/verify/diff.h"
#include "support.h"

namespace stadga::verify::testing {

inline std::string requirement(const std::string& id, const std::string& condition,
                        const std::string& validity = "fr.o.m. 2020-01-01", const std::string& section = "1") {
  return "krav " + id + " \"Krav " + id + "\"\n  stöd Lagen " + section + " §\n  gäller " + validity + "\n" + condition +
         "slut\n";
}
inline std::string rule(const std::string& id, const std::string& effect, const std::string& more = "",
                 const std::string& validity = "fr.o.m. 2020-01-01") {
  return "regel " + id + " \"Regel " + id + "\"\n  stöd Lagen 2 §\n  gäller " + validity + "\n" + more +
         "  rättsföljd " + effect + "\nslut\n";
}
inline std::string limit(const std::string& amount, const std::string& validity = "fr.o.m. 2020-01-01") {
  return "  gäller " + validity + " " + amount + "\n";
}

inline const std::string kApproved = requirement("K1", "  rekvisit godkänd är ja\n");
inline const std::string kStages =
    "beslut prov\n"
    "  1. avslag när minst ett krav inte är uppfyllt eller inte är visat\n"
    "  2. bifall när alla krav är uppfyllda   anger summa\n"
    "slut\n";
inline const std::string kSum = "värde summa : heltal 0..1000   högre är till fördel\n" + kStages;

// An income, and a grant where it is below a threshold.
inline std::string income(const std::string& threshold) {
  return "uppgift inkomst : kronor 0..100 000\n" + kApproved + kSum + rule("R1", "summa är antal") +
         requirement("K2", "  rekvisit inkomst är mindre än " + threshold + "\n", "fr.o.m. 2020-01-01", "3");
}

inline engine::Package of(const std::string& rules) { return compiled(small(rules)); }

inline engine::Package municipal(const std::string& rules, const std::string& first, const std::string& second) {
  auto sources = small(rules);
  sources.push_back({"kommuner/0821-ett.stadga", "kommun 0821 \"Ettan\"\n  till prov\n" + first});
  sources.push_back({"kommuner/2281-tva.stadga", "kommun 2281 \"Tvåan\"\n  till prov\n" + second});
  return compiled(sources);
}

inline DiffResult compared(const engine::Package& before, const engine::Package& after, const DiffOptions& options = {}) {
  auto result = diff(before, after, options);
  EXPECT_TRUE(result.has_value()) << (result ? "" : result.error().message.sv);
  return result ? std::move(*result) : DiffResult{};
}
inline DiffResult compared(const std::string& before, const std::string& after, const DiffOptions& options = {}) {
  return compared(of(before), of(after), options);
}

inline const Comparison& of_base(const DiffResult& result) {
  static const Comparison kNone;
  EXPECT_FALSE(result.comparisons.empty());
  return result.comparisons.empty() ? kNone : result.comparisons.front();
}

inline void expect_no_difference(const DiffResult& result, bool by_structure) {
  const Comparison& base = of_base(result);
  EXPECT_EQ(base.verdict.verdict, Verdict::kProved) << base.verdict.message.sv;
  EXPECT_EQ(base.by_structure, by_structure);
  EXPECT_TRUE(base.complete);
  EXPECT_THAT(base.classes, ::testing::IsEmpty());
  EXPECT_THAT(result.inputs, ::testing::IsEmpty());
  EXPECT_EQ(exit_status(result), 0);
}

}  // namespace stadga::verify::testing

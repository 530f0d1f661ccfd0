// The texts as people read them: one file a case under tests/golden/decision-text, to the
// applicant, to the caseworker and to the applicant in English. STADGA_UPDATE=1 writes them anew
// after a change that is meant.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <ostream>
#include <regex>

#include "explain/support.h"

namespace stadga::explain {
namespace {

using test::practice_case;
using test::scenario;

struct Golden {
  const char* file;
  const char* folder;
  const char* scenario;  // nullptr: made by `make`
  const char* status;
  const char* outcome;
  Json (*make)() = nullptr;
};
void PrintTo(const Golden& golden, std::ostream* out) { *out << golden.file; }

constexpr const char* kParking = "parkeringstillstand";
constexpr const char* kAid = "ekonomiskt-bistand";
constexpr const char* kFee = "avgift-aldreomsorg";

Json with(const char* fact, Json value) {
  return practice_case([&](JsonObject& facts) { facts[fact] = std::move(value); });
}
Json rejected() {
  return practice_case([](JsonObject& facts) {
    facts["bor_i_kommunen"] = false;
    facts["f\u00f6delsedag"] = "2010-05-05";
    facts["po\u00e4ng"] = 30;
    facts["extra_po\u00e4ng"] = 5;
  });
}
Json enough() {
  return practice_case([](JsonObject& facts) {
    facts["bor_i_kommunen"] = false;
    facts.erase("extra_po\u00e4ng");
  });
}
Json legality() {
  return practice_case([](JsonObject& facts) { facts["undantag"] = true; });
}

const Golden kGoldens[] = {
    {"parkering-bifall", kParking, "Ny ansökan, förare", "determined", "bifall"},
    {"parkering-kortare-tid", kParking, "Sex månader från den 31 augusti", "determined", "bifall"},
    {"parkering-avslag", kParking, "Inget krav är uppfyllt", "determined", "avslag"},
    {"parkering-inte-visat", kParking, "Inget är visat", "determined", "avslag"},
    {"parkering-avvisning", kParking, "Fullständig ansökan i fel kommun avvisas", "determined",
     "avvisning"},
    {"parkering-komplettering", kParking, "Allt saknas", "referred", ""},
    {"parkering-till-handlaggare", kParking, "Ny ansökan med aktivt tillstånd", "referred", ""},
    {"parkering-uppgifter-saknas", kParking, "Varken underskrift eller förmåga känd", "incomplete",
     ""},
    {"parkering-bedomning-saknas", kParking, "Bedömningarna saknas för passagerare",
     "needs_assessment", ""},
    {"parkering-tacks-inte", kParking, "Dagen före förvaltningslagens ikraftträdande",
     "not_covered", ""},
    {"bistand-bifall", kAid, "Hyra och el som är skäliga", "determined", "bifall"},
    {"bistand-avslag-overskott", kAid, "Inkomsterna är större än behovet", "determined", "avslag"},
    {"bistand-delavslag", kAid, "Hyran är inte skälig i sin helhet", "determined", "delavslag"},
    {"bistand-avslag-arbete", kAid, "Inte till arbetsmarknadens förfogande", "determined",
     "avslag"},
    {"bistand-till-handlaggare", kAid, "Insättning på kontot", "referred", ""},
    {"bistand-bedomning-saknas", kAid, "Särskilda skäl behöver bedömas när något pekar på dem",
     "needs_assessment", ""},
    {"bistand-tacks-inte", kAid, "Månad 2027 täcks inte", "not_covered", ""},
    {"avgift-bifall", kFee, "Avgiftsutrymmet är lägst", "determined", "bifall"},
    {"avgift-avslag", kFee, "Annan insats", "determined", "avslag"},
    {"avgift-bedomning-saknas", kFee, "Annat minimibelopp behöver bedömas", "needs_assessment", ""},
    {"avgift-till-handlaggare", kFee, "Annat minimibelopp", "referred", ""},
    {"automatiskt-bifall", "prov", nullptr, "determined", "bifall", [] { return practice_case(); }},
    {"automatiskt-avslag", "prov", nullptr, "determined", "avslag", rejected},
    {"egen-vag-for-overklagande", "prov", nullptr, "determined", "avslag", legality},
    {"ett-krav-racker", "prov", nullptr, "determined", "avslag", enough},
    {"galler-inte-an", "prov-nytt", nullptr, "not_in_force", "", [] { return practice_case(); }},
    {"konflikt", "prov", nullptr, "conflict", "", [] { return with("dubbelt", true); }},
    {"lucka", "prov", nullptr, "gap", "", [] { return with("delare", 5); }},
    {"raknefel", "prov", nullptr, "error", "", [] { return with("delare", 0); }},
};

std::string everything(const Golden& golden, const Json& case_json) {
  const auto to = [&](Reader reader, MessageLanguage language) {
    return to_text(test::text_of(golden.folder, case_json, {reader, language, {}}));
  };
  return "==== Till sökanden ====\n\n" + to(Reader::kApplicant, MessageLanguage::kSwedish) +
         "\n\n==== Till handläggaren ====\n\n" +
         to(Reader::kCaseworker, MessageLanguage::kSwedish) +
         "\n\n==== To the applicant, in English ====\n\n" +
         to(Reader::kApplicant, MessageLanguage::kEnglish);
}

// The text names the rules and the decision by their hashes, which change with every word of a rule.
std::string without_hashes(const std::string& text) {
  static const std::regex kHash("sha256:[0-9a-f]{64}");
  return std::regex_replace(text, kHash, "sha256:…");
}

class DecisionTexts : public testing::TestWithParam<Golden> {};

TEST_P(DecisionTexts, ReadAsTheyStand) {
  const Golden& golden = GetParam();
  const Json case_json =
      golden.scenario == nullptr ? golden.make() : scenario(golden.folder, golden.scenario);
  const DecisionText text = test::text_of(golden.folder, case_json);
  EXPECT_EQ(text.status, golden.status);
  EXPECT_EQ(text.outcome, golden.outcome);
  const std::string path = std::string("tests/golden/decision-text/") + golden.file + ".txt";
  const std::string whole = everything(golden, case_json);
  EXPECT_NE(whole.find("sha256:"), std::string::npos);
  const std::string now = without_hashes(whole);
  if (std::getenv("STADGA_UPDATE") != nullptr) {
    std::ofstream(std::string(STADGA_SOURCE_DIR) + "/" + path, std::ios::binary) << now;
  }
  EXPECT_EQ(now, test::read_file(path)) << path;
}

INSTANTIATE_TEST_SUITE_P(Every, DecisionTexts, testing::ValuesIn(kGoldens), [](const auto& one) {
  std::string name = one.param.file;
  for (char& c : name) c = c == '-' ? '_' : c;
  return name;
});

}  // namespace
}  // namespace stadga::explain

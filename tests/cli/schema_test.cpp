// schema: it accepts what read_case accepts and refuses what read_case refuses, but for what the header
// engine/schema.h says that a schema cannot say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <random>
#include <set>

#include "cli/command.h"
#include "cli/schema_validator.h"
#include "stadga/dsl/compile.h"
#include "stadga/engine/case.h"

namespace stadga::test {
namespace {

namespace fs = std::filesystem;

dsl::CompileResult compiled(const std::string& path) {
  dsl::SourceSet sources;
  const std::string root = in_source(path);
  if (!fs::is_directory(root)) return dsl::compile({{"regler.stadga", read_bytes(root)}});
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".stadga") continue;
    sources.push_back({fs::relative(entry.path(), root).generic_string(), read_bytes(entry.path().string())});
  }
  return dsl::compile(sources);
}

Json schema_of(const std::string& path) {
  const Ran run = stadga({"schema", in_source(path), "--format", "json"});
  EXPECT_EQ(run.exit, 0) << run.err;
  return parse(run.out);
}

// Problems that relate a value to another one, or to Unicode: no schema says them.
bool beyond_a_schema(const engine::CaseReading& reading) {
  static const std::set<std::string> kCodes{"S4028", "S4007", "S4008"};
  for (const engine::CaseProblem& problem : reading.problems) {
    if (kCodes.count(problem.code) == 0) return false;
  }
  return !reading.problems.empty();
}

::testing::AssertionResult agree(const engine::Package& package, const Json& schema, const Json& value) {
  const engine::CaseReading reading = engine::read_case(package, pretty(value));
  if (beyond_a_schema(reading)) return ::testing::AssertionSuccess();
  if (validates(schema, value) == reading.value.has_value()) return ::testing::AssertionSuccess();
  auto failure = ::testing::AssertionFailure() << (reading.value ? "refused: " : "accepted: ") << canonical_or_die(value);
  for (const auto& problem : reading.problems) failure << "\n" << problem.code << " " << problem.path;
  return failure;
}

// A value in place of another, somewhere in the case; or a member more, or one less.
class Bender {
 public:
  explicit Bender(unsigned seed) : random_(seed) {}

  void bend(Json& value, int depth = 0) {
    JsonObject* object = value.as_object();
    JsonArray* array = value.as_array();
    if (depth > 0 && (below(4) == 0 || (object == nullptr && array == nullptr))) {
      value = pool()[below(pool().size())];
    } else if (object != nullptr && !object->empty() && below(12) != 0) {
      auto member = object->begin();
      std::advance(member, static_cast<std::ptrdiff_t>(below(object->size())));
      below(10) == 0 ? static_cast<void>(object->erase(member)) : bend(member->second, depth + 1);
    } else if (object != nullptr) {
      object->emplace("okänd_nyckel", 1);
    } else if (array != nullptr && !array->empty()) {
      bend((*array)[below(array->size())], depth + 1);
    } else if (array != nullptr) {
      array->push_back(pool()[below(pool().size())]);
    }
  }

 private:
  static const std::vector<Json>& pool() {
    static const std::vector<Json> values = [] {
      std::vector<Json> out;
      for (const char* text :
           {"null", "true", "false", "0", "-1", "1", "1200", "1201", "100000", "100001", "120", "121", "\"\"", "\" \"",
            "\"x\"", "\"2026-02-30\"", "\"2024-02-29\"", "\"2025-02-29\"", "\"2026-11-20\"", "\"1899-12-31\"", "\"2199-12-31\"",
            "\"2200-01-01\"", "\"1999-12-31\"", "\"2100-01-01\"", "\"ny\"", "\"visst\"", "{}", "[]", "[{}]",
            "{\"unknown\": \"svarade inte\"}", "{\"unknown\": \" \"}", "{\"unknown\": \"x\", \"y\": 1}",
            "{\"value\": true, \"assessor\": \"h\", \"reason\": \"r\"}", "{\"value\": \"visst\", \"assessor\": \"h\", \"reason\": \"r\"}",
            "{\"value\": true, \"assessor\": \"\", \"reason\": \"r\"}", "{\"value\": true}", "{\"value\": null, \"assessor\": \"h\", \"reason\": \"r\"}",
            "\"50000.00\"", "\"50000.01\"", "\"49999.9\"", "\"007\"", "\"-1\"", "\"-0\"", "\"0\"", "\"1000000\"", "1000000", "50001",
            "\"12-a!\"", "\"1-a!\"", "\"99-zz\"", "\"register\"", "\"sökanden\"", "\"2281\"", "\"228\"", "2281", "[{\"unknown\": \"x\"}]",
            "\"Y\"", "\"true\"", "[\"2026-11-20\"]", "[\"2026-11-20\", \"2026-02-30\"]", "[{\"värde\": \"2026-11-20\"}]",
            "{\"source\": \"register\"}", "{\"source\": \"register\", \"at\": \"2026-01-01T10:00:00Z\"}",
            "{\"source\": \"register\", \"at\": \"2026-01-01T25:00:00Z\"}", "{\"source\": \"grannen\"}"}) {
        out.push_back(read_json(text).value);
      }
      out.emplace_back(std::string(65, 'a'));
      out.emplace_back(std::string(201, 'a'));
      return out;
    }();
    return values;
  }
  std::size_t below(std::size_t n) { return random_() % n; }

  std::mt19937 random_;
};

// Most bends break a case, so of valid ones at least one in twenty-five is asked for: how many a seed
// draws depends on the number of scenarios.
void compare(const dsl::CompileResult& set, const Json& schema, unsigned seed) {
  ASSERT_TRUE(set.package);
  ASSERT_FALSE(set.scenarios.empty());
  Bender bender(seed);
  const std::size_t each = 1 + 6000 / set.scenarios.size();
  std::size_t valid = 0;
  std::size_t invalid = 0;
  for (const engine::Scenario& scenario : set.scenarios) {
    ASSERT_TRUE(agree(*set.package, schema, scenario.case_json)) << scenario.title;
    for (std::size_t i = 0; i < each; ++i) {
      Json bent = scenario.case_json;
      bender.bend(bent);
      ASSERT_TRUE(agree(*set.package, schema, bent)) << scenario.title;
      (engine::read_case(*set.package, pretty(bent)).value ? valid : invalid) += 1;
    }
  }
  EXPECT_GT(valid * 25, valid + invalid);
  EXPECT_GT(invalid * 4, valid + invalid);
}

void compare(const std::string& path, unsigned seed) { compare(compiled(path), schema_of(path), seed); }

TEST(CliSchema, AgreesWithTheReaderOnTheParkingSet) { compare("rules/parkeringstillstand", 1); }

TEST(CliSchema, AgreesWithTheReaderOnEveryTypeOfTheLanguage) { compare("tests/dsl/data/bidrag_sv.stadga", 2); }

// Lists of values, assessments in records, and months.
TEST(CliSchema, AgreesWithTheReaderOnEconomicAssistance) { compare("rules/ekonomiskt-bistand", 3); }

// Declared spellings of a fact and of a field; a list of values.
TEST(CliSchema, AgreesWithTheReaderOnDeclaredSpellings) {
  const Scratch scratch;
  std::string text = read_bytes(in_source("tests/dsl/data/bidrag_sv.stadga"));
  text += R"(
post Svar {
  stavat : ja/nej läses även "Y" som ja
}
uppgift samtycke : ja/nej
  läses även "Y", "true" som ja
  läses även "x" som nej
uppgift svar : lista av Svar högst 3
uppgift dagar_sökta : lista av datum 2020-01-01..2099-12-31 högst 3
typfall "Äldre stavning"
  beslutsdag 2026-11-22
  uppgifter
    samtycke = "Y"
    svar = [ { stavat = ja }, { stavat = nej } ]
    dagar_sökta = [ 2026-11-20, 2026-10-01 ]
  väntat
    status incomplete
slut
)";
  const std::string file = scratch.file("regler.stadga", text);
  const Ran run = stadga({"schema", file, "--format", "json"});
  ASSERT_EQ(run.exit, 0) << run.err;
  dsl::CompileResult set = dsl::compile({{"regler.stadga", text}});
  ASSERT_TRUE(set.package);
  set.scenarios.erase(set.scenarios.begin(), set.scenarios.end() - 1);
  const Json schema = parse(run.out);
  compare(set, schema, 4);
  const auto refused = [&](const char* fact, const char* value) {
    Json bent = set.scenarios.front().case_json;
    facts_of(*bent.as_object())[fact] = read_json(value).value;
    return !validates(schema, bent);
  };
  EXPECT_FALSE(refused("samtycke", "\"true\""));
  EXPECT_TRUE(refused("samtycke", "\"J\""));
  EXPECT_FALSE(refused("svar", R"([{"stavat": "Y"}])"));
  EXPECT_TRUE(refused("svar", R"([{"stavat": "true"}])"));
  EXPECT_FALSE(refused("dagar_sökta", R"(["2026-11-20", {"unknown": "oläsligt"}])"));
  EXPECT_TRUE(refused("dagar_sökta", R"([{"värde": "2026-11-20"}])"));
  EXPECT_TRUE(refused("dagar_sökta", R"(["2019-12-31"])"));
}

TEST(CliSchema, EveryScenarioThatIsACaseValidates) {
  const dsl::CompileResult set = compiled("rules/parkeringstillstand");
  const Json schema = schema_of("rules/parkeringstillstand");
  int checked = 0;
  for (const engine::Scenario& scenario : set.scenarios) {
    if (!scenario.expected.problems.empty()) continue;
    EXPECT_TRUE(validates(schema, scenario.case_json)) << scenario.title;
    ++checked;
  }
  EXPECT_GT(checked, 150);
}

TEST(CliSchema, OneBrokenRuleIsEnoughToBeRefused) {
  const Json schema = schema_of("rules/parkeringstillstand");
  EXPECT_TRUE(validates(schema, grant_case()));
  const auto refused = [&](const char* fact, const char* value) {
    Json bent = grant_case();
    facts_of(*bent.as_object())[fact] = read_json(value).value;
    EXPECT_FALSE(validates(schema, bent)) << fact << " " << value;
  };
  refused("fotto", "true");
  refused("foto", "null");
  refused("foto", "\"ja\"");
  refused("roll", "\"chaufför\"");
  refused("gångsträcka_meter", "100001");
  refused("varaktighet_månader", "0");
  refused("läkarintyg", "{\"utfärdat\": \"2026-02-30\"}");
  refused("läkarintyg", "{\"utfardat\": \"2026-02-28\"}");
  refused("varaktigt_funktionshinder", "true");
  refused("varaktigt_funktionshinder", "{\"value\": true, \"assessor\": \"h\"}");
  refused("polisanmälan_diarienummer", "\"   \"");
  refused("foto", "{\"unknown\": \"\"}");
  for (const char* missing : {"decision_date", "municipality"}) {
    Json bent = grant_case();
    bent.as_object()->erase(missing);
    EXPECT_FALSE(validates(schema, bent)) << missing;
  }
}

TEST(CliSchema, IsTheSameFromABundleAndNamesItsDialect) {
  const Scratch scratch;
  ASSERT_EQ(stadga({"compile", small_rules(), "-o", scratch.path("a.bundle")}).exit, 0);
  const Ran folder = stadga({"schema", small_rules(), "--format", "json"});
  EXPECT_EQ(stadga({"schema", scratch.path("a.bundle"), "--format", "json"}).out, folder.out);
  EXPECT_THAT(folder.out, testing::HasSubstr("json-schema.org/draft/2020-12/schema"));
  EXPECT_EQ(parse(stadga({"schema", small_rules()}).out), parse(folder.out));
}

}  // namespace
}  // namespace stadga::test

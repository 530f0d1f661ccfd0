// Every class of invalid input ends in exit status 3 with a code and a path, is never a verdict,
// and touches no file, with a log as well.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "cli/command.h"

namespace stadga::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

struct Bad {
  std::string name, text, code, path;
};

std::string with_fact(const std::string& name, const Json& value) {
  return grant_case_with([&](JsonObject& top) { facts_of(top)[name] = value; });
}

std::string with_member(const std::string& name, const Json& value) {
  return grant_case_with([&](JsonObject& top) { top[name] = value; });
}

std::string without(const std::string& name) {
  return grant_case_with([&](JsonObject& top) { top.erase(name); });
}

std::string with_text(const std::string& from, const std::string& to) {
  std::string text = read_bytes(in_source("docs/forms/grant.case.json"));
  replace_once(text, from, to);
  return text;
}

std::string with_source(const std::string& fact, const JsonObject& provenance) {
  return grant_case_with([&](JsonObject& top) {
    top["provenance"] = JsonObject{{fact, provenance}};
  });
}

std::string nested(int depth) {
  return R"({"decision_date":)" + std::string(static_cast<std::size_t>(depth), '[') +
         std::string(static_cast<std::size_t>(depth), ']') + "}";
}

std::string nested_path(int depth) {
  std::string path = "/decision_date";
  for (int i = 0; i < depth; ++i) path += "/0";
  return path;
}

Json assessment(const Json& value, const char* assessor) {
  return JsonObject{{"value", value}, {"assessor", assessor}, {"reason", "utredning"}};
}

std::vector<Bad> bad_cases() {
  const Json permit =
      JsonObject{{"status", "aktivt"}, {"giltigt_till", Json()}, {"spärrorsak", Json()}};
  return {
      {"empty", "", "S4003", ""},
      {"no object", "[]", "S4010", ""},
      {"two objects", "{}{}", "S4003", ""},
      {"not a number", with_text("80", "NaN"), "S4003", "/facts/gångsträcka_meter"},
      {"byte order mark", "\xEF\xBB\xBF" + pretty(grant_case()), "S4002", ""},
      {"bad utf-8", with_text("förare", "f\xC3rare"), "S4002", ""},
      {"duplicate key", with_text("\"foto\": true", "\"foto\": true, \"foto\": true"), "S4004",
       "/facts/foto"},
      {"too deep", nested(32), "S4005", nested_path(31)},
      {"huge integer", with_text("80", "9007199254740992"), "S4006", "/facts/gångsträcka_meter"},
      {"no decision date", without("decision_date"), "S4011", "/decision_date"},
      {"day that does not exist", with_member("decision_date", "2026-02-30"), "S4016",
       "/decision_date"},
      {"day after the calendar", with_member("decision_date", "2100-01-01"), "S4023",
       "/decision_date"},
      {"no municipality", without("municipality"), "S4031", "/municipality"},
      {"unknown municipality", with_member("municipality", "0180"), "S4030", "/municipality"},
      {"municipality as number", with_member("municipality", 2281), "S4024", "/municipality"},
      {"unknown top key", with_member("fakta", JsonObject{}), "S4012", "/fakta"},
      {"unknown fact", with_fact("folkbokforing", "i_kommunen"), "S4012", "/facts/folkbokforing"},
      {"unknown field", with_fact("läkarintyg", JsonObject{{"utfärdad", "2026-10-01"}}), "S4012",
       "/facts/läkarintyg/utfärdad"},
      {"yes as letter", with_fact("foto", "Y"), "S4013", "/facts/foto"},
      {"yes as number", with_fact("foto", 1), "S4013", "/facts/foto"},
      {"metres in words", with_fact("gångsträcka_meter", "100 m"), "S4013",
       "/facts/gångsträcka_meter"},
      {"value that is none of them", with_fact("roll", "forare"), "S4015", "/facts/roll"},
      {"below the range", with_fact("varaktighet_månader", 0), "S4014",
       "/facts/varaktighet_månader"},
      {"above the range", with_fact("gångsträcka_meter", 100001), "S4014",
       "/facts/gångsträcka_meter"},
      {"null where none is no answer", with_fact("foto", Json()), "S4020", "/facts/foto"},
      {"bare assessment", with_fact("väsentliga_svårigheter", true), "S4021",
       "/facts/väsentliga_svårigheter"},
      {"assessment by nobody", with_fact("väsentliga_svårigheter", assessment(true, "")), "",
       "/facts/väsentliga_svårigheter/assessor"},
      {"certificate after the decision day",
       with_fact("läkarintyg", JsonObject{{"utfärdat", "2026-11-23"}}), "S4028",
       "/facts/läkarintyg/utfärdat"},
      {"too many permits", with_fact("tidigare_tillstånd", JsonArray(51, permit)), "S4019",
       "/facts/tidigare_tillstånd"},
      {"empty identifier", with_fact("polisanmälan_diarienummer", ""), "S4018",
       "/facts/polisanmälan_diarienummer"},
      {"wrong source", with_source("varaktighet_månader", {{"source", "sökanden"}}), "S4025",
       "/provenance/varaktighet_månader/source"},
      {"provenance of nothing", with_source("fakta", {{"source", "sökanden"}}), "S4012",
       "/provenance/fakta"},
      {"time in no form", with_source("roll", {{"source", "sökanden"}, {"at", "i går"}}), "S4027",
       "/provenance/roll/at"},
      {"not composed", with_fact("roll", "fo\xCC\x88rare"), "S4007", "/facts/roll"},
      {"forbidden character", with_text("A-17", "A\\u0000"), "S4008", "/provenance/roll/document"},
  };
}

const Json* find_error(const Json& answer, const std::string& path) {
  const Json* errors = answer.find("errors");
  if (errors == nullptr || errors->as_array() == nullptr) return nullptr;
  for (const Json& error : *errors->as_array()) {
    if (text_at(error, {"path"}) == path) return &error;
  }
  return nullptr;
}

TEST(CliInvalid, EveryClassIsExitThreeWithCodeAndPath) {
  const Scratch scratch;
  for (const Bad& bad : bad_cases()) {
    SCOPED_TRACE(bad.name);
    const std::string file = scratch.file("case.json", bad.text);
    const Ran run = stadga({"decide", parking(), "--case", file, "--format", "json"});
    EXPECT_EQ(run.exit, 3) << run.out << run.err;
    const Json answer = parse(run.out);
    EXPECT_EQ(text_at(answer, {"stadga"}), "1");
    EXPECT_EQ(answer.find("status"), nullptr);
    const Json* error = find_error(answer, bad.path);
    EXPECT_NE(error, nullptr) << run.out;
    if (error == nullptr) continue;
    if (!bad.code.empty()) {
      EXPECT_EQ(text_at(*error, {"code"}), bad.code) << run.out;
    }
    EXPECT_FALSE(text_at(*error, {"message"}).empty());
  }
}

TEST(CliInvalid, TextFormKeepsStdoutEmpty) {
  const Scratch scratch;
  for (const Bad& bad : bad_cases()) {
    SCOPED_TRACE(bad.name);
    const std::string file = scratch.file("case.json", bad.text);
    const Ran run = stadga({"decide", parking(), "--case", file});
    EXPECT_EQ(run.exit, 3);
    EXPECT_THAT(run.out, IsEmpty());
    EXPECT_THAT(run.err, HasSubstr("fel S"));
  }
}

TEST(CliInvalid, NothingIsWrittenWhereThereIsNoLog) {
  const Scratch scratch;
  for (const Bad& bad : bad_cases()) {
    SCOPED_TRACE(bad.name);
    const std::string file = scratch.file("case.json", bad.text);
    const auto before = scratch.contents();
    const Ran run = stadga({"decide", parking(), "--case", file, "--log", scratch.path("log"),
                            "--head", scratch.path("head"), "--format", "json"});
    EXPECT_EQ(run.exit, 3) << run.out << run.err;
    EXPECT_EQ(scratch.contents(), before);
  }
}

TEST(CliInvalid, NothingIsWrittenWhereThereIsALog) {
  const Scratch scratch;
  const std::string good = scratch.file("good.json", pretty(grant_case()));
  ASSERT_EQ(stadga({"decide", parking(), "--case", good, "--log", scratch.path("log")}).exit, 0);
  for (const Bad& bad : bad_cases()) {
    SCOPED_TRACE(bad.name);
    const std::string file = scratch.file("case.json", bad.text);
    const auto before = scratch.contents();
    EXPECT_EQ(stadga({"decide", parking(), "--case", file, "--log", scratch.path("log")}).exit, 3);
    EXPECT_EQ(scratch.contents(), before);
  }
}

TEST(CliInvalid, AllErrorsOfAFileAreReported) {
  const Scratch scratch;
  const std::string file = scratch.file("case.json", grant_case_with([](JsonObject& top) {
                                          facts_of(top)["foto"] = "Y";
                                          facts_of(top)["varaktighet_månader"] = 0;
                                          top["extra"] = 1;
                                        }));
  const Json answer = parse(stadga({"decide", parking(), "--case", file, "--format", "json"}).out);
  EXPECT_NE(find_error(answer, "/facts/foto"), nullptr);
  EXPECT_NE(find_error(answer, "/facts/varaktighet_månader"), nullptr);
  EXPECT_NE(find_error(answer, "/extra"), nullptr);
}

TEST(CliInvalid, ACaseOverOneMebibyteIsRefusedWithoutBeingReadToItsEnd) {
  const Scratch scratch;
  // 64 GiB of nothing: a command that read it all would run out of memory or time.
  const std::string huge = scratch.file("huge.json", "{");
  std::filesystem::resize_file(huge, std::uintmax_t{64} << 30U);
  const Ran run = stadga({"decide", parking(), "--case", huge, "--format", "json"});
  EXPECT_EQ(run.exit, 3);
  EXPECT_THAT(run.out, HasSubstr("S4001"));

  std::string text = pretty(grant_case());
  text.append((1U << 20U) - text.size(), ' ');
  const std::string exactly = scratch.file("exactly.json", text);
  EXPECT_EQ(stadga({"decide", parking(), "--case", exactly}).exit, 0);
  const std::string over = scratch.file("over.json", text + " ");
  EXPECT_EQ(stadga({"decide", parking(), "--case", over}).exit, 3);
}

TEST(CliInvalid, ALogAsksForACaseIdAndForCasework) {
  const Scratch scratch;
  const std::string nameless = scratch.file("a.json", without("case_id"));
  const std::string trial = scratch.file("b.json", with_member("purpose", "prov"));
  EXPECT_EQ(stadga({"decide", parking(), "--case", nameless}).exit, 0);
  const auto before = scratch.contents();
  for (const std::string& file : {nameless, trial}) {
    const Ran run = stadga({"decide", parking(), "--case", file, "--log", scratch.path("log")});
    EXPECT_EQ(run.exit, 3) << run.err;
    EXPECT_THAT(run.out, IsEmpty());
  }
  EXPECT_EQ(scratch.contents(), before);
}

TEST(CliInvalid, RuleSetsThatAreNone) {
  const Scratch scratch;
  const std::string file = scratch.file("case.json", pretty(grant_case()));
  const std::vector<std::string> none = {scratch.file("text", "hello"),
                                         scratch.file("empty", ""),
                                         scratch.file("bundle", "{}"),
                                         scratch.file("broken", "{\"stadga\":"),
                                         scratch.file("rules.stadga", "regelverk"),
                                         scratch.path("."),
                                         "/dev/null"};
  for (const std::string& ruleset : none) {
    const Ran run = stadga({"decide", ruleset, "--case", file, "--format", "json"});
    EXPECT_EQ(run.exit, 3) << ruleset << run.out << run.err;
    EXPECT_NE(parse(run.out).find("errors"), nullptr);
  }
}

}  // namespace
}  // namespace stadga::test

// Laws of the language that hold for every rule set, over random ones and over those that ship: the layout
// changes nothing that is said, the two keyword languages are one, and the hash is that of the meaning.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "dsl/ast_text.h"
#include "dsl/mutate.h"
#include "dsl/random_source.h"
#include "dsl/support.h"
#include "dsl/words.h"
#include "stadga/dsl/format.h"
#include "stadga/engine/case.h"
#include "stadga/engine/evaluate.h"
#include "syntax/layout.h"
#include "syntax/parser.h"

namespace stadga::dsl {
namespace {

namespace fs = std::filesystem;
using support::Random;

// What a rule set is to others: its own hash and that of each municipality, and its scenarios.
using Identity = std::map<std::string, std::string>;

std::string told(const engine::Expectation& expected) {
  std::string out = expected.status.value_or("-") + " " + expected.outcome.value_or("-") + " " + expected.referral.value_or("-");
  for (const auto& [name, value] : expected.values) out += " " + name + "=" + value;
  for (const std::string& id : expected.reasons.value_or(std::vector<std::string>{"-"})) out += " " + id;
  for (const std::string& fact : expected.missing.value_or(std::vector<std::string>{"-"})) out += " ?" + fact;
  for (const auto& [id, state] : expected.indicators) out += " " + id + ":" + state;
  for (const auto& [code, path] : expected.problems) out += " " + code + path;
  return out;
}

Identity identity(const CompileResult& result) {
  Identity out;
  out["base"] = result.package ? result.package->base.hash : "no package";
  if (!result.package) return out;
  for (const auto& [code, ruleset] : result.package->municipal) out["kommun " + code] = ruleset.overlay->hash;
  for (const engine::Scenario& scenario : result.scenarios) {
    out["typfall " + scenario.title] = canonical_or_die(scenario.case_json) + scenario.note + told(scenario.expected);
  }
  return out;
}
Identity identity(const SourceSet& sources) { return identity(compile(sources)); }

template <typename Change>
SourceSet each(SourceSet sources, const Change& change) {
  for (engine::SourceFile& source : sources) source.text = change(source);
  return sources;
}
std::string laid_out(const engine::SourceFile& source) { return format(source).text.value_or("no layout"); }
std::string in(KeywordLanguage language, const engine::SourceFile& source) { return translate(source, language).value_or("no translation"); }
// `{municipality.X}` in a text is a keyword, the only one that the tree holds as it is written.
std::string ast(const engine::SourceFile& source) {
  const std::string english = "{municipality.";
  std::string out = test::ast_text(syntax::parse(source.path, source.text).file);
  for (std::size_t at = 0; (at = out.find(english, at)) != std::string::npos;) out.replace(at, english.size(), "{kommun.");
  return out;
}

SourceSet untidy(const SourceSet& sources, std::uint64_t seed, bool comments = true) {
  return each(sources, [&](const engine::SourceFile& source) { return test::untidy(source.text, seed, comments); });
}

// Decisions of the same random cases, as bytes.
std::vector<std::string> decisions(const CompileResult& result, std::uint64_t seed) {
  std::vector<std::string> out;
  for (std::uint64_t i = 0; result.package && i < 4; ++i) {
    const Json facts = support::random_case(result.package->base, seed + i);
    const engine::DecideResult decided = engine::decide(*result.package, canonical_or_die(facts));
    out.push_back(decided.bytes.value_or("invalid " + std::to_string(decided.problems.size())));
  }
  return out;
}

// ---- the laws ------------------------------------------------------------------------------------

// Each gives what breaks the law; nothing where it holds.
std::string layout_changes_nothing(const SourceSet& sources) {
  for (const engine::SourceFile& source : sources) {
    const engine::SourceFile once{source.path, laid_out(source)};
    if (laid_out(once) != once.text) return "not a fixed point: " + once.text;
    if (test::words(once.text) != test::words(source.text)) return "other words: " + once.text;
    if (ast(once) != ast(source)) return "another tree: " + once.text;
  }
  return identity(each(sources, laid_out)) == identity(sources) ? "" : "another identity";
}

std::string languages_are_one(const SourceSet& sources, std::uint64_t seed) {
  const SourceSet english = each(sources, [](const auto& s) { return in(KeywordLanguage::kEnglish, s); });
  const SourceSet swedish = each(english, [](const auto& s) { return in(KeywordLanguage::kSwedish, s); });
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (laid_out(swedish[i]) != laid_out(sources[i])) return "not there and back: " + swedish[i].text;
    if (ast(english[i]) != ast(sources[i])) return "another tree: " + english[i].text;
    const std::string once = laid_out(english[i]);
    if (laid_out({english[i].path, once}) != once) return "not a fixed point: " + once;
  }
  const CompileResult own = compile(sources);
  const CompileResult other = compile(english);
  if (identity(other) != identity(own)) return "another identity";
  if (decisions(other, seed) != decisions(own, seed)) return "other decisions";
  SourceSet mixed = sources;  // a set may have files of both
  for (std::size_t i = 0; i < mixed.size(); i += 2) mixed[i] = english[i];
  return identity(mixed) == identity(own) ? "" : "another identity, mixed";
}

std::string hash_is_of_the_meaning(const SourceSet& sources, std::uint64_t seed) {
  const Identity wanted = identity(sources);
  if (identity(untidy(sources, seed)) != wanted) return "blanks and comments change it";
  return identity(SourceSet(sources.rbegin(), sources.rend())) == wanted ? "" : "the order of files changes it";
}

// The sets of the short form; STADGA_SEED and STADGA_ROUNDS make others and more.
template <typename Law>
void holds_for_random_sets(const Law& law) {
  for (int i = 0; i < test::rounds(20) && !::testing::Test::HasFailure(); ++i) {
    const std::uint64_t seed = test::seed() + static_cast<std::uint64_t>(i);
    EXPECT_EQ(law(test::RandomSource(seed).run(), seed), "") << "seed " << seed;
  }
}

TEST(Laws, LayoutChangesNothingThatIsSaid) {
  holds_for_random_sets([](const SourceSet& sources, std::uint64_t seed) { return layout_changes_nothing(untidy(sources, seed)); });
}
TEST(Laws, TheKeywordLanguagesAreOne) {
  holds_for_random_sets([](const SourceSet& sources, std::uint64_t seed) { return languages_are_one(untidy(sources, seed), seed); });
}
TEST(Laws, TheHashIsOfTheMeaning) { holds_for_random_sets(hash_is_of_the_meaning); }

// ---- a changed literal -----------------------------------------------------------------------------

// One number, date or text of the set made another one; false where the token was none.
bool change_literal(SourceSet& sources, Random& random) {
  engine::SourceFile& source = sources[random.below(sources.size())];
  const syntax::TokenStream stream = syntax::lex(source.text);
  const syntax::Token& token = stream.tokens[random.below(stream.tokens.size())];
  if (token.first_on_line) return false;  // a stage's number: only the order of stages is meaning
  const std::uint32_t last = token.span.end - 1;
  switch (token.kind) {
    case syntax::Tok::kNumber:
    case syntax::Tok::kDecimal:
    case syntax::Tok::kDate:
      source.text[last] = source.text[last] == '9' ? '8' : static_cast<char>(source.text[last] + 1);
      return true;
    case syntax::Tok::kText:
      source.text.insert(last, "q");
      return true;
    default:
      return false;
  }
}

// The first line that differs.
std::string changed_line(const SourceSet& before, const SourceSet& after) {
  for (std::size_t file = 0; file < before.size(); ++file) {
    const std::string& text = after[file].text;
    const auto [at, other] = std::mismatch(text.begin(), text.end(), before[file].text.begin(), before[file].text.end());
    if (at == text.end()) continue;
    const std::size_t begin = text.rfind('\n', static_cast<std::size_t>(at - text.begin())) + 1;
    return after[file].path + ": " + text.substr(begin, text.find('\n', begin + 1) - begin);
  }
  return "";
}

std::string literals_are_meaning(const SourceSet& sources, std::uint64_t seed) {
  const Identity before = identity(sources);
  Random random(seed);
  for (int changed = 0; changed < 4;) {
    SourceSet other = sources;
    if (!change_literal(other, random)) continue;
    ++changed;
    const CompileResult result = compile(other);  // not every other value is allowed where it stands
    if (result.package && identity(result) == before) return changed_line(sources, other);
  }
  return "";
}

TEST(Laws, AnyChangedLiteralChangesTheIdentity) { holds_for_random_sets(literals_are_meaning); }

TEST(RandomSource, CompilesAndHoldsMostOfTheLanguage) {
  std::set<syntax::Kw> seen;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const SourceSet sources = untidy(test::RandomSource(seed).run(), seed);
    const CompileResult result = compile(sources);
    ASSERT_TRUE(result.package.has_value()) << "seed " << seed << "\n" << test::all_text(result, MessageLanguage::kEnglish);
    for (const engine::SourceFile& source : sources) {
      for (const std::uint16_t read : syntax::parse(source.path, source.text).keyword_at) {
        if (read != syntax::kNoHead) seen.insert(syntax::kw_of_head(read));
      }
    }
  }
  EXPECT_GT(seen.size(), syntax::kKwCount * 3 / 4);
}

// ---- the sets that ship ----------------------------------------------------------------------------

std::vector<SourceSet> shipped() {
  std::vector<SourceSet> out;
  for (const auto& folder : fs::directory_iterator(test::root() / "rules")) {
    if (!folder.is_directory()) continue;
    SourceSet sources;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".stadga") continue;
      sources.push_back(test::file(entry.path(), fs::relative(entry.path(), folder).generic_string()));
    }
    out.push_back(std::move(sources));
  }
  // The examples are overlays that stand outside the folder of their set.
  const std::size_t sets = out.size();
  for (const auto& entry : fs::recursive_directory_iterator(test::root() / "examples")) {
    if (entry.path().extension() != ".stadga") continue;
    const engine::SourceFile overlay = test::file(entry.path(), "kommuner/" + entry.path().filename().generic_string());
    for (std::size_t i = 0; i < sets; ++i) {
      const std::string name = compile(out[i]).package.value().base.header.name;
      if (overlay.text.find("\n  till " + name + "\n") == std::string::npos) continue;
      out.push_back(out[i]);
      out.back().push_back(overlay);
    }
  }
  return out;
}

TEST(Laws, HoldForTheSetsThatShip) {
  int sets = 0;
  for (const SourceSet& sources : shipped()) {
    ASSERT_TRUE(compile(sources).package.has_value()) << sources.back().path;
    EXPECT_EQ(layout_changes_nothing(untidy(sources, 1)), "");
    EXPECT_EQ(languages_are_one(sources, 1), "");
    EXPECT_EQ(hash_is_of_the_meaning(sources, 1), "");
    ++sets;
  }
  EXPECT_GE(sets, 5);
}

}  // namespace
}  // namespace stadga::dsl

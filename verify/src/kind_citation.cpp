// kind_citation.cpp - citation: nothing holds before the law that it cites was issued. Without a solver. The
// number of an act (SFS, TSFS) begins with the year of issue, so a provision that is in force earlier cites law
// that did not exist; so does one that cites a wording (lydelse) issued later.
#include <algorithm>
#include <charconv>
#include <optional>

#include "kinds.h"
#include "messages.h"

namespace stadga::verify {
namespace {

using engine::Citation;
using engine::Ruleset;
using engine::Validity;

// "2014:1367" -> 2014, "TSFS 2023:3" -> 2023; nothing for what ends in no such number.
std::optional<int> year_of(const std::string& act) {
  constexpr std::size_t kYear = 4;
  const auto space = act.rfind(' ');
  const std::string number = space == std::string::npos ? act : act.substr(space + 1);
  if (number.size() <= kYear + 1 || number[kYear] != ':') return std::nullopt;
  int year = 0;
  const auto [end, problem] = std::from_chars(number.data(), number.data() + kYear, year);
  if (problem != std::errc() || end != number.data() + kYear) return std::nullopt;
  int rest = 0;
  const char* last = number.data() + number.size();
  const auto [stop, wrong] = std::from_chars(number.data() + kYear + 1, last, rest);
  if (wrong != std::errc() || stop != last) return std::nullopt;
  return year;
}

// The year before which nothing of it existed; nothing where no number or day says so.
std::optional<int> issued(const Ruleset& ruleset, const Citation& citation) {
  const auto& source = ruleset.at(citation.source);
  std::optional<int> out = year_of(source.act);
  if (source.decided) out = std::max(out.value_or(0), static_cast<int>(stadga::year_of(*source.decided)));
  if (const auto wording = year_of(citation.wording)) out = std::max(out.value_or(0), *wording);
  return out;
}

// A version, under the name that findings use.
struct Cited {
  std::string subject;
  std::string id;
  const Validity* validity = nullptr;
  const std::vector<Citation>* citations = nullptr;
  engine::Span span;
  bool provision = false;
};

template <typename Version>
void add_values(const std::string& name, const std::vector<Version>& versions, bool overlaid, std::vector<Cited>& out) {
  for (const Version& version : versions) {
    if (overlaid && !version.from_overlay) continue;
    const std::string day = versions.size() == 1 ? "" : "@" + to_string(version.validity.days.from);
    out.push_back({name + day, name, &version.validity, &version.citations, version.span, false});
  }
}

template <typename Provision>
void add_provisions(const std::vector<Provision>& all, bool overlaid, std::vector<Cited>& out) {
  for (const Provision& one : all) {
    if (overlaid && !one.from_overlay) continue;
    out.push_back({subject(all, one), one.id, &one.validity, &one.citations, one.span, true});
  }
}

// In an overlay what the municipality adds; the rest is the base's.
std::vector<Cited> everything(const Ruleset& ruleset) {
  const bool overlaid = ruleset.overlay.has_value();
  std::vector<Cited> out;
  for (const auto& one : ruleset.parameters) add_values(one.name, one.values, overlaid, out);
  for (const auto& one : ruleset.tables) add_values(one.name, one.versions, overlaid, out);
  add_provisions(ruleset.requirements, overlaid, out);
  add_provisions(ruleset.rules, overlaid, out);
  return out;
}

// Of several sources one that is old enough is enough: a provision can outlive the act that it began in.
void check(Workbench& bench, const Cited& cited) {
  Obligation obligation = bench.start("citation", cited.subject, cited.span);
  if (cited.provision) obligation.rules = {cited.id};
  obligation.citations = *cited.citations;
  bench.prove(std::move(obligation), [&](Obligation& o) {
    const Ruleset& ruleset = bench.ruleset();
    const Date first = std::max(cited.validity->days.from, law_days(ruleset).from);
    o.verdict = Verdict::kProved;
    if (cited.validity->days.to < first) return;  // never in force on a day that is asked about
    const Citation* oldest = nullptr;
    for (const Citation& citation : *cited.citations) {
      const auto year = issued(ruleset, citation);
      if (!year || *year <= stadga::year_of(first)) return;
      if (oldest == nullptr || *year < *issued(ruleset, *oldest)) oldest = &citation;
    }
    if (oldest == nullptr) return;
    o.verdict = Verdict::kRefuted;
    o.code = "S2127";
    const LocalText law = messages::citation(ruleset, *oldest);
    o.because = {ruleset.at(oldest->source).name};
    const auto text = messages::cites_later_law(cited.id, first, law, *issued(ruleset, *oldest));
    o.message = text.message;
    o.help = text.help;
  });
}

}  // namespace

void check_citations(Workbench& bench) {
  for (const Cited& cited : everything(bench.ruleset())) check(bench, cited);
}

}  // namespace stadga::verify

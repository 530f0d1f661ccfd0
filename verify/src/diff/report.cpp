// diff/report.cpp - the JSON of `diff`: obligations as those of `check`, with what changes beside
// each.
#include <array>

#include "report_json.h"
#include "stadga/verify/diff.h"

namespace stadga::verify {
namespace {

using engine::Package;
using engine::Ruleset;

const Ruleset& ruleset_of(const Package& package, const std::string& code) {
  const auto overlay = package.municipal.find(code);
  return overlay == package.municipal.end() ? package.base : overlay->second;
}

Json span_json(const engine::Span& span) {
  JsonObject out;
  out["file"] = span.file;
  out["line"] = span.line;
  out["column"] = span.column;
  return out;
}

Json days_json(const DateInterval& days) {
  JsonObject out;
  out["from"] = to_string(days.from);
  out["to"] = to_string(days.to);
  return out;
}

Json side_json(const Ruleset& ruleset, const std::vector<engine::Citation>& cited,
               const engine::Span& span, const std::string& says) {
  JsonArray citations;
  for (const auto& citation : cited) citations.emplace_back(citation_json(ruleset, citation));
  JsonObject out;
  out["citations"] = std::move(citations);
  out["span"] = span_json(span);
  if (!says.empty()) out["says"] = says;
  return out;
}

Json law_json(const Ruleset& before, const Ruleset& after, const ChangedLaw& law) {
  JsonObject out;
  out["kind"] = law.kind;
  out["name"] = law.name;
  if (!law.title.empty()) out["title"] = law.title;
  out["days"] = days_json(law.days);
  out["in_place"] = law.in_place;
  if (law.in_old) out["old"] = side_json(before, law.old_citations, law.old_span, law.before);
  if (law.in_new) out["new"] = side_json(after, law.new_citations, law.new_span, law.after);
  return out;
}

Json value_json(const ValueChange& value) {
  JsonObject out;
  out["name"] = value.name;
  out["old"] = value.before;
  out["new"] = value.after;
  if (value.change) out["change"] = *value.change;
  if (value.change) out["unit"] = value.money ? "öre" : "1";
  const auto extreme = [&](const char* key, const std::optional<std::int64_t>& found, bool exact) {
    if (!found) return;
    JsonObject one;
    one["change"] = *found;
    one["exact"] = exact;
    out[key] = std::move(one);
  };
  extreme("least", value.least, value.least_exact);
  extreme("greatest", value.greatest, value.greatest_exact);
  return out;
}

class Report {
 public:
  Report(const Package& before, const Package& after) : before_(before), after_(after) {}

  Json run(const DiffResult& result) {
    for (const Comparison& comparison : result.comparisons) add(comparison);
    JsonObject out;
    out["stadga"] = 1;
    out["old"] = ruleset_json(before_);
    out["new"] = ruleset_json(after_);
    JsonObject solver;
    solver["name"] = result.solver_name;
    solver["version"] = result.solver_version;
    out["solver"] = std::move(solver);
    out["inputs"] = inputs(result);
    out["changes"] = laws("", result.law);
    out["comparisons"] = std::move(comparisons_);
    out["obligations"] = std::move(obligations_);
    out["municipalities"] = municipalities(result);
    if (result.from) {
      JsonObject from;
      from["day"] = to_string(*result.from);
      from["given"] = result.from_given;
      out["retroactive_before"] = std::move(from);
    }
    JsonObject summary;
    summary["proved"] = counts_[0];
    summary["refuted"] = counts_[1];
    summary["undecided"] = counts_[2];
    summary["out_of_core"] = counts_[3];
    out["summary"] = std::move(summary);
    return out;
  }

 private:
  void add(const Comparison& comparison) {
    const std::string& code = comparison.municipality;
    JsonObject out;
    out["municipality"] = code.empty() ? Json{} : Json(code);
    if (!comparison.name.empty()) out["name"] = comparison.name;
    out["by_structure"] = comparison.by_structure;
    out["complete"] = comparison.complete;
    out["cut"] = comparison.cut;
    out["days"] = days_json(comparison.days);
    out["classes"] = static_cast<std::int64_t>(comparison.classes.size());
    out["message"] = both(comparison.verdict.message);
    comparisons_.push_back(std::move(out));
    if (comparison.classes.empty()) push(comparison.verdict, {});
    for (const DiffClass& found : comparison.classes) {
      push(found.found, change(code, found));
      push(found.retroactive, {});
    }
  }
  Json change(const std::string& code, const DiffClass& found) const {
    JsonArray values;
    for (const ValueChange& value : found.values) values.push_back(value_json(value));
    JsonObject out;
    out["old"] = found.before;
    out["new"] = found.after;
    out["granted"] = !found.beside;
    out["values"] = std::move(values);
    out["provisions"] = laws(code, found.law);
    out["retroactive"] = found.retroactive.verdict == Verdict::kRefuted;
    return out;
  }
  Json laws(const std::string& code, const std::vector<ChangedLaw>& all) const {
    JsonArray out;
    for (const auto& law : all)
      out.emplace_back(law_json(ruleset_of(before_, code), ruleset_of(after_, code), law));
    return out;
  }
  void push(const Obligation& obligation, const Json& change) {
    Json json = obligation_json(after_, obligation);
    if (!change.is_null()) (*json.as_object())["change"] = change;
    obligations_.push_back(std::move(json));
    ++counts_.at(static_cast<std::size_t>(obligation.verdict));
  }
  static Json inputs(const DiffResult& result) {
    JsonArray out;
    for (const InputChange& input : result.inputs) {
      JsonObject one;
      one["code"] = input.waiting ? "S2135" : input.output ? "S2133" : "S2132";
      one["name"] = input.name;
      one["of"] = input.waiting ? "waiting" : input.output ? "decision" : "case";
      one["what"] = both(input.what);
      out.emplace_back(std::move(one));
    }
    return out;
  }
  static Json municipalities(const DiffResult& result) {
    JsonArray affected;
    JsonArray unaffected;
    JsonArray open;
    for (const Comparison& comparison : result.comparisons) {
      if (comparison.municipality.empty()) continue;
      JsonArray& to = comparison.verdict.verdict == Verdict::kRefuted  ? affected
                      : comparison.verdict.verdict == Verdict::kProved ? unaffected
                                                                       : open;
      to.emplace_back(comparison.municipality);
    }
    const auto texts = [](const std::vector<std::string>& codes) {
      JsonArray out;
      for (const auto& code : codes) out.emplace_back(code);
      return out;
    };
    JsonObject out;
    out["affected"] = std::move(affected);
    out["unaffected"] = std::move(unaffected);
    out["open"] = std::move(open);
    out["only_old"] = texts(result.only_old);
    out["only_new"] = texts(result.only_new);
    return out;
  }

  const Package& before_;
  const Package& after_;
  JsonArray comparisons_, obligations_;
  std::array<std::int64_t, 4> counts_{};
};

}  // namespace

Json to_json(const Package& before, const Package& after, const DiffResult& result) {
  return Report(before, after).run(result);
}

}  // namespace stadga::verify

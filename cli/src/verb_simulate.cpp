// simulate: recorded cases under another rule set. Nothing is written; what is told are outcomes
// and amounts, never facts.
#include <array>

#include "load.h"
#include "log_reading.h"
#include "progress.h"
#include "simulation.h"
#include "stadga/base/text.h"
#include "verbs.h"

namespace stadga::cli {
namespace {

constexpr std::array kEffects = {Effect::kSame, Effect::kOtherOutcome, Effect::kOtherValues,
                                 Effect::kUnreadable, Effect::kErased};

LocalText words(Effect effect) {
  switch (effect) {
    case Effect::kSame:
      return {"lika", "the same"};
    case Effect::kOtherOutcome:
      return {"annat utfall", "another outcome"};
    case Effect::kOtherValues:
      return {"andra värden", "other values"};
    case Effect::kUnreadable:
      return {"kan inte läsas med de nya reglerna", "cannot be read under the new rules"};
    case Effect::kErased:
      return {"gallrad", "erased"};
  }
  return {"okänt", "unknown"};
}

std::string verdict_words(const Verdict& verdict) {
  return verdict.outcome.empty() ? verdict.status : verdict.outcome;
}

std::string money_words(const std::optional<Money>& money, const Console& console) {
  if (!money) return console.in({"inget", "none"});
  return console.in({to_text_swedish(*money), to_text_english(*money)});
}

std::optional<Money> difference(const std::optional<Money>& before,
                                const std::optional<Money>& after) {
  const auto ore = before && after ? checked_sub(after->ore, before->ore) : std::nullopt;
  return ore ? std::optional(Money{*ore}) : std::nullopt;
}

Json verdict_json(const Verdict& verdict) {
  JsonObject object{{"status", verdict.status}};
  if (!verdict.outcome.empty()) object.emplace("outcome", verdict.outcome);
  return object;
}

JsonObject amounts_json(const std::optional<Money>& before, const std::optional<Money>& after) {
  JsonObject object;
  if (before) object.emplace("before", to_string(*before));
  if (after) object.emplace("after", to_string(*after));
  if (const auto change = difference(before, after)) {
    object.emplace("difference", to_string(*change));
  }
  return object;
}

Json record_json(const Simulated& record) {
  JsonObject object{{"index", record.index}, {"effect", to_string(record.effect)}};
  if (!record.decision_id.empty()) object.emplace("decision_id", record.decision_id);
  if (record.effect == Effect::kErased) return object;
  object.emplace("before", verdict_json(record.before));
  if (record.effect == Effect::kUnreadable) {
    object.emplace("codes", JsonArray(record.codes.begin(), record.codes.end()));
    return object;
  }
  object.emplace("after", verdict_json(record.after));
  JsonArray values;
  for (const ValueChange& change : record.values) {
    JsonObject one = amounts_json(change.before, change.after);
    one.emplace("name", change.name);
    values.emplace_back(std::move(one));
  }
  if (!values.empty()) object.emplace("values", std::move(values));
  return object;
}

std::string change_words(const ValueChange& change, const Console& console) {
  std::string text = printable(change.name);
  if (!change.amount) return text;
  text += " " + money_words(change.before, console) + " → " + money_words(change.after, console);
  if (const auto by = difference(change.before, change.after)) {
    text += " (" + money_words(by, console) + ")";
  }
  return text;
}

std::string effect_words(const Simulated& record, const Console& console) {
  std::string text = console.in(words(record.effect));
  if (record.effect == Effect::kOtherOutcome) {
    text += ": " + verdict_words(record.before) + " → " + verdict_words(record.after);
  }
  const char* between = record.effect == Effect::kOtherOutcome ? "; " : ": ";
  for (const ValueChange& change : record.values) {
    text += between + change_words(change, console);
    between = "; ";
  }
  for (const std::string& code : record.codes) {
    text += between + code;
    between = ", ";
  }
  return text;
}

class Tally {
 public:
  Tally(Console& console, bool plain) : console_(console), plain_(plain) {}

  void add(const Simulated& record) {
    ++counts_.at(static_cast<std::size_t>(record.effect));
    if (console_.json()) return records_.push_back(record_json(record));
    if (record.effect == Effect::kSame || record.effect == Effect::kErased) return;
    std::string line = console_.in({"post ", "record "}) + std::to_string(record.index);
    if (plain_) {
      line[0] = line[0] == 'p' ? 'P' : 'R';
      return console_.line(line + console_.in({", beslut ", ", decision "}) + record.decision_id +
                           ": " + effect_words(record, console_) + ".");
    }
    console_.line(line + ": " + effect_words(record, console_) + "  " + record.decision_id);
  }

  void show(const Json& ruleset, const AmountSums& sums) {
    if (console_.json()) return show_json(ruleset, sums);
    for (const Effect effect : kEffects) {
      if (count(effect) == 0 && effect != Effect::kSame) continue;
      console_.line(std::to_string(count(effect)) + " " + console_.in(words(effect)) +
                    (plain_ ? "." : ""));
    }
    for (const auto& [name, sum] : sums) {
      if (sum.before == sum.after) continue;
      console_.line(console_.in({"sammanlagt ", "in all "}) +
                    change_words({name, true, sum.before, sum.after}, console_) +
                    (plain_ ? "." : ""));
    }
  }

  [[nodiscard]] Exit exit() const {
    const bool differs =
        count(Effect::kOtherOutcome) + count(Effect::kOtherValues) + count(Effect::kUnreadable) > 0;
    return differs ? kFinding : kHolds;
  }

 private:
  [[nodiscard]] std::int64_t count(Effect effect) const {
    return counts_.at(static_cast<std::size_t>(effect));
  }

  void show_json(const Json& ruleset, const AmountSums& sums) {
    JsonObject summary;
    for (const Effect effect : kEffects) summary.emplace(to_string(effect), count(effect));
    JsonObject totals;
    for (const auto& [name, sum] : sums) totals.emplace(name, amounts_json(sum.before, sum.after));
    console_.json_line(JsonObject{{"stadga", 1},
                                  {"ok", exit() == kHolds},
                                  {"purpose", "simulation"},
                                  {"ruleset", ruleset},
                                  {"records", std::move(records_)},
                                  {"summary", std::move(summary)},
                                  {"totals", std::move(totals)}});
  }

  Console& console_;
  const bool plain_;
  std::array<std::int64_t, kEffects.size()> counts_{};
  JsonArray records_;
};

// Days are written so that their order is that of the texts.
bool is_wanted(const Json& decision, const SimulateOptions& options) {
  const auto member = [&](const char* name) -> std::string {
    const Json* found = decision.find(name);
    return found == nullptr || found->as_string() == nullptr ? "" : *found->as_string();
  };
  if (!options.municipality.empty() && member("municipality") != options.municipality) return false;
  return options.since.empty() || member("decision_date") >= options.since;
}

struct Run {
  const SimulateOptions& options;
  const engine::Package& package;
  Tally& tally;
  AmountSums sums;

  Status one(audit::Snapshot& snapshot, std::uint64_t index) {
    const auto result = snapshot.part(index, "result");
    if (!result && result.error().code == "S5011") return Unit{};  // an act
    const auto facts = snapshot.part(index, "case");
    for (const auto* part : {&result, &facts}) {
      if (*part) continue;
      if (part->error().code != "S5012") return part->error();
      tally.add({index, Effect::kErased, "", {}, {}, {}, {}});
      return Unit{};
    }
    const Json before = read_json(*result).value;
    if (!is_wanted(before, options)) return Unit{};
    const engine::DecideResult other = engine::decide(package, *facts);
    add_amounts(before, other, sums);
    tally.add(compare(index, before, other));
    return Unit{};
  }
};

}  // namespace

Exit run(const SimulateOptions& options, Console& console) {
  const auto outcome = load({options.ruleset, options.overlays, false});
  if (const auto* failure = std::get_if<Failed>(&outcome)) return console.fail(*failure);
  const auto& loaded = std::get<Loaded>(outcome);
  console.ruleset_language(loaded.package().base.header.language);
  LogOptions read;
  read.log = options.log;
  read.head = options.head;
  auto snapshot = open_snapshot(read);
  if (!snapshot) return console.fail(failed(snapshot.error()));
  if (!log_holds(**snapshot, console)) return kFinding;
  Tally tally(console, console.format() == Format::kPlain);
  Run run{options, loaded.package(), tally, {}};
  Status done = Unit{};
  {
    const Progress progress(console, {"räknar om", "simulating"});
    const Status all = each_entry(**snapshot, [&](const audit::Entry& entry) {
      if (entry.kind == "proposal" || entry.kind == "decision") {
        done = run.one(**snapshot, entry.index);
      }
      return done.has_value();
    });
    if (!all) done = all;
  }
  if (!done) return console.fail(failed(done.error()));
  tally.show(ruleset_json(loaded.package()), run.sums);
  return console.finish(tally.exit());
}

}  // namespace stadga::cli

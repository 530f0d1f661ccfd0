// status_text.cpp - a report in words and as JSON. Everything from a file is shown printable.
#include <algorithm>

#include "stadga/base/note_key.h"
#include "stadga/base/text.h"
#include "stadga/review/status.h"
#include "words.h"

namespace stadga::review {
namespace {

std::string name_of_key(const std::string& key) {
  const auto parsed = parse_verifier_key(key);
  return parsed ? parsed->name : key;
}

LocalText joined_changes(const std::vector<ConeChange>& changes) {
  LocalText out;
  for (const ConeChange& change : changes) {
    const LocalText one = words::change(change);
    out.sv += (out.sv.empty() ? "" : ", ") + one.sv;
    out.en += (out.en.empty() ? "" : ", ") + one.en;
  }
  return out;
}

LocalText worth_text(const Judged& judged) {
  LocalText out = words::worth(judged.worth);
  if (judged.worth == Worth::kConeChanged) {
    const LocalText what = joined_changes(judged.changes);
    out.sv += ": " + what.sv;
    out.en += ": " + what.en;
  }
  return out;
}

class TextReport {
 public:
  TextReport(MessageLanguage language, bool plain) : language_(language), plain_(plain) {}

  std::string write(const Report& report) {
    for (const UnitStatus& unit : report.units) unit_lines(unit);
    for (const engine::ReviewSignature& orphan : report.orphans) {
      line(orphan.rule + " " + in(words::orphan(), language_));
    }
    const auto reviewed = std::count_if(
        report.units.begin(), report.units.end(),
        [](const UnitStatus& unit) { return unit.count >= kReviewersNeeded; });
    line(in(words::sum(report.holds(), std::to_string(reviewed),
                       std::to_string(report.units.size())), language_));
    return std::move(out_);
  }

 private:
  void line(const std::string& text) { out_ += printable(text) + (plain_ ? ".\n" : "\n"); }

  void unit_lines(const UnitStatus& status) {
    const std::string title = status.unit.title.empty() ? "" : " \"" + status.unit.title + "\"";
    const std::string state = in(state_text(status), language_);
    line(status.unit.id + title + (plain_ ? " " + in(words::is(), language_) + " " : ": ") + state);
    for (const Judged& judged : status.signatures) signature_line(status.unit.id, judged);
  }

  void signature_line(const std::string& id, const Judged& judged) {
    const engine::ReviewSignature& s = judged.signature;
    const std::string worth = in(worth_text(judged), language_);
    const std::string who = s.reviewer + ", " + s.day + ", " + name_of_key(s.key);
    line(plain_ ? id + ", " + who + ": " + worth : "  " + who + ": " + worth);
  }

  MessageLanguage language_;
  bool plain_;
  std::string out_;
};

Json change_json(const ConeChange& change) {
  return JsonObject{{"part", change.part}, {"how", words::how(change.how)}};
}

Json judged_json(const Judged& judged) {
  const engine::ReviewSignature& s = judged.signature;
  JsonObject out{{"reviewer", s.reviewer}, {"key", s.key}, {"day", s.day},
                 {"state", word(judged.worth)}};
  if (engine::is_demonstration_key(s.key)) out["demonstration"] = true;
  if (judged.changes.empty()) return out;
  JsonArray changes;
  for (const ConeChange& change : judged.changes) changes.push_back(change_json(change));
  out["changed"] = std::move(changes);
  return out;
}

Json unit_json(const UnitStatus& status) {
  JsonArray signatures;
  for (const Judged& judged : status.signatures) signatures.push_back(judged_json(judged));
  return JsonObject{{"rule", status.unit.id},
                    {"title", status.unit.title},
                    {"rule_hash", status.unit.rule_hash},
                    {"state", status.state()},
                    {"count", status.count},
                    {"needed", kReviewersNeeded},
                    {"signatures", std::move(signatures)}};
}

}  // namespace

LocalText state_text(const UnitStatus& unit) {
  const std::string_view state = unit.state();
  if (state == "reviewed") return words::reviewed();
  if (state == "signed") return words::signed_by(unit.count, kReviewersNeeded);
  if (state == "unreviewed") return words::unreviewed();
  const auto first = std::find_if(unit.signatures.begin(), unit.signatures.end(),
                                  [&](const Judged& judged) { return word(judged.worth) == state; });
  const LocalText why = worth_text(*first);
  if (state == word(Worth::kConeChanged)) return why;
  const LocalText none = words::unreviewed();
  return {none.sv + ": " + why.sv, none.en + ": " + why.en};
}

Json to_json(const Report& report) {
  JsonArray units, orphans;
  for (const UnitStatus& unit : report.units) units.push_back(unit_json(unit));
  for (const engine::ReviewSignature& orphan : report.orphans) {
    orphans.emplace_back(JsonObject{
        {"rule", orphan.rule}, {"reviewer", orphan.reviewer}, {"key", orphan.key}, {"day", orphan.day}});
  }
  return JsonObject{{"units", std::move(units)},
                    {"orphans", std::move(orphans)},
                    {"reviewed", report.holds()}};
}

std::string to_text(const Report& report, MessageLanguage language, bool plain) {
  return TextReport(language, plain).write(report);
}

}  // namespace stadga::review

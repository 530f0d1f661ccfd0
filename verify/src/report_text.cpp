// report_text.cpp - what `check` says to people: findings first, then what has been proved.
#include <algorithm>
#include <map>

#include "case_words.h"
#include "messages.h"
#include "stadga/base/text.h"
#include "stadga/verify/waived.h"

namespace stadga::verify {
namespace {

using engine::Ruleset;

class TextReport {
 public:
  TextReport(const engine::Package& package, const Waivers& waivers, MessageLanguage language,
             bool plain)
      : package_(package), waivers_(waivers), language_(language), plain_(plain) {}

  std::string run(const CheckResult& result) {
    for (const auto& obligation : result.obligations) {
      if (obligation.verdict != Verdict::kProved) add_finding(obligation);
    }
    add_summary(result);
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool swedish() const { return language_ == MessageLanguage::kSwedish; }
  [[nodiscard]] std::string say(const char* sv, const char* en) const { return swedish() ? sv : en; }

  const Ruleset& ruleset_of(const Obligation& o) const {
    const auto overlay = package_.municipal.find(o.municipality);
    return overlay == package_.municipal.end() ? package_.base : overlay->second;
  }

  // One sentence a line for screen readers, an indented line otherwise.
  void line(const std::string& text, int depth) {
    if (plain_) {
      const bool ended = !text.empty() && (text.back() == '.' || text.back() == ':');
      out_ += text + (ended ? "\n" : ".\n");
    } else {
      out_ += std::string(static_cast<std::size_t>(depth) * 2, ' ') + text + "\n";
    }
  }

  void add_finding(const Obligation& o) {
    const auto& ruleset = ruleset_of(o);
    std::string head = o.code + " " + verdict_word(o) + ": " + in(o.message, language_);
    const std::string places = places_of(ruleset, o);
    if (!places.empty()) head += plain_ ? ", " + places : "   " + places;
    line(head, 0);
    if (!o.municipality.empty()) {
      line(say("kommun ", "municipality ") + o.municipality, 1);
    }
    for (const auto& id : o.rules) add_rule(ruleset, o, id);
    for (std::size_t i = 0; i < o.witnesses.size(); ++i) add_witness(ruleset, o, i);
    if (o.witnesses.empty() && !o.because.empty()) {
      line(say("Beror på: ", "Because of: ") + list(o.because), 1);
    }
    const auto waiver = waivers_.find(o.id);
    if (waiver != waivers_.end()) line(printable(in(waiver->second.text, language_)), 1);
    if (!in(o.help, language_).empty()) {
      line(say("Gör så här: ", "Do this: ") + in(o.help, language_), 1);
    }
    if (!plain_) out_ += "\n";
  }

  std::string verdict_word(const Obligation& o) const {
    if (o.verdict == Verdict::kUndecided) return say("inte avgjort", "undecided");
    if (o.verdict == Verdict::kOutOfCore) return say("inte prövat", "not examined");
    return in(messages::severity(o.severity), language_);
  }

  std::string places_of(const Ruleset& ruleset, const Obligation& o) const {
    std::vector<std::string> out;
    const auto add = [&](const engine::Span& span) {
      if (span.line == 0) return;
      std::string text = span.file + ":" + std::to_string(span.line) + ":" +
                         std::to_string(span.column);
      if (std::find(out.begin(), out.end(), text) == out.end()) out.push_back(std::move(text));
    };
    for (const auto& id : o.rules) {
      for (const auto& requirement : ruleset.requirements) {
        if (requirement.id == id) add(requirement.span);
      }
      for (const auto& rule : ruleset.rules) {
        if (rule.id == id) add(rule.span);
      }
    }
    if (out.empty()) add(o.span);
    std::string joined;
    for (const auto& place : out) joined += (joined.empty() ? "" : say(" och ", " and ")) + place;
    return joined;
  }

  // PRH-R2 "Passagerare" (13 kap. 8 § första stycket trafikförordningen) -> bifall
  void add_rule(const Ruleset& ruleset, const Obligation& o, const std::string& id) {
    const auto describe = [&](const auto& item) {
      std::string text = item.id + " \"" + item.title + "\"";
      std::string law;
      for (const auto& citation : item.citations) {
        law += (law.empty() ? "" : "; ") + in(messages::citation(ruleset, citation), language_);
      }
      if (!law.empty()) text += "  (" + law + ")";
      const std::string result = side(o, item.id);
      if (!result.empty()) text += (plain_ ? say(", ger ", ", gives ") : "  → ") + result;
      line(text, 1);
    };
    for (const auto& requirement : ruleset.requirements) {
      if (requirement.id == id) return describe(requirement);
    }
    for (const auto& rule : ruleset.rules) {
      if (rule.id == id) return describe(rule);
    }
  }

  // What a rule says in a conflict, as the engine printed it.
  static std::string side(const Obligation& o, const std::string& id) {
    for (const auto& replay : o.replayed) {
      const Json* sides = replay.find("conflict");
      if (sides == nullptr || sides->as_array() == nullptr) continue;
      for (const auto& entry : *sides->as_array()) {
        const Json* rule = entry.find("rule");
        const Json* result = entry.find("result");
        if (rule != nullptr && result != nullptr && *rule == Json(id)) return value_text(*result);
      }
    }
    return "";
  }

  void add_witness(const Ruleset& ruleset, const Obligation& o, std::size_t index) {
    std::string status;
    if (index < o.replayed.size()) {
      if (const auto* replay = o.replayed[index].as_object()) {
        status = in(messages::ending(*replay), language_);
      }
    }
    line(say("Exempel (körd i motorn, utfall: ", "Example (run in the engine, result: ") + status +
             "):",
         1);
    line(case_words(ruleset, o.witnesses[index], language_, plain_), 2);
    if (o.code == "S2112") {
      line(say("Frågar ändå efter: ", "Asks all the same for: ") + list(o.because), 1);
    } else {
      line(say("Bara dessa uppgifter spelar roll.", "Only these facts matter."), 1);
    }
    if (o.assumes.empty()) return;
    line(say("Förutsatt att ", "Provided that ") + list(o.assumes), 1);
    line(say("Ingen kommun har bestämt så. För att pröva exemplet: bestäm värdena i en kommunfil och ange kommunen.",
             "No municipality has decided so. To try the example: set the values in an overlay and name the municipality."),
         1);
  }

  static std::string value_text(const Json& value) {
    const auto* text = value.as_string();
    return text != nullptr ? *text : canonical_or_die(value);
  }

  static std::string list(const std::vector<std::string>& values) {
    std::string out;
    for (const auto& value : values) out += (out.empty() ? "" : ", ") + value;
    return out;
  }

  void add_summary(const CheckResult& result) {
    std::map<Verdict, int> counts;
    std::vector<std::string> order;
    std::map<std::string, int> kinds;
    for (const auto& obligation : result.obligations) {
      ++counts[obligation.verdict];
      if (obligation.verdict != Verdict::kProved) continue;
      if (kinds[obligation.kind]++ == 0) order.push_back(obligation.kind);
    }
    std::vector<std::string> parts;
    for (const auto& kind : order) parts.push_back(kind + " " + std::to_string(kinds[kind]));
    const auto count = [&](Verdict verdict) { return std::to_string(counts[verdict]); };
    line(say("Bevisat: ", "Proved: ") + count(Verdict::kProved) +
             (parts.empty() ? "" : " (" + list(parts) + ")"),
         0);
    line(say("Motbevisat: ", "Refuted: ") + count(Verdict::kRefuted), 0);
    line(say("Inte avgjort: ", "Undecided: ") + count(Verdict::kUndecided), 0);
    line(say("Inte prövat: ", "Not examined: ") + count(Verdict::kOutOfCore), 0);
    const auto& horizon = package_.base.header.horizon;
    line(say("Gäller beslutsdagar ", "Holds for decision days ") +
             messages::days({horizon}, language_) +
             say(" och de intervall som uppgifterna har", " and the declared ranges of the facts"),
         0);
  }

  const engine::Package& package_;
  const Waivers& waivers_;
  MessageLanguage language_;
  bool plain_;
  std::string out_;
};

}  // namespace

std::string to_text(const engine::Package& package, const CheckResult& result,
                    MessageLanguage language, bool plain) {
  return to_text(package, result, {}, language, plain);
}

std::string to_text(const engine::Package& package, const CheckResult& result,
                    const Waivers& waivers, MessageLanguage language, bool plain) {
  return TextReport(package, waivers, language, plain).run(result);
}

}  // namespace stadga::verify

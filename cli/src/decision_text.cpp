#include "decision_text.h"

#include <array>
#include <string_view>

#include "stadga/base/text.h"

namespace stadga::cli {
namespace {

struct Word {
  std::string_view name;
  LocalText text;
};

const std::array kStatuses = {
    Word{"incomplete", {"Inte avgjort: uppgifter saknas", "Not decided: facts are missing"}},
    Word{"needs_assessment",
         {"Inte avgjort: en bedömning saknas", "Not decided: an assessment is missing"}},
    Word{"referred", {"Till handläggare", "Referred to a caseworker"}},
    Word{"conflict",
         {"Inte avgjort: reglerna säger emot varandra",
          "Not decided: the rules contradict each other"}},
    Word{"gap", {"Inte avgjort: reglerna ger inget svar", "Not decided: the rules give no answer"}},
    Word{"not_in_force",
         {"Inte avgjort: ingen bestämmelse gäller den dagen", "Not decided: no law in force"}},
    Word{"not_covered",
         {"Inte avgjort: regelverket täcker inte den dagen",
          "Not decided: the rule set does not cover the day"}},
    Word{"error", {"Inte avgjort: räknefel", "Not decided: an error of arithmetic"}},
};

const std::array kStates = {
    Word{"met", {"uppfyllt", "met"}},
    Word{"not_met", {"inte uppfyllt", "not met"}},
    Word{"not_shown", {"inte visat", "not shown"}},
    Word{"applies", {"gäller", "applies"}},
    Word{"for", {"talar för", "speaks for"}},
    Word{"against", {"talar mot", "speaks against"}},
    Word{"unknown", {"okänt", "unknown"}},
    Word{"not_covered", {"täcks inte", "not covered"}},
};

const std::array kOutcomes = {
    Word{"avvisning", {"avvisning", "avvisning (dismissal)"}},
    Word{"avslag", {"avslag", "avslag (rejection)"}},
    Word{"bifall", {"bifall", "bifall (grant)"}},
};

template <std::size_t N>
std::string word(const std::array<Word, N>& words, std::string_view name,
                 MessageLanguage language) {
  for (const Word& known : words) {
    if (known.name == name) return in(known.text, language);
  }
  return std::string(name);
}

std::string text_of(const Json& object, std::string_view key) {
  const Json* member = object.find(key);
  const std::string* text = member == nullptr ? nullptr : member->as_string();
  return text == nullptr ? std::string() : printable(*text);
}

const JsonArray& list_of(const Json& object, std::string_view key) {
  static const JsonArray none;
  const Json* member = object.find(key);
  const JsonArray* list = member == nullptr ? nullptr : member->as_array();
  return list == nullptr ? none : *list;
}

std::string value_text(const Json& value, MessageLanguage language) {
  if (const auto* text = value.as_string()) return printable(*text);
  if (const auto* yes = value.as_bool()) {
    return in(*yes ? LocalText{"ja", "yes"} : LocalText{"nej", "no"}, language);
  }
  if (value.is_null()) return in({"inget", "none"}, language);
  return printable(canonical(value) ? *canonical(value) : std::string());
}

std::string join(const JsonArray& words) {
  std::string all;
  for (const Json& item : words) {
    if (const auto* text = item.as_string()) all += (all.empty() ? "" : ", ") + printable(*text);
  }
  return all;
}

std::string citation_text(const Json& citation, MessageLanguage language) {
  std::string text = text_of(citation, "text");
  const std::string wording = text_of(citation, "wording");
  if (!wording.empty()) text += in({", lydelse ", ", wording "}, language) + wording;
  const std::string weight = text_of(citation, "weight");
  if (!weight.empty()) text += " (" + weight + ")";
  return text;
}

class Writer {
 public:
  Writer(MessageLanguage language, bool plain) : language_(language), plain_(plain) {}

  void line(int level, const std::string& text) {
    if (text.empty()) return;
    if (plain_) {
      out_ += text + (text.ends_with('.') || text.ends_with('?') ? "\n" : ".\n");
    } else {
      out_ += std::string(static_cast<std::size_t>(level) * 2, ' ') + text + "\n";
    }
  }
  void title(const LocalText& text) { line(0, t(text)); }
  [[nodiscard]] const std::string& t(const LocalText& text) const { return in(text, language_); }
  [[nodiscard]] MessageLanguage language() const { return language_; }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  MessageLanguage language_;
  bool plain_;
  std::string out_;
};

void write_head(Writer& w, const Json& decision) {
  const std::string status = text_of(decision, "status");
  const std::string outcome = text_of(decision, "outcome");
  const bool proposal = text_of(decision, "kind") == "proposal";
  if (status == "determined") {
    const std::string what =
        w.t(proposal ? LocalText{"Förslag: ", "Proposal: "} : LocalText{"Beslut: ", "Decision: "});
    w.line(0, what + word(kOutcomes, outcome, w.language()));
  } else {
    w.line(0, word(kStatuses, status, w.language()));
  }
  const Json* ruleset = decision.find("ruleset");
  std::string where;
  if (ruleset != nullptr) where = text_of(*ruleset, "name") + " " + text_of(*ruleset, "version");
  const std::string municipality = text_of(decision, "municipality");
  if (!municipality.empty()) where += w.t({", kommun ", ", municipality "}) + municipality;
  where += w.t({", beslutsdag ", ", decision day "}) + text_of(decision, "decision_date");
  const std::string case_id = text_of(decision, "case_id");
  if (!case_id.empty()) where += w.t({", ärende ", ", case "}) + case_id;
  w.line(1, where);
}

void write_citations(Writer& w, const Json& item, int level) {
  for (const Json& citation : list_of(item, "citations")) {
    w.line(level, citation_text(citation, w.language()));
  }
}

// Why, in one line; what each rule says of it stands among the reasons, one by one.
void write_referral(Writer& w, const Json& decision) {
  const Json* referral = decision.find("referral");
  if (referral == nullptr) return;
  const std::string reason = text_of(*referral, "reason");
  if (reason == "komplettering") {
    w.line(1, w.t({"Ärendet behöver kompletteras", "The case must be completed"}));
  } else if (reason == "väg") {
    w.line(1, w.t({"Reglerna lämnar frågan till en människa", "The rules leave the question to a person"}));
  } else {
    w.line(1, reason);
  }
  if (!list_of(decision, "reasons").empty()) return;
  w.line(1, text_of(*referral, "rule") + ": " + text_of(*referral, "text"));
  write_citations(w, *referral, 2);
}

void write_values(Writer& w, const Json& decision) {
  const Json* values = decision.find("values");
  const JsonObject* members = values == nullptr ? nullptr : values->as_object();
  if (members == nullptr || members->empty()) return;
  // Beside a rejection or a referral a validity period would read as granted; JSON has them all.
  if (text_of(decision, "outcome") != "bifall") return;
  w.title({"Värden", "Values"});
  for (const auto& [name, value] : *members) {
    w.line(1, printable(name) + ": " + value_text(value, w.language()));
  }
}

void write_rules(Writer& w, const Json& decision, const char* key, const LocalText& title) {
  const JsonArray& list = list_of(decision, key);
  if (list.empty()) return;
  w.title(title);
  for (const Json& item : list) {
    w.line(1, text_of(item, "rule") + " " + text_of(item, "title") + ": " +
                  word(kStates, text_of(item, "state"), w.language()));
    w.line(2, text_of(item, "text"));
    write_citations(w, item, 2);
  }
}

void write_missing(Writer& w, const Json& decision) {
  const JsonArray& list = list_of(decision, "missing");
  if (list.empty()) return;
  w.title({"Saknas", "Missing"});
  for (const Json& item : list) {
    std::string text = text_of(item, "path") + ": " + text_of(item, "question");
    const std::string from = join(list_of(item, "sources"));
    if (!from.empty()) text += w.t({" (från ", " (from "}) + from + ")";
    const std::string reason = text_of(item, "reason");
    if (!reason.empty()) text += " [" + reason + "]";
    w.line(1, text);
  }
}

std::string detail_text(const std::string& detail, const Writer& w) {
  if (detail == "outside_horizon") {
    return w.t({"beslutsdagen ligger utanför de dagar som regelverket svarar för",
                "the decision day is outside the days that the rule set answers for"});
  }
  if (detail == "no_stage") return w.t({"inget steg i beslutet passar", "no stage of the decision fits"});
  if (detail == "no_rule") return w.t({"ingen regel är tillämplig", "no rule applies"});
  if (detail == "no_version") return w.t({"ingen version täcker beslutsdagen", "no version covers the decision day"});
  if (detail == "two_versions") return w.t({"två versioner täcker beslutsdagen", "two versions cover the decision day"});
  return detail;
}

void write_conflict(Writer& w, const Json& decision) {
  const JsonArray& sides = list_of(decision, "conflict");
  for (const Json& side : sides) {
    w.line(1,
           text_of(side, "rule") + " " + text_of(side, "title") + ": " + text_of(side, "result"));
  }
  // Where it happened; for an error of arithmetic, what happened as well.
  std::string at = text_of(decision, "at");
  if (sides.empty() && !at.empty()) at += ": " + detail_text(text_of(decision, "detail"), w);
  if (!at.empty()) w.line(1, w.t({"gäller ", "about "}) + at);
}

std::string gate_text(const Json& gate, const Writer& w) {
  const std::string name = text_of(gate, "gate");
  const std::string basis = text_of(gate, "basis");
  const std::string law = basis.empty() ? "" : " (" + basis + ")";
  if (name != "kommunikation") return name + law;
  return w.t({"Den som är part ska få del av uppgifterna i ärendet och tillfälle att yttra sig",
              "The party must be given the material of the case and an opportunity to comment"}) +
         law;
}

void write_gates(Writer& w, const Json& decision) {
  const JsonArray& gates = list_of(decision, "gates");
  if (!gates.empty()) w.title({"Ska göras före beslutet", "To be done before the decision"});
  for (const Json& gate : gates) w.line(1, gate_text(gate, w));
}

void write_warnings(Writer& w, const Json& decision) {
  for (const Json& warning : list_of(decision, "warnings")) {
    std::string text = text_of(warning, "warning");
    if (text == "law_not_verified") {
      text = w.t({"lagtexten är inte kontrollerad efter ", "the law is not verified after "}) +
             text_of(warning, "verified_to") + ": " + text_of(warning, "source");
    }
    w.line(0, w.t({"Varning: ", "Warning: "}) + text);
  }
}

}  // namespace

bool is_decision(const Json& value) {
  const Json* version = value.find("stadga");
  return version != nullptr && version->as_int() != nullptr && !text_of(value, "status").empty() &&
         !text_of(value, "decision_id").empty();
}

std::string decision_text(const Json& decision, MessageLanguage language, bool plain) {
  Writer w(language, plain);
  write_head(w, decision);
  write_referral(w, decision);
  write_conflict(w, decision);
  write_values(w, decision);
  write_rules(w, decision, "reasons", {"Skäl", "Reasons"});
  write_rules(w, decision, "indicators",
              {"Riktmärken, som inte avgör något", "Guidelines, which decide nothing"});
  write_missing(w, decision);
  const std::string skipped = join(list_of(decision, "not_examined"));
  if (!skipped.empty()) w.line(0, w.t({"Inte prövat: ", "Not examined: "}) + skipped);
  write_gates(w, decision);
  write_warnings(w, decision);
  w.line(0, text_of(decision, "decision_id"));
  return w.take();
}

}  // namespace stadga::cli

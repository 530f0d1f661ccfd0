#include "decision_text.h"

#include <array>
#include <string_view>

#include "decision_words.h"
#include "stadga/base/text.h"
#include "stadga/explain/details.h"

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
         {"Inte avgjort: regelverket saknar det som gäller för ärendets tid",
          "Not decided: the rule set lacks what holds for the time of the case"}},
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
    Word{"delavslag",
         {"bifall till en del (delavslag)", "bifall till en del (partial grant, delavslag)"}},
};

template <std::size_t N>
std::string word(const std::array<Word, N>& words, std::string_view name,
                 MessageLanguage language) {
  for (const Word& known : words) {
    if (known.name == name) return in(known.text, language);
  }
  return std::string(name);
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

bool grants(const Json& decision) {
  const std::string outcome = text_of(decision, "outcome");
  return outcome == "bifall" || outcome == "delavslag";
}
bool rejects(const Json& decision) { return text_of(decision, "outcome") == "avslag"; }

// A rejection shows the amounts that were counted with, under a title that says so. Beside it, and
// beside a referral, a period of validity would read as granted; JSON has them all.
void write_values(Writer& w, const Json& decision) {
  if (!grants(decision) && !rejects(decision)) return;
  const Json* values = decision.find("values");
  const JsonObject* members = values == nullptr ? nullptr : values->as_object();
  if (members == nullptr) return;
  std::vector<std::string> lines;
  for (const auto& [name, value] : *members) {
    if (grants(decision) || is_amount(value))
      lines.push_back(printable(name) + ": " + value_words(value, w.language()));
  }
  if (lines.empty()) return;
  w.title(rejects(decision) ? LocalText{"Uträknat, inget av det beviljas",
                                        "Computed, none of it is granted"}
                            : LocalText{"Värden", "Values"});
  for (const std::string& line : lines) w.line(1, line);
}

void write_items(Writer& w, const Json& decision) {
  const JsonArray& items = list_of(decision, "items");
  if (items.empty() || (!grants(decision) && !rejects(decision))) return;
  w.title({"Det som har sökts", "What was applied for"});
  for (const Json& item : items) {
    w.line(1, item_name(item) + ": " + item_words(item, rejects(decision), w.language()));
    w.line(2, text_of(item, "text"));
    write_citations(w, item, 2);
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
    std::string text = text_of(item, "path") + ": " + question_words(item, w.language());
    const std::string from = join(list_of(item, "sources"));
    if (!from.empty()) text += w.t({" (från ", " (from "}) + from + ")";
    const std::string reason = text_of(item, "reason");
    if (!reason.empty()) text += " [" + reason + "]";
    w.line(1, text);
  }
}

void write_conflict(Writer& w, const Json& decision) {
  const JsonArray& sides = list_of(decision, "conflict");
  for (const Json& side : sides) {
    w.line(1,
           text_of(side, "rule") + " " + text_of(side, "title") + ": " + member_words(side, "result", w.language()));
  }
}

// Where it happened and what; an error of arithmetic has both in a member of its own.
void write_place(Writer& w, const Json& decision) {
  const Json* error = decision.find("error");
  std::string at = text_of(error == nullptr ? decision : *error, error == nullptr ? "at" : "rule");
  const std::string detail =
      text_of(error == nullptr ? decision : *error, error == nullptr ? "detail" : "name");
  if (list_of(decision, "conflict").empty() && !detail.empty())
    at += (at.empty() ? "" : ": ") + w.t(explain::detail_words(detail));
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
  write_place(w, decision);
  write_values(w, decision);
  write_items(w, decision);
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

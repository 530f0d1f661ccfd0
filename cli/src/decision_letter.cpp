#include "decision_letter.h"

#include <array>
#include <vector>

#include "decision_words.h"
#include "stadga/base/text.h"

namespace stadga::cli {
namespace {

// A text of a rule as a sentence: "funktionshindret är varaktigt" -> "Funktionshindret är varaktigt".
std::string capital(std::string text) {
  static constexpr std::array<std::array<std::string_view, 2>, 3> kLetters{{{"å", "Å"}, {"ä", "Ä"}, {"ö", "Ö"}}};
  for (const auto& [small, large] : kLetters) {
    if (text.starts_with(small)) return std::string(large) + text.substr(small.size());
  }
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

class Letter {
 public:
  Letter(const Json& decision, MessageLanguage language, bool plain)
      : decision_(decision), language_(language), plain_(plain) {}

  std::string run() {
    sentence(opening());
    values();
    items();
    reasons();
    questions();
    closing();
    return std::move(out_);
  }

 private:
  [[nodiscard]] const std::string& t(const LocalText& text) const { return in(text, language_); }
  void sentence(const std::string& text, bool listed = false) {
    if (text.empty()) return;
    const bool ended = text.ends_with('.') || text.ends_with('?') || text.ends_with(':');
    out_ += (listed && !plain_ ? "- " : "") + text + (ended ? "\n" : ".\n");
  }
  [[nodiscard]] bool is(std::string_view key, std::string_view value) const { return text_of(decision_, key) == value; }

  [[nodiscard]] std::string opening() const {
    if (is("status", "determined")) return outcome();
    if (is("status", "incomplete")) return t({"Vi behöver veta mer innan ärendet kan avgöras", "We need to know more before the case can be decided"});
    if (is("status", "needs_assessment")) {
      return t({"Vi har de uppgifter som behövs. En handläggare ska göra en bedömning innan ärendet avgörs",
                "We have the information that is needed. A caseworker will make an assessment before the case is decided"});
    }
    if (is("status", "referred")) return referral();
    return t({"Ärendet kan inte avgöras med de här reglerna. En handläggare tar hand om det",
              "The case cannot be decided by these rules. A caseworker will take care of it"});
  }
  [[nodiscard]] std::string referral() const {
    const Json* referral = decision_.find("referral");
    const bool completion = referral != nullptr && text_of(*referral, "reason") == "komplettering";
    return completion ? t({"Ansökan behöver kompletteras innan den kan prövas", "The application must be completed before it can be examined"})
                      : t({"En handläggare tar ställning till ärendet", "A caseworker will consider the case"});
  }
  // What was proposed is not what was decided: a proposal says so.
  [[nodiscard]] std::string outcome() const {
    const bool proposal = is("kind", "proposal");
    if (is("outcome", "bifall")) {
      return proposal ? t({"Förslaget är att ansökan beviljas", "The proposal is that the application is granted"})
                      : t({"Ansökan är beviljad", "The application is granted"});
    }
    if (is("outcome", "delavslag")) {
      return proposal ? t({"Förslaget är att ansökan beviljas till en del och avslås till en del", "The proposal is that the application is granted in part and rejected in part"})
                      : t({"Ansökan är beviljad till en del och avslagen till en del", "The application is granted in part and rejected in part"});
    }
    if (is("outcome", "avslag")) {
      return proposal ? t({"Förslaget är att ansökan avslås", "The proposal is that the application is rejected"})
                      : t({"Ansökan är avslagen", "The application is rejected"});
    }
    return proposal ? t({"Förslaget är att ansökan avvisas, det vill säga inte prövas", "The proposal is that the application is dismissed, that is, not examined"})
                    : t({"Ansökan är avvisad, det vill säga inte prövad", "The application is dismissed, that is, not examined"});
  }

  void values() {
    if (!is("outcome", "bifall") && !is("outcome", "delavslag")) return;
    const Json* values = decision_.find("values");
    const JsonObject* members = values == nullptr ? nullptr : values->as_object();
    if (members == nullptr) return;
    for (const auto& [name, value] : *members) {
      std::string words = printable(name);
      for (char& c : words) c = c == '_' ? ' ' : c;
      sentence(capital(words) + ": " + value_words(value, language_));
    }
  }

  // What was applied for piece by piece, where some of it is granted: how much, and why not more.
  void items() {
    if (!is("outcome", "bifall") && !is("outcome", "delavslag")) return;
    for (const Json& item : list_of(decision_, "items")) {
      sentence(capital(item_name(item)) + ": " + item_words(item, false, language_));
      const std::string why = text_of(item, "text");
      if (!why.empty()) sentence(capital(why) + law_of(item), true);
    }
  }

  // " (12 kap. 7 § socialtjänstlagen; …)"; empty where nothing is cited.
  [[nodiscard]] static std::string law_of(const Json& what) {
    std::string law;
    for (const Json& citation : list_of(what, "citations")) {
      law += (law.empty() ? "" : "; ") + text_of(citation, "text");
    }
    return law.empty() ? law : " (" + law + ")";
  }

  // One sentence a rule: what it found, else its title, with the law.
  void reasons() {
    const auto list = list_of(decision_, "reasons");
    if (list.empty()) return;
    sentence(t({"Skälen är:", "The reasons are:"}));
    for (const Json& reason : list) {
      const std::string text = text_of(reason, "text");
      sentence(capital(text.empty() ? text_of(reason, "title") : text) + law_of(reason), true);
    }
  }

  // Only what the applicant can answer; the caseworker's own questions are not the applicant's.
  void questions() {
    std::vector<std::string> asked;
    for (const Json& item : list_of(decision_, "missing")) {
      const Json* assessment = item.find("assessment");
      const bool judged = assessment != nullptr && assessment->as_bool() != nullptr && *assessment->as_bool();
      if (!judged) asked.push_back(capital(question_words(item, language_)));
    }
    if (asked.empty()) return;
    sentence(t({"Det här är inte känt ännu:", "This is not known yet:"}));
    for (const std::string& question : asked) sentence(question, true);
  }

  void closing() {
    if (!list_of(decision_, "gates").empty()) {
      sentence(t({"Innan beslutet fattas får du ta del av uppgifterna i ärendet och säga vad du tycker",
                  "Before the decision is made you may see the material of the case and comment on it"}));
    }
    if (is("kind", "proposal")) {
      sentence(t({"Det här är ett förslag. Det är en människa som beslutar", "This is a proposal. A person decides"}));
    }
  }

  const Json& decision_;
  MessageLanguage language_;
  bool plain_;
  std::string out_;
};

}  // namespace

std::string decision_letter(const Json& decision, MessageLanguage language, bool plain) {
  return Letter(decision, language, plain).run();
}

}  // namespace stadga::cli

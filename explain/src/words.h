// words.h - values, names and lists as a reader says them, and the parts of sentences that several
// sections share. Swedish or English; the rule set's own texts are printed as they are.
#pragma once
#include <string>
#include <vector>

#include "stadga/base/json.h"
#include "stadga/base/result.h"
#include "stadga/engine/model.h"

namespace stadga::explain {

// "en_text_så" -> "en text så"; control characters escaped.
[[nodiscard]] std::string spoken(const std::string& name);
[[nodiscard]] std::string capital(std::string text);
// Capital first, full stop last, unless it already ends as a sentence.
[[nodiscard]] std::string sentence(const std::string& text);
// "a, b och c"; "a, b eller c".
[[nodiscard]] std::string joined(const std::vector<std::string>& parts, const LocalText& last,
                                 MessageLanguage language);
[[nodiscard]] std::string all_of(const std::vector<std::string>& parts, MessageLanguage language);
[[nodiscard]] std::string any_of(const std::vector<std::string>& parts, MessageLanguage language);
// A plain value of a case or a decision: "6 månader", "21 maj 2027", "5 220,00 kr", "ja".
[[nodiscard]] std::string value_words(const engine::Type& type, const Json& value,
                                      MessageLanguage language);
// " (13 kap. 8 § trafikförordningen)"; empty where nothing is cited.
[[nodiscard]] std::string in_brackets(const std::vector<std::string>& parts);
[[nodiscard]] std::string cited(const engine::Ruleset& ruleset,
                                const std::vector<engine::Citation>& citations);
[[nodiscard]] const std::string& quote_marks(bool opening, MessageLanguage language);

}  // namespace stadga::explain

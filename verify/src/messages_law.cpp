// messages_law.cpp - how law, weights and statuses are written for a jurist.
#include <iterator>

#include "messages.h"

namespace stadga::verify::messages {
namespace {

// "1" -> "första"; what is no small number stays as it is ("sista").
std::string ordinal(const std::string& number, MessageLanguage language) {
  static constexpr const char* kSwedish[] = {"första", "andra",  "tredje", "fjärde", "femte",
                                             "sjätte", "sjunde", "åttonde", "nionde", "tionde"};
  static constexpr const char* kEnglish[] = {"first", "second",  "third",  "fourth", "fifth",
                                             "sixth", "seventh", "eighth", "ninth",  "tenth"};
  for (std::size_t i = 0; i < std::size(kSwedish); ++i) {
    if (number != std::to_string(i + 1)) continue;
    return language == MessageLanguage::kSwedish ? kSwedish[i] : kEnglish[i];
  }
  if (language == MessageLanguage::kEnglish && number == "sista") return "last";
  return number;
}

std::string source_name(const engine::Source& source) {
  return source.title.empty() ? source.name : source.title;
}

std::string swedish(const engine::Source& source, const engine::Citation& c) {
  std::string out;
  if (!c.chapter.empty()) out += c.chapter + " kap. ";
  if (!c.section.empty()) {
    out += c.section + (c.section.find('-') == std::string::npos ? " § " : " §§ ");
  }
  if (!c.stycke.empty()) out += ordinal(c.stycke, MessageLanguage::kSwedish) + " stycket ";
  if (!c.mening.empty()) out += ordinal(c.mening, MessageLanguage::kSwedish) + " meningen ";
  if (!c.punkt.empty()) out += c.punkt + " p. ";
  return out + source_name(source);
}

std::string english(const engine::Source& source, const engine::Citation& c) {
  std::string out;
  if (!c.chapter.empty()) out += "chapter " + c.chapter + ", ";
  if (!c.section.empty()) {
    out += (c.section.find('-') == std::string::npos ? "section " : "sections ") + c.section + ", ";
  }
  if (!c.stycke.empty()) out += ordinal(c.stycke, MessageLanguage::kEnglish) + " subsection, ";
  if (!c.mening.empty()) out += ordinal(c.mening, MessageLanguage::kEnglish) + " sentence, ";
  if (!c.punkt.empty()) out += "point " + c.punkt + ", ";
  return out + source_name(source);
}

}  // namespace

LocalText citation(const engine::Ruleset& ruleset, const engine::Citation& cited) {
  const auto& source = ruleset.at(cited.source);
  return {swedish(source, cited), english(source, cited)};
}

LocalText weight(engine::Weight weight) {
  switch (weight) {
    case engine::Weight::kLag: return {"lag", "statute"};
    case engine::Weight::kForordning: return {"förordning", "ordinance"};
    case engine::Weight::kForeskrift: return {"föreskrift", "regulation"};
    case engine::Weight::kPraxis: return {"praxis", "case law"};
    case engine::Weight::kAllmantRad: return {"allmänt råd", "general advice"};
    case engine::Weight::kRiktlinje: return {"riktlinje", "guideline"};
    case engine::Weight::kSedvana: return {"sedvana", "custom"};
  }
  return {};
}

LocalText status(const std::string& status) {
  if (status == "determined") return {"avgjort", "determined"};
  if (status == "incomplete") return {"uppgifter saknas", "facts are missing"};
  if (status == "needs_assessment") return {"bedömning saknas", "an assessment is missing"};
  if (status == "referred") return {"till handläggare", "referred to a person"};
  if (status == "conflict") return {"konflikt", "conflict"};
  if (status == "gap") return {"lucka", "gap"};
  if (status == "not_in_force") return {"gäller inte", "not in force"};
  if (status == "not_covered") return {"täcks inte", "not covered"};
  if (status == "error") return {"räknefel", "error"};
  return {status, status};
}

LocalText severity(Severity severity) {
  switch (severity) {
    case Severity::kError: return {"fel", "error"};
    case Severity::kWarning: return {"varning", "warning"};
    case Severity::kInfo: return {"upplysning", "note"};
  }
  return {};
}

}  // namespace stadga::verify::messages

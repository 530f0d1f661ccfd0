// messages_law.cpp - how law, weights and statuses are written for a jurist.
#include <iterator>

#include "messages.h"
#include "stadga/engine/law_text.h"

namespace stadga::verify::messages {
namespace {

// "1" -> "first"; what is no small number stays as it is.
std::string ordinal(const std::string& number) {
  static constexpr const char* kWords[] = {"first", "second",  "third",  "fourth", "fifth",
                                           "sixth", "seventh", "eighth", "ninth",  "tenth"};
  for (std::size_t i = 0; i < std::size(kWords); ++i) {
    if (number == std::to_string(i + 1)) return kWords[i];
  }
  return number == "sista" ? "last" : number;
}

std::string source_name(const engine::Source& source) {
  return source.title.empty() ? source.name : source.title;
}

std::string english(const engine::Source& source, const engine::Citation& c) {
  std::string out;
  if (!c.chapter.empty()) out += "chapter " + c.chapter + ", ";
  if (!c.section.empty()) {
    out += (c.section.find('-') == std::string::npos ? "section " : "sections ") + c.section + ", ";
  }
  if (!c.stycke.empty()) out += ordinal(c.stycke) + " subsection, ";
  if (!c.mening.empty()) out += ordinal(c.mening) + " sentence, ";
  if (!c.punkt.empty()) out += "point " + c.punkt + ", ";
  return out + source_name(source);
}

}  // namespace

LocalText citation(const engine::Ruleset& ruleset, const engine::Citation& cited) {
  const auto& source = ruleset.at(cited.source);
  return {engine::citation_text(ruleset, cited), english(source, cited)};
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

// law_text.cpp - the words of a Swedish citation.
#include "stadga/engine/law_text.h"

#include "evaluate/words.h"

namespace stadga::engine {
namespace {

// "2 a" -> 2; no number: -1.
int leading_number(const std::string& section) {
  constexpr std::size_t kDigits = 6;
  int out = -1;
  for (std::size_t i = 0; i < section.size() && i < kDigits; ++i) {
    if (section[i] < '0' || section[i] > '9') break;
    out = (out < 0 ? 0 : out * 10) + (section[i] - '0');
  }
  return out;
}

}  // namespace

bool cites(const Citation& citation, const Citation& provision) {
  if (citation.source != provision.source || citation.chapter != provision.chapter) return false;
  if (citation.section == provision.section) return true;
  const std::size_t dash = citation.section.find('-');
  if (dash == std::string::npos) return false;
  const int section = leading_number(provision.section);
  return section >= 0 && leading_number(citation.section) <= section &&
         section <= leading_number(citation.section.substr(dash + 1));
}

std::string citation_text(const Ruleset& ruleset, const Citation& citation) {
  std::string out;
  const auto add = [&out](const std::string& part) { out += (out.empty() ? "" : " ") + part; };
  if (!citation.chapter.empty()) add(words::chapter(citation.chapter));
  if (!citation.section.empty()) add(words::section(citation.section));
  if (!citation.stycke.empty()) add(words::stycke(citation.stycke));
  if (!citation.mening.empty()) add(words::mening(citation.mening));
  if (!citation.punkt.empty()) add(words::punkt(citation.punkt));
  const Source& source = ruleset.at(citation.source);
  add(source.title.empty() ? source.name : source.title);
  return out;
}

std::string numbered_citation_text(const Ruleset& ruleset, const Citation& citation) {
  const Source& source = ruleset.at(citation.source);
  const bool numbered = !source.act.empty() && source.act != source.title;
  return citation_text(ruleset, citation) + (numbered ? " (" + source.act + ")" : "");
}

}  // namespace stadga::engine

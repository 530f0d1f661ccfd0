// law_text.cpp - the words of a Swedish citation.
#include "stadga/engine/law_text.h"

#include "evaluate/words.h"

namespace stadga::engine {

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

// messages_needless.cpp - what is said about exceptions, conditions and rules that could be left out, and about law
// that did not exist yet.
#include "messages.h"

namespace stadga::verify::messages {
namespace {

std::string listed(const std::vector<std::string>& names, const char* last) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i != 0) out += i + 1 == names.size() ? std::string(" ") + last + " " : ", ";
    out += names[i];
  }
  return out;
}

std::string named(const std::string& id, const std::string& title) { return id + " \"" + title + "\""; }

}  // namespace

Finding redundant_exception(const std::string& id, const std::string& title, const std::vector<std::string>& bases) {
  return {{"undantaget " + named(id, title) + " från " + listed(bases, "och") +
               " ändrar aldrig något: utan det får varje ärende samma svar",
           "the exception " + named(id, title) + " from " + listed(bases, "and") +
               " never changes anything: without it every case gets the same answer"},
          {"ta bort undantaget, eller rätta det som det skulle ändra",
           "remove the exception, or correct what it was meant to change"}};
}

Finding vacuous(const std::string& id, const std::string& title, const std::vector<Part>& parts,
                const std::vector<std::string>& facts) {
  std::vector<std::string> places_sv, places_en;
  for (const Part& part : parts) {
    const std::string line = std::to_string(part.line);
    places_sv.push_back(line + " (" + (part.words.empty() ? "om " + listed(facts, "och") : part.words) + ")");
    places_en.push_back(line + " (" + (part.words.empty() ? "about " + listed(facts, "and") : part.words) + ")");
  }
  const bool one = parts.size() == 1;
  return {{"i " + named(id, title) + " kan villkoret på rad " + listed(places_sv, "och") +
               " strykas utan att något ärende får ett annat svar",
           "in " + named(id, title) + " the condition on line " + listed(places_en, "and") +
               " can be left out and no case gets another answer"},
          {one ? "stryk villkoret, eller rätta det: det prövar inget som inte redan är sagt"
               : "stryk dem, eller rätta dem: de prövar inget som inte redan är sagt",
           one ? "leave the condition out, or correct it: it tests nothing that is not said already"
               : "leave them out, or correct them: they test nothing that is not said already"}};
}

Finding always_holds(const std::string& id, const std::string& title, bool is_guard) {
  const std::string part_sv = is_guard ? "\"tillämpas när\" i " : "villkoret i ";
  const std::string part_en = is_guard ? "\"applies when\" of " : "the condition of ";
  return {{part_sv + named(id, title) + " är uppfyllt i varje ärende",
           part_en + named(id, title) + " holds in every case"},
          {"stryk villkoret, eller rätta det: det skiljer inga ärenden åt",
           "leave the condition out, or correct it: it tells no cases apart"}};
}

Finding overlap(const std::string& target, const std::vector<std::string>& rules) {
  return {{"flera regler om " + target + " gäller samtidigt och säger samma sak: " + listed(rules, "och"),
           "several rules on " + target + " apply at the same time and say the same: " + listed(rules, "and")},
          {"inget svar blir fel; begränsa villkoren om det inte är meningen",
           "no answer is wrong; narrow the conditions if it is not intended"}};
}

Finding cites_later_law(const std::string& id, Date first, const LocalText& law, int year) {
  const std::string from = to_string(first);
  return {{id + " gäller från " + from + " men vilar på lag som utfärdades tidigast " + std::to_string(year) + ": " +
               law.sv,
           id + " is in force from " + from + " but rests on law issued in " + std::to_string(year) +
               " at the earliest: " + law.en},
          {"ange den lag som gällde från början, eller låt bestämmelsen börja senare",
           "cite the law that was in force at first, or let the provision begin later"}};
}

Finding no_two_cases(const std::string& id, const std::string& title, const std::string& fact) {
  return {{named(id, title) + " lovar inget: det finns inga två ärenden där " + fact + " skiljer sig åt på det sättet",
           named(id, title) + " promises nothing: there are no two cases where " + fact + " differs in that way"},
          {"jämför steget med de värden som " + fact + " får ha", "compare the step with the values that " + fact + " may have"}};
}

Finding depends(const std::string& id, const std::string& title, const std::string& subject, const std::string& fact) {
  const std::string sv = subject.empty() ? "utfallet" : subject;
  const std::string en = subject.empty() ? "the outcome" : subject;
  return {{sv + " beror på " + fact + ", som inte ska spela in (" + named(id, title) +
               "): två ärenden som bara skiljer sig där får olika svar",
           en + " depends on " + fact + ", which shall not matter (" + named(id, title) +
               "): two cases that differ only there get different answers"},
          {"ta bort " + fact + " ur villkoren som avgör, eller löftet om det är fel",
           "take " + fact + " out of the conditions that decide, or the promise if it is wrong"}};
}

Finding cliff(const std::string& id, const std::string& title, const std::string& subject, const std::string& fact) {
  return {{"en tröskel: " + subject + " rör sig mer än " + named(id, title) + " säger när " + fact + " stiger ett steg",
           "a threshold: " + subject + " moves more than " + named(id, title) + " says when " + fact + " rises by a step"},
          {"jämna ut tröskeln, eller skriv hur stor den får vara", "level the threshold, or write how large it may be"}};
}

LocalText said_by(const std::string& kind) {
  if (kind == "dead_rule") {
    return {"bestämmelsen kan aldrig bli aktuell; se dead_rule", "the provision never comes into play; see dead_rule"};
  }
  return {"se " + kind, "see " + kind};
}

}  // namespace stadga::verify::messages

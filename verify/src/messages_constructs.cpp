// messages_constructs.cpp - what the check does not cover, in both languages.
//
// An OutOfCore carries a key of this table, or a name of the rule set, which is said as it stands.
#include <map>

#include "messages.h"

namespace stadga::verify::messages {
namespace {

const std::map<std::string, LocalText>& constructs() {
  static const std::map<std::string, LocalText> kTexts{
      {"a list that nothing reads",
       {"en lista som ingen bestämmelse läser", "a list that no provision reads"}},
      {"an operator on a long list",
       {"en sådan fråga om en lista som kan vara lång", "such a question about a list that can be long"}},
      {"least or greatest of a long list",
       {"det minsta eller största i en lista som kan vara lång",
        "the least or greatest of a list that can be long"}},
      {"list",
       {"en lista som kan ha fler poster än kontrollen prövar",
        "a list that can have more elements than the check tries"}},
      {"rules that go before several others",
       {"regler som går före flera andra", "rules that go before several others"}},
      {"a rule about elements, seen by itself",
       {"en regel om listans poster, sedd för sig", "a rule about elements, seen by itself"}},
      {"share", {"en andel av så stora tal", "a share of numbers so large"}},
      {"rounding", {"en sådan avrundning", "such a rounding"}},
      {"operator", {"en sådan beräkning", "such a computation"}},
      {"dead_rule",
       {"bestämmelsen kan aldrig bli tillämplig, se dead_rule",
        "the provision can never apply, see dead_rule"}},
      {"lagdag", {"en egen lagdag", "a law day of its own (lagdag)"}},
      {"kontrollerad t.o.m.",
       {"en lag som inte är kontrollerad den dagen", "a law not verified that day (kontrollerad t.o.m.)"}},
      {"ingen gräns bland element",
       {"\"ingen gräns\" bland listans poster", "\"no limit\" among the elements of a list"}},
      {"närmast följande vardag",
       {"närmast följande vardag", "the next working day (närmast följande vardag)"}},
      {"lista", {"en lista som kan ha fler poster än kontrollen prövar", "a list that can have more elements than the check tries"}},
      {"beslutsdagar", {"inget ärende som båda regelverken tar emot", "no case that both rule sets accept"}},
      {"behövs när", {"\"behövs när\"", "\"needed when\" (behövs när)"}},
  };
  return kTexts;
}

constexpr const char* kAuthority = "stöd för ";

}  // namespace

bool is_known_construct(const std::string& key) { return constructs().contains(key); }

LocalText construct(const std::string& key) {
  const auto known = constructs().find(key);
  if (known != constructs().end()) return known->second;
  if (!key.starts_with(kAuthority)) return {key, key};
  return {key, "the authority for " + key.substr(std::string(kAuthority).size())};
}

LocalText out_of_core(const std::string& key) {
  const LocalText what = construct(key);
  return {"frågan kan inte prövas: konstruktionen stöds inte av kontrollen (" + what.sv + ")",
          "the question cannot be examined: the check does not cover the construct (" + what.en + ")"};
}

}  // namespace stadga::verify::messages

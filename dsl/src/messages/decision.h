// decision.h - texts about what is applied for piece by piece, a value's stages, and the law's day:
// S2063, S2064, S3035.
#pragma once
#include <string>

#include "messages/advice.h"
#include "messages/names.h"

namespace stadga::dsl::messages {

inline Advice applied_list(const std::string& name) {
  return {"S2063", {"`" + name + "` är ingen uppgift som är en lista", "`" + name + "` is no fact that is a list"},
          {"det som prövas styck för styck står i en uppgift av typen `lista av …`",
           "what is decided piece by piece stands in a fact of the type `list of …`"}};
}
inline Advice applied_label(const std::string& name) {
  return {"S2063", {"`" + name + "` kan inte vara benämning", "`" + name + "` cannot be the name of an item"},
          {"välj ett fält som är ett val eller en beteckning", "choose a field that is a choice or an identifier"}};
}
inline Advice granted_term(const std::string& name, const std::string& list) {
  return {"S2063",
          {"`" + name + "` säger inte vad som beviljas för varje post i `" + list + "`",
           "`" + name + "` does not say what is granted for each element of `" + list + "`"},
          {"deklarera det med `begrepp " + name + " för varje … i " + list + " : kronor …`",
           "declare it by `term " + name + " for each … in " + list + " : kronor …`"}};
}
inline Advice items_twice(const std::string& list) {
  return {"S2022", {"`" + list + "` prövas redan på en annan rad", "`" + list + "` is already decided on another line"},
          {"behåll en av raderna", "keep one of the lines"}};
}

inline Advice one_value_stage() {
  return {"S2064", {"ett värde i steg har minst två steg", "a value in stages has at least two stages"},
          {"skriv stegen i den ordning de räknas, med komma emellan", "write the stages in the order they are computed, with commas"}};
}
inline Advice unknown_value_stage(const std::string& name, const std::string& stage, const std::string& near) {
  return {"S2064", {"`" + name + "` har inget steg `" + stage + "`", "`" + name + "` has no stage `" + stage + "`"}, did_you_mean(near)};
}

inline LocalText more_than_days() { return {"annat än uppgifter och dagar", "other things than facts and days"}; }
inline Advice law_day_from_law(const LocalText& what) {
  return {"S3035",
          {"lagdagen beror på " + what.sv + ", men den avgör vilken lag som gäller",
           "the law day depends on " + what.en + ", but it decides which law is in force"},
          {"bygg den på uppgifter, på `beslutsdagen` och på tid som läggs till",
           "build it from facts, `the decision day` and time that is added"}};
}
inline Advice versions_by_other_days(const std::string& id, const std::string& where) {
  return {"S3036",
          {"två versioner av `" + id + "` har olika lagdag (den andra: " + where + ")",
           "two versions of `" + id + "` have different law days (the other: " + where + ")"},
          {"skriv samma `lagdag` i alla versioner", "write the same `law day` in every version"}};
}

}  // namespace stadga::dsl::messages

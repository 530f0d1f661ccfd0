// trials.h - texts about trials of a law, delegation to an automated function, and appeal routes of
// single provisions: S3030 to S3034.
#pragma once
#include <string>

#include "messages/advice.h"
#include "messages/names.h"

namespace stadga::dsl::messages {

inline Advice automatic_needs_appeal() {
  return {"S3030",
          {"beslutet får inte fattas av en automatiserad beslutsfunktion: det kan inte överklagas genom förvaltningsbesvär "
           "(6 kap. 38 § kommunallagen)",
           "the decision may not be made by an automated decision function: it cannot be appealed by administrative appeal "
           "(6 kap. 38 § kommunallagen)"},
          {"skriv `överklagas genom förvaltningsbesvär` om det är så, eller ta bort `avgörs av automatiserad beslutsfunktion`",
           "write `appealed by administrative appeal` if that is so, or remove `decided by automated decision function`"}};
}
inline Advice decided_by_twice() {
  return {"S2022", {"`avgörs av` står två gånger", "`decided by` stands twice"},
          {"behåll en rad för nämnd eller handläggare och en för automatiserad beslutsfunktion",
           "keep one line for a board or caseworker and one for an automated decision function"}};
}
inline Advice route_without_provision() {
  return {"S3031", {"raden säger inte vilken bestämmelse som överklagas så", "the line does not say which provision is appealed like that"},
          {"skriv till exempel `12 kap. 2 § överklagas genom laglighetsprövning`",
           "write for example `12 ch. 2 § appealed by legality review`"}};
}
inline Advice route_of_several() {
  return {"S3031", {"en rad gäller en paragraf", "one line is about one section"},
          {"skriv en rad för varje paragraf", "write a line for each section"}};
}
inline Advice route_twice() {
  return {"S3031", {"bestämmelsen har redan ett överklagande", "the provision already has its appeal"},
          {"behåll en av raderna", "keep one of the lines"}};
}

inline Advice trial_without_statute(const std::string& id) {
  return {"S3032",
          {"försöket `" + id + "` har inget stöd i lag eller förordning", "the trial `" + id + "` has no basis in a statute or an ordinance"},
          {"en kommun kan inte ge sig själv undantag: ange lagen eller förordningen med SFS-nummer i `stöd`",
           "no municipality can grant itself an exception: cite the statute or ordinance with its SFS number in `basis`"}};
}
inline Advice unknown_trial(const std::string& id, const std::string& near) {
  LocalText help = did_you_mean(near);
  if (near.empty()) help = {"deklarera det med `försök " + id + " \"titel\"` i samma fil", "declare it by `trial " + id + " \"title\"` in the same file"};
  return {"S3034", {"det finns inget försök `" + id + "`", "there is no trial `" + id + "`"}, help};
}
inline Advice outside_trial(const std::string& id, const std::string& trial, const std::string& from, const std::string& to) {
  return {"S3033",
          {"`" + id + "` gäller även dagar utanför försöket `" + trial + "` (" + from + " till " + to + ")",
           "`" + id + "` is in force on days outside the trial `" + trial + "` (" + from + " to " + to + ")"},
          {"håll `gäller` inom de dagar som kommunen deltar", "keep `in force` within the days of participation"}};
}
inline Advice disapplies_own(const std::string& id) {
  return {"S3034", {"`" + id + "` är kommunens egen och sätts inte ur kraft", "`" + id + "` is the municipality's own and is not disapplied"},
          {"avsluta den med `gäller … t.o.m.` i stället", "end it by `in force … to` instead"}};
}

}  // namespace stadga::dsl::messages

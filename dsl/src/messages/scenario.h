// scenario.h - texts about scenarios, S32xx.
#pragma once
#include <string>

#include "messages/advice.h"
#include "messages/names.h"

namespace stadga::dsl::messages {

inline Advice scenario_twice(const std::string& title, const std::string& where) {
  return {"S3201", {"typfallet \"" + title + "\" finns redan (" + where + ")", "the scenario \"" + title + "\" exists already (" + where + ")"},
          {"ge det en egen titel", "give it a title of its own"}};
}
inline Advice unknown_scenario(const std::string& title, const std::string& near) {
  LocalText help{"titeln skrivs precis som i det andra typfallet", "write the title exactly as in the other scenario"};
  if (!near.empty()) help = {"menade du \"" + near + "\"?", "did you mean \"" + near + "\"?"};
  return {"S3201", {"det finns inget typfall \"" + title + "\"", "there is no scenario \"" + title + "\""}, help};
}
inline Advice scenario_circle(const std::string& title) {
  return {"S3201", {"typfallet \"" + title + "\" utgår från sig självt", "the scenario \"" + title + "\" starts from itself"},
          {"bryt kedjan av `utgår från`", "break the chain of `starts from`"}};
}
inline Advice scenario_without_day() {
  return {"S3202", {"typfallet har ingen beslutsdag", "the scenario has no decision date"},
          {"lägg till `beslutsdag DAG`; motorn har ingen klocka", "add `decision date DAY`; the engine has no clock"}};
}
inline Advice unknown_fact(const std::string& name, const std::string& near) {
  LocalText help{"en uppgift som regelverket inte har skrivs inom citattecken", "a fact that the rule set lacks is written in quotes"};
  if (!near.empty()) help = did_you_mean(near);
  return {"S3203", {"regelverket har ingen uppgift `" + name + "`", "the rule set has no fact `" + name + "`"}, help};
}
inline Advice fact_type(const std::string& name, const LocalText& type) {
  return {"S3204",
          {"`" + name + "` är " + type.sv + ", och värdet är något annat", "`" + name + "` is " + type.en + ", and the value is something else"},
          {"rätta värdet; ett värde som ska vara fel skrivs inom citattecken", "correct the value; a value meant to be wrong is written in quotes"}};
}
inline Advice fact_needs_assessor(const std::string& name) {
  return {"S3204", {"`" + name + "` är en bedömning, men ingen har gjort den", "`" + name + "` is an assessment, but nobody made it"},
          {"lägg till `bedömt av \"…\" därför att \"…\"`", "add `assessed by \"…\" because \"…\"`"}};
}
inline Advice fact_is_no_assessment(const std::string& name) {
  return {"S3204", {"`" + name + "` är ingen bedömning", "`" + name + "` is no assessment"},
          {"ta bort `bedömt av`", "remove `assessed by`"}};
}
inline Advice unknown_status(const std::string& word, const std::string& near) {
  return {"S3205", {"`" + word + "` är ingen status", "`" + word + "` is no status"},
          near.empty() ? LocalText{"skriv till exempel `determined`, `incomplete` eller `referred`",
                                   "write for example `determined`, `incomplete` or `referred`"}
                       : did_you_mean(near)};
}
inline Advice unknown_outcome(const std::string& word, const std::string& near) {
  return {"S3205", {"`" + word + "` är inget utfall", "`" + word + "` is no outcome"},
          near.empty() ? LocalText{"skriv `avvisning`, `avslag`, `delavslag` eller `bifall`",
                                   "write `avvisning`, `avslag`, `delavslag` or `bifall`"}
                       : did_you_mean(near)};
}
inline Advice row_does_not_fit(std::size_t columns, std::size_t cells) {
  return {"S3206",
          {"raden har " + std::to_string(cells) + " fält, men rubriken har " + std::to_string(columns),
           "the row has " + std::to_string(cells) + " cells, but the header has " + std::to_string(columns)},
          {"skriv ett fält för varje kolumn, med `|` först, emellan och sist; ett tomt fält ändrar ingenting",
           "write a cell for each column, with `|` first, between and last; a blank cell changes nothing"}};
}
inline Advice table_without_rows() {
  return {"S3206", {"tabellen har inga rader", "the table has no rows"},
          {"skriv rubriken och minst en rad under `rader`", "write the header and at least one row below `rows`"}};
}
inline Advice row_twice(const std::string& name, const std::string& where) {
  return {"S3206", {"raden \"" + name + "\" finns redan (" + where + ")", "the row \"" + name + "\" exists already (" + where + ")"},
          {"ge varje rad ett eget namn", "give each row a name of its own"}};
}
inline Advice column_twice(const std::string& name) {
  return {"S3206", {"kolumnen `" + name + "` står två gånger", "the column `" + name + "` stands twice"},
          {"behåll en av dem", "keep one of them"}};
}
inline Advice element_without_number(const std::string& list, const std::string& field) {
  return {"S3207",
          {"`" + list + "` är en lista, och `" + field + "` är inget nummer på ett av dess element",
           "`" + list + "` is a list, and `" + field + "` is no number of one of its elements"},
          {"skriv vilket element som menas, räknat från 0: `" + list + ".0." + field + "`",
           "say which element is meant, counted from 0: `" + list + ".0." + field + "`"}};
}
inline Advice element_beyond_list(const std::string& list, std::uint32_t most) {
  const std::string last = std::to_string(most == 0 ? 0 : most - 1);
  return {"S3207",
          {"`" + list + "` har högst " + std::to_string(most) + " element", "`" + list + "` has at most " + std::to_string(most) + " elements"},
          {"det sista kan vara `" + list + "." + last + "`", "the last one can be `" + list + "." + last + "`"}};
}
inline Advice element_skipped(const std::string& list, std::size_t next) {
  const std::string name = list + "." + std::to_string(next);
  return {"S3207",
          {"`" + list + "` har inget element `" + name + "`, så ett senare kan inte finnas",
           "`" + list + "` has no element `" + name + "`, so a later one cannot be there"},
          {"ge elementen i ordning från 0; låt fälten för dem som inte finns vara tomma",
           "give the elements in order from 0; leave the cells of those that are not there blank"}};
}
inline Advice element_not_last(const std::string& list) {
  return {"S3207",
          {"bara det sista elementet i `" + list + "` kan utelämnas", "only the last element of `" + list + "` can be left out"},
          {"utelämna de senare först; de andra behåller sina nummer", "leave the later ones out first; the others keep their numbers"}};
}
inline Advice unknown_result(const std::string& name, const std::string& near) {
  return {"S3205", {"beslutet har inget värde `" + name + "`", "the decision has no value `" + name + "`"}, did_you_mean(near)};
}

inline Advice not_in_scenario(const std::string& what) {
  return {"S3208",
          {"ett typfall kan inte säga detta: " + what, "a scenario cannot say this: " + what},
          {"skriv typfallet för hand utan det", "write the scenario by hand without it"}};
}

}  // namespace stadga::dsl::messages

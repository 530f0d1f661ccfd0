// facts.h - texts about when a fact is needed and how older systems spell it: S2060, S2061.
#pragma once
#include <string>

#include "messages/advice.h"
#include "messages/names.h"

namespace stadga::dsl::messages {

inline Advice alias_of_wrong_type(const std::string& name) {
  return {"S2060",
          {"`läses även` passar bara ja/nej och val; `" + name + "` är något annat",
           "`also read` suits only yes/no and choices; `" + name + "` is something else"},
          {"ta bort raden; andra värden skrivs som typen säger", "remove the line; other values are written as the type says"}};
}
inline Advice alias_needs_answer() {
  return {"S2060", {"ett annat sätt att skriva ja/nej läses som ja eller nej", "another spelling of yes/no is read as yes or no"},
          {"skriv `som ja` eller `som nej`", "write `as yes` or `as no`"}};
}
inline Advice alias_needs_value() {
  return {"S2060", {"ett annat sätt att skriva ett val läses som ett av valets värden", "another spelling of a choice is read as one of its values"},
          {"skriv `som` och sedan värdet", "write `as` and then the value"}};
}
inline Advice alias_twice(const std::string& text) {
  return {"S2060", {"\"" + text + "\" läses redan som ett värde", "\"" + text + "\" is already read as a value"},
          {"varje sätt att skriva får betyda en sak", "each spelling may mean one thing"}};
}
inline Advice alias_is_a_value(const std::string& text) {
  return {"S2060", {"\"" + text + "\" är redan ett av valets egna värden", "\"" + text + "\" is already one of the choice's own values"},
          {"ta bort det; egna värden läses som de står", "remove it; own values are read as they stand"}};
}
inline Advice needed_when_of_wrong_type(const std::string& name) {
  return {"S2061",
          {"`behövs när` passar bara ja/nej och listor som kan vara tomma; `" + name + "` är något annat",
           "`needed when` suits only yes/no and lists that may be empty; `" + name + "` is something else"},
          {"behövs uppgiften bara ibland, skriv det i `tillämpas när` för kravet som läser den",
           "if the fact is needed only sometimes, say so in `applies when` of the requirement that reads it"}};
}
inline Advice needed_twice() {
  return {"S2022", {"`behövs när` och `behövs bara när det åberopas` säger olika", "`needed when` and `needed only when invoked` say different things"},
          {"behåll det ena", "keep one of them"}};
}
inline Advice needed_and_voluntary() {
  return {"S2022", {"uppgiften har både `behövs när` och `frivillig`", "the fact has both `needed when` and `voluntary`"},
          {"behåll det ena", "keep one of them"}};
}

}  // namespace stadga::dsl::messages

// facts.h - texts about when a fact is needed and how older systems spell it: S2040, S2041.
#pragma once
#include <string>

#include "messages/advice.h"
#include "messages/names.h"

namespace stadga::dsl::messages {

inline Advice alias_of_wrong_type(const std::string& name) {
  return {"S2040",
          {"`läses även` passar bara ja/nej och val; `" + name + "` är något annat",
           "`also read` suits only yes/no and choices; `" + name + "` is something else"},
          {"ta bort raden; andra värden skrivs som typen säger", "remove the line; other values are written as the type says"}};
}
inline Advice alias_needs_answer() {
  return {"S2040", {"ett annat sätt att skriva ja/nej läses som ja eller nej", "another spelling of yes/no is read as yes or no"},
          {"skriv `som ja` eller `som nej`", "write `as yes` or `as no`"}};
}
inline Advice alias_needs_value() {
  return {"S2040", {"ett annat sätt att skriva ett val läses som ett av valets värden", "another spelling of a choice is read as one of its values"},
          {"skriv `som` och sedan värdet", "write `as` and then the value"}};
}
inline Advice alias_twice(const std::string& text) {
  return {"S2040", {"\"" + text + "\" läses redan som ett värde", "\"" + text + "\" is already read as a value"},
          {"varje sätt att skriva får betyda en sak", "each spelling may mean one thing"}};
}
inline Advice alias_is_a_value(const std::string& text) {
  return {"S2040", {"\"" + text + "\" är redan ett av valets egna värden", "\"" + text + "\" is already one of the choice's own values"},
          {"ta bort det; egna värden läses som de står", "remove it; own values are read as they stand"}};
}
inline Advice needed_when_of_wrong_type(const std::string& name) {
  return {"S2041",
          {"`behövs när` passar bara en bedömning som är ja eller nej; `" + name + "` är något annat",
           "`needed when` suits only an assessment that is yes or no; `" + name + "` is something else"},
          {"behövs uppgiften bara ibland, skriv det i `tillämpas när` för kravet som läser den",
           "if the fact is needed only sometimes, say so in `applies when` of the requirement that reads it"}};
}
inline Advice needed_and_voluntary() {
  return {"S2022", {"uppgiften har både `behövs när` och `frivillig`", "the fact has both `needed when` and `voluntary`"},
          {"behåll det ena", "keep one of them"}};
}

}  // namespace stadga::dsl::messages

// names.h - texts about names: unknown, twice, reserved. S20xx.
#pragma once
#include <string>

#include "messages/advice.h"

namespace stadga::dsl::messages {

inline LocalText did_you_mean(const std::string& name) {
  if (name.empty()) return {};
  return {"menade du `" + name + "`?", "did you mean `" + name + "`?"};
}

inline Advice unknown_name(const std::string& name, const std::string& near) {
  LocalText help = did_you_mean(near);
  if (near.empty()) {
    help = {"deklarera det som `uppgift`, `begrepp` eller `parameter`",
            "declare it as a `fact`, a `term` or a `parameter`"};
  }
  if (name.find('-') != std::string::npos) {
    help = {"menas en subtraktion, skriv mellanslag kring minustecknet",
            "if a subtraction is meant, write blanks around the minus sign"};
  }
  return {"S2001", {"`" + name + "` är inte deklarerat", "`" + name + "` is not declared"}, help};
}
inline Advice needs_municipal_prefix(const std::string& name) {
  return {"S2001",
          {"`" + name + "` bestäms av kommunen", "`" + name + "` is set by the municipality"},
          {"skriv `kommun." + name + "`", "write `municipality." + name + "`"}};
}
inline Advice unknown_municipal(const std::string& name, const std::string& near) {
  LocalText help = did_you_mean(near);
  if (near.empty()) {
    help = {"deklarera det med `kommunen får bestämma`", "declare it by `the municipality may set`"};
  }
  return {"S2001",
          {"kommunen får inte bestämma något som heter `" + name + "`",
           "the municipality may not set anything named `" + name + "`"},
          help};
}
inline Advice unknown_type(const std::string& name, const std::string& near) {
  LocalText help = did_you_mean(near);
  if (near.empty()) {
    help = {"skriv en typ, till exempel `ja/nej` eller `datum`, eller deklarera en `post` med namnet",
            "write a type, for example `yes/no` or `date`, or declare a `record` of that name"};
  }
  return {"S2001", {"`" + name + "` är ingen typ", "`" + name + "` is no type"}, help};
}
inline Advice unknown_field(const std::string& record, const std::string& name, const std::string& near) {
  return {"S2005",
          {"posten `" + record + "` har inget fält `" + name + "`", "the record `" + record + "` has no field `" + name + "`"},
          did_you_mean(near)};
}
inline Advice no_record(const std::string& name) {
  return {"S2005", {"`" + name + "` är ingen post och har inga fält", "`" + name + "` is no record and has no fields"}, {}};
}
inline Advice unknown_value(const std::string& value, const LocalText& type, const std::string& near) {
  LocalText help = did_you_mean(near);
  return {"S2004",
          {"`" + value + "` är inget av värdena i " + type.sv, "`" + value + "` is none of the values of " + type.en},
          help};
}
inline Advice unknown_source(const std::string& name, const std::string& near) {
  LocalText help = did_you_mean(near);
  if (near.empty()) {
    help = {"deklarera den med `källa " + name + " …`", "declare it by `source " + name + " …`"};
  }
  return {"S3003", {"källan `" + name + "` är inte deklarerad", "the source `" + name + "` is not declared"}, help};
}
inline Advice unknown_provision(const std::string& id, const std::string& near) {
  return {"S2019", {"det finns ingen regel och inget krav med beteckningen `" + id + "`",
                    "there is no rule and no requirement called `" + id + "`"},
          did_you_mean(near)};
}
inline Advice declared_twice(const std::string& name, const std::string& where) {
  return {"S2002", {"`" + name + "` är redan deklarerat (" + where + ")", "`" + name + "` is already declared (" + where + ")"},
          {"byt namn på det ena", "rename one of them"}};
}
inline Advice id_is_a_provision(const std::string& id) {
  return {"S2025", {"`" + id + "` är redan en regel eller ett krav", "`" + id + "` is already a rule or a requirement"},
          {"ge det en egen beteckning", "give it an id of its own"}};
}
inline Advice value_twice(const std::string& name) {
  return {"S2002", {"värdet `" + name + "` står två gånger", "the value `" + name + "` stands twice"},
          {"ta bort det ena", "remove one of them"}};
}
inline Advice reserved_name(const std::string& name) {
  return {"S2020", {"`" + name + "` är ett nyckelord och kan inte vara ett namn",
                    "`" + name + "` is a keyword and cannot be a name"},
          {"välj ett annat ord", "choose another word"}};
}
inline Advice hyphen_in_name(const std::string& name) {
  return {"S2020", {"`" + name + "` innehåller bindestreck", "`" + name + "` holds a hyphen"},
          {"namn på uppgifter och begrepp skrivs med bokstäver, siffror och _",
           "names of facts and terms are written with letters, digits and _"}};
}

}  // namespace stadga::dsl::messages

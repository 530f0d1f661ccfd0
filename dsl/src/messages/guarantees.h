// guarantees.h - texts about what shall always hold: S2062.
#pragma once
#include <string>

#include "messages/advice.h"
#include "messages/names.h"

namespace stadga::dsl::messages {

inline Advice guarantee_about_no_term(const std::string& name, const std::string& near) {
  LocalText help = did_you_mean(near);
  if (near.empty()) {
    help = {"det som aldrig stiger eller sjunker är ett `begrepp` eller ett `värde`", "what never rises or falls is a `term` or a `value`"};
  }
  return {"S2062", {"`" + name + "` är inget begrepp som regler ger värde", "`" + name + "` is no term that rules give a value"}, help};
}
inline Advice guarantee_subject_type(const std::string& name, const LocalText& type) {
  return {"S2062", {"`" + name + "` är " + type.sv + " och kan inte stiga eller sjunka", "`" + name + "` is " + type.en + " and cannot rise or fall"},
          {"välj ett tal, ett belopp eller ett datum", "choose a number, an amount or a date"}};
}
inline Advice guarantee_with_type(const std::string& name, const LocalText& type) {
  return {"S2062", {"`" + name + "` är " + type.sv + " och kan inte växa", "`" + name + "` is " + type.en + " and cannot grow"},
          {"välj en uppgift som är ett tal, ett belopp eller en lista", "choose a fact that is a number, an amount or a list"}};
}
inline Advice guarantee_with_steps(const std::string& name, const LocalText& type) {
  return {"S2062", {"`" + name + "` är " + type.sv + " och kan inte stiga ett steg", "`" + name + "` is " + type.en + " and cannot rise by a step"},
          {"välj en uppgift som är ett tal eller ett belopp", "choose a fact that is a number or an amount"}};
}
inline Advice guarantee_with_record(const std::string& name, const LocalText& type) {
  return {"S2062", {"`" + name + "` är " + type.sv + "; säg vilket fält som inte ska spela in", "`" + name + "` is " + type.en + "; say which field shall not matter"},
          {"skriv fältet efter en punkt", "write the field after a dot"}};
}
inline Advice guarantee_amount(std::int64_t least) {
  const std::string n = std::to_string(least);
  return {"S2062", {"talet ska vara minst " + n, "the number shall be at least " + n},
          {"skriv hur mycket uppgiften stiger, och hur mycket svaret högst får röra sig", "write how much the fact rises, and how much the answer may move at most"}};
}
inline Advice guarantee_with_no_fact(const std::string& name, const std::string& near) {
  LocalText help = did_you_mean(near);
  if (near.empty()) help = {"det som växer är en `uppgift` eller ett fält i den", "what grows is a `fact` or a field of it"};
  return {"S2062", {"`" + name + "` är ingen uppgift", "`" + name + "` is no fact"}, help};
}

}  // namespace stadga::dsl::messages

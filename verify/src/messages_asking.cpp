// messages_asking.cpp - texts about what `missing` asks for.
#include "messages.h"

namespace stadga::verify::messages {

Finding needless_question(const std::string& id, const std::string& title,
                          const std::string& fact) {
  const std::string name = id + " \"" + title + "\"";
  return {{name + " kan fråga efter " + fact + " fast svaret inte spelar någon roll: varje värde leder till samma beslut",
           name + " can ask for " + fact + " although the answer does not matter: every value leads to the same decision"},
          {"skriv villkoret så att uppgiften läses en gång, eller bara där den avgör något",
           "write the condition so that the fact is read once, or only where it decides something"}};
}

LocalText construct_shared_fact() {
  return {"samma uppgift läses på flera ställen, tillsammans med en annan eller del för del",
          "one fact is read in several places, together with another or part by part"};
}
LocalText construct_lists() {
  return {"villkoret läser flera listor", "the condition reads several lists"};
}
LocalText construct_nested_list() {
  return {"en lista i en post eller i en annan lista", "a list inside a record or another list"};
}
LocalText construct_list_value() {
  return {"ett värde räknas fram ur en lista (det minsta, det senaste, summan eller ett antal)",
          "a value is worked out from a list (the least, the latest, the sum or a count)"};
}
LocalText construct_outer_fact() {
  return {"ett villkor om listans poster läser också uppgifter utanför listan",
          "a condition on the elements of a list also reads facts outside it"};
}
LocalText construct_day() {
  return {"vilka svar en uppgift kan ge beror på beslutsdagen eller på ett bestämt värde, eller är för många",
          "which answers a fact can give depends on the decision day or on a parameter, or they are too many"};
}
LocalText construct_large() {
  return {"för många sätt att kombinera uppgifterna", "too many ways to combine the facts"};
}
LocalText construct_no_case() {
  return {"villkoret för sig kan fråga i onödan, men inget ärende har hittats där ingen annan bestämmelse behöver svaret",
          "the condition by itself can ask needlessly, but no case was found in which no other provision needs the answer"};
}

LocalText asking_proved() {
  return {"varje uppgift som efterfrågas kan spela roll för det villkor som läser den",
          "every fact that is asked for can matter to the condition that reads it"};
}

LocalText asking_open(const std::string& id, const LocalText& construct) {
  return {"det är inte avgjort om " + id + " kan fråga efter en uppgift i onödan: " + construct.sv,
          "it is not settled whether " + id + " can ask for a fact needlessly: " + construct.en};
}

}  // namespace stadga::verify::messages

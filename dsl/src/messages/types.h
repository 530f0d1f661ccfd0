// types.h - texts about types, units, comparisons and values that may be missing. S20xx.
#pragma once
#include <string>

#include "messages/advice.h"
#include "stadga/engine/model.h"

namespace stadga::dsl::messages {

inline LocalText type_name(engine::TypeKind kind) {
  using K = engine::TypeKind;
  switch (kind) {
    case K::kBool: return {"ja/nej", "yes/no"};
    case K::kEnum: return {"val", "choice"};
    case K::kInt: return {"heltal", "integer"};
    case K::kMonths: return {"månader", "months"};
    case K::kDays: return {"dagar", "days"};
    case K::kDate: return {"datum", "date"};
    case K::kMoney: return {"kronor", "kronor"};
    case K::kIdentifier: return {"beteckning", "identifier"};
    case K::kPattern: return {"mönster", "pattern"};
    case K::kRecord: return {"post", "record"};
    case K::kList: return {"lista", "list"};
  }
  return {};
}

inline Advice range_reversed() {
  return {"S2009", {"intervallets början ligger efter dess slut", "the range begins after its end"},
          {"byt plats på gränserna", "swap the bounds"}};
}
inline Advice range_too_large() {
  return {"S2009", {"beloppet är för stort", "the amount is too large"},
          {"största belopp är 90 071 992 547 409 kr", "the largest amount is 90 071 992 547 409 kr"}};
}
inline Advice negative_length() {
  return {"S2009", {"ett antal månader eller dagar kan inte vara negativt", "a number of months or days cannot be negative"},
          {"börja intervallet på 0 eller mer", "begin the range at 0 or more"}};
}
inline Advice bounds_of_wrong_kind(bool days) {
  if (days) {
    return {"S2009", {"gränserna för ett datum är datum", "the bounds of a date are dates"},
            {"skriv till exempel `datum 2018-01-01..2099-12-31`", "write for example `date 2018-01-01..2099-12-31`"}};
  }
  return {"S2009", {"gränserna är tal", "the bounds are numbers"},
          {"skriv till exempel `heltal 0..100`", "write for example `integer 0..100`"}};
}
inline Advice length_out_of_bounds() {
  return {"S2009", {"en beteckning har mellan 0 och 10000 tecken", "an identifier has between 0 and 10000 characters"}, {}};
}
inline Advice list_length() {
  return {"S2009", {"en lista har högst mellan 1 och 1000 poster", "a list holds at most between 1 and 1000 records"},
          {"ange hur många som kan förekomma", "say how many there can be"}};
}
inline Advice optional_list() {
  return {"S2009", {"en lista kan inte vara `eller inget`", "a list cannot be `or none`"},
          {"en tom lista säger att inget finns", "an empty list says that there is none"}};
}
inline Advice wrong_type(const LocalText& wanted, const LocalText& found) {
  return {"S2003",
          {"här behövs " + wanted.sv + ", men detta är " + found.sv, "needs " + wanted.en + ", but this is " + found.en},
          {}};
}
inline Advice no_condition(const LocalText& found) {
  return {"S2003", {"detta är inget villkor utan " + found.sv, "this is no condition but " + found.en},
          {"jämför värdet med något, till exempel `är minst 2`", "compare the value with something, for example `is at least 2`"}};
}
inline Advice bare_yes_no(const std::string& name) {
  return {"S2003", {"villkoret säger inte vad `" + name + "` ska vara", "the condition does not say what `" + name + "` is to be"},
          {"skriv `" + name + " är ja` eller `" + name + " är nej`", "write `" + name + " is yes` or `" + name + " is no`"}};
}
inline Advice no_yes_no(const LocalText& found) {
  return {"S2003", {"bara ja/nej-uppgifter kan vara ja eller nej; detta är " + found.sv,
                    "only yes/no values can be yes or no; this is " + found.en},
          {}};
}
inline Advice incomparable(const LocalText& left, const LocalText& right) {
  return {"S2003", {"det går inte att jämföra " + left.sv + " med " + right.sv,
                    "cannot compare " + left.en + " with " + right.en},
          {}};
}
inline Advice no_value_here(const LocalText& found) {
  return {"S2003", {"en hel " + found.sv + " kan inte jämföras eller räknas med", "a whole " + found.en + " cannot be compared or counted with"},
          {"välj ett av fälten", "choose one of its fields"}};
}
inline Advice unit_missing(engine::TypeKind kind) {
  const bool money = kind == engine::TypeKind::kMoney;
  const bool months = kind == engine::TypeKind::kMonths;
  return {"S2006", {"talet saknar enhet", "the number lacks its unit"},
          {std::string("skriv talet med `") + (money ? "kr" : months ? "månader" : "dagar") + "`",
           std::string("write the number with `") + (money ? "kr" : months ? "months" : "days") + "`"}};
}
inline Advice unit_wrong(const LocalText& wanted, const LocalText& found) {
  return {"S2006", {"enheten är " + found.sv + ", men här räknas i " + wanted.sv,
                    "the unit is " + found.en + ", but this is counted in " + wanted.en},
          {}};
}
inline Advice years_are_no_length() {
  return {"S2006", {"en tid läggs till i månader eller dagar", "a time is added in months or days"},
          {"skriv 12 månader för varje år", "write 12 months for each year"}};
}
inline Advice needs_number_words() {
  return {"S2007", {"ett datum är före eller efter ett annat, inte mer eller mindre", "a date is before or after another, not more or less"},
          {"skriv `före`, `efter`, `tidigast` eller `senast`", "write `before`, `after`, `no earlier than` or `no later than`"}};
}
inline Advice needs_date_words() {
  return {"S2007", {"bara datum är före eller efter varandra", "only dates are before or after one another"},
          {"skriv `minst`, `högst`, `mer än` eller `mindre än`", "write `at least`, `at most`, `more than` or `less than`"}};
}
inline Advice not_ordered(const LocalText& found) {
  return {"S2007", {found.sv + " har ingen ordning", found.en + " has no order"},
          {"jämför med `är`, `är inte` eller `är någon av`", "compare by `is`, `is not` or `is any of`"}};
}
inline Advice is_none() {
  return {"S2007", {"med `inget` går det inte att jämföra", "`none` is not compared with"},
          {"skriv `finns` eller `saknas`", "write `exists` or `is absent`"}};
}
inline Advice always_there(const std::string& name) {
  return {"S2008", {"`" + name + "` kan inte saknas", "`" + name + "` cannot be absent"},
          {"skriv `eller inget` i dess typ om det kan vara så att det inte finns något",
           "write `or none` in its type if it can be that there is none"}};
}
inline Advice may_be_empty(const std::string& list) {
  return {"S2010", {"`varje` säger inte vad som gäller när `" + list + "` är tom",
                    "`every` does not say what holds when `" + list + "` is empty"},
          {"lägg till `och minst en finns` eller `även om ingen finns`",
           "add `and at least one exists` or `even if none exists`"}};
}
inline Advice unguarded(const std::string& name) {
  return {"S2011", {"`" + name + "` kan vara inget, och då går det inte att räkna eller ordna",
                    "`" + name + "` may be none, and then it cannot be counted with or ordered"},
          {"skriv `" + name + " finns` tidigare i samma `alla av`, eller `" + name + " saknas` tidigare i samma `någon av`",
           "write `" + name + " exists` earlier in the same `all of`, or `" + name + " is absent` earlier in the same `any of`"}};
}
inline Advice unguarded_record(const std::string& name) {
  return {"S2011", {"`" + name + "` kan vara inget, och då har den inga fält", "`" + name + "` may be none, and then it has no fields"},
          {"skriv `" + name + " finns` tidigare i samma `alla av`, i `tillämpas när` eller i `när`",
           "write `" + name + " exists` earlier in the same `all of`, in `applies when` or in `when`"}};
}
inline Advice guideline_decides(const std::string& name) {
  return {"S2012", {"`" + name + "` är ett riktmärke och får inte avgöra", "`" + name + "` is a guideline and may not decide"},
          {"använd det i ett `riktmärke`, som visas bredvid bedömningen", "use it in a `guideline`, which is shown beside the assessment"}};
}
inline Advice pattern_decides() {
  return {"S2013", {"`följer` får bara stå i ett riktmärke", "`follows` may only stand in a guideline"},
          {"hur en beteckning ser ut får inte avgöra ett ärende", "what an identifier looks like may not decide a case"}};
}
inline Advice product_of_variables() {
  return {"S2014", {"två belopp, eller fler än två värden, multipliceras med varandra",
                    "two amounts, or more than two values, are multiplied with each other"},
          {"multiplicera med ett tal utan enhet, och dela upp längre produkter i begrepp",
           "multiply by a number without unit, and split longer products up by means of terms"}};
}
inline Advice cannot_add(const LocalText& left, const LocalText& right) {
  return {"S2003", {"det går inte att lägga ihop eller dra ifrån " + left.sv + " och " + right.sv,
                    "cannot add or subtract " + left.en + " and " + right.en},
          {}};
}
inline Advice date_difference() {
  return {"S2003", {"skillnaden mellan två datum är inget värde här", "the difference of two dates is no value here"},
          {"jämför datumen, till exempel `A är tidigast B + 2 månader`",
           "compare the dates, for example `A is no earlier than B + 2 months`"}};
}
inline Advice only_literals() {
  return {"S2003", {"`är någon av` räknar upp fasta värden", "`is any of` lists fixed values"},
          {"skriv en jämförelse för varje i `någon av`", "write a comparison for each in `any of`"}};
}
inline Advice no_limit_here() {
  return {"S2003", {"`ingen gräns` är bara ett värde på en parameter", "`no limit` is only a value of a parameter"}, {}};
}
inline Advice needs_list(const std::string& name) {
  return {"S2003", {"`" + name + "` är ingen lista", "`" + name + "` is no list"}, {}};
}
inline Advice superlative(bool dates) {
  if (dates) {
    return {"S2007", {"tidigast och senast är bara datum", "only dates are earliest and latest"},
            {"skriv `det minsta` eller `det största`", "write `the least` or `the greatest`"}};
  }
  return {"S2007", {"ett datum är inte minst eller störst", "a date is not least or greatest"},
          {"skriv `det tidigaste` eller `det senaste`", "write `the earliest` or `the latest`"}};
}
inline Advice bad_hole(const std::string& hole) {
  return {"S2018", {"`{" + hole + "}` går inte att skriva ut i en text", "`{" + hole + "}` cannot be printed in a text"},
          {"skriv ett namn, `post.fält` eller `kommun.NAMN` inom klamrarna",
           "write a name, `record.field` or `municipality.NAME` inside the braces"}};
}
inline Advice open_hole() {
  return {"S2018", {"en klammer i texten är inte avslutad", "a brace in the text is not closed"},
          {"skriv `{namn}`, eller `{{` för en klammer i texten", "write `{name}`, or `{{` for a brace in the text"}};
}

}  // namespace stadga::dsl::messages

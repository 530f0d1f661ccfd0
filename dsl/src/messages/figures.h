// figures.h - texts about tables, elements, rounding, ages and periods: S2040 and up, S3020 and up.
#pragma once
#include <string>

#include "messages/advice.h"

namespace stadga::dsl::messages {

// ---- tables ----------------------------------------------------------------------------------------

inline Advice unknown_table(const std::string& name, const std::string& near) {
  LocalText help{"deklarera den med `tabell`", "declare it by `table`"};
  if (!near.empty()) help = {"menade du `" + near + "`?", "did you mean `" + near + "`?"};
  return {"S2040", {"`" + name + "` är ingen tabell", "`" + name + "` is no table"}, help};
}
inline Advice table_not_called(const std::string& name) {
  return {"S2040", {"`" + name + "` är en tabell och har inga fält", "`" + name + "` is a table and has no fields"},
          {"skriv nycklarna inom parentes, till exempel `" + name + "(3, ja)`",
           "write its keys in parentheses, for example `" + name + "(3, yes)`"}};
}
inline Advice key_count(const std::string& name, std::size_t wanted, std::size_t found) {
  const std::string n = std::to_string(wanted);
  const std::string m = std::to_string(found);
  return {"S2041",
          {"`" + name + "` har " + n + (wanted == 1 ? " nyckel" : " nycklar") + ", men här står " + m,
           "`" + name + "` has " + n + (wanted == 1 ? " key" : " keys") + ", but here are " + m},
          {"skriv ett värde för varje nyckel, i tabellens ordning", "write one value for each key, in the table's order"}};
}
inline Advice period_missing(const std::string& name) {
  return {"S2042", {"`" + name + "` gäller för perioder, och här sägs inte vilken",
                    "`" + name + "` is for periods, and which one is not said here"},
          {"skriv till exempel `för ansökan.månad` sist", "write for example `for application.month` last"}};
}
inline Advice no_periods(const std::string& name) {
  return {"S2042", {"`" + name + "` är inte indelad i perioder", "`" + name + "` is not divided into periods"},
          {"ta bort `för …`, eller ge tabellens versioner `tillämpas på`",
           "remove `for …`, or give the table's versions `applies to`"}};
}
inline Advice signature_differs(const std::string& name, const std::string& where) {
  return {"S2043",
          {"den här versionen av `" + name + "` har andra nycklar eller värden än den första (" + where + ")",
           "this version of `" + name + "` has other keys or values than the first (" + where + ")"},
          {"skriv samma nycklar och typer i alla versioner, eller ge tabellen ett annat namn",
           "write the same keys and types in every version, or give the table another name"}};
}
inline Advice period_differs(const std::string& name, bool first_has) {
  return {"S2043",
          {"versionerna av `" + name + "` är inte överens om de har perioder",
           "the versions of `" + name + "` do not agree on whether they have periods"},
          first_has ? LocalText{"lägg till `tillämpas på` med versionens första och sista månad",
                                "add `applies to` with the version's first and last month"}
                    : LocalText{"ta bort `tillämpas på`, eller lägg till det i alla versioner",
                                "remove `applies to`, or add it to every version"}};
}
inline Advice period_of_no_table(bool any) {
  if (any) {
    return {"S2043", {"`perioder` passar bara där kommunen får bestämma en tabell",
                      "`periods` suits only a table that the municipality may set"},
            {"skriv den första och den sista månaden", "write the first and the last month"}};
  }
  return {"S2043", {"perioden säger inte vilken dag den prövas mot", "the period does not say which day it is tested against"},
          {"lägg till `för` och en dag, till exempel `för ansökan.månad`", "add `for` and a day, for example `for application.month`"}};
}
inline Advice period_of_table() {
  return {"S2043", {"en tabells period prövas mot dagen där den används", "a table's period is tested against the day where it is used"},
          {"ta bort `för …` här", "remove `for …` here"}};
}
inline Advice row_length(std::size_t wanted, std::size_t found) {
  return {"S2044",
          {"raden har " + std::to_string(found) + (found == 1 ? " ruta" : " rutor") + ", men tabellen har " + std::to_string(wanted),
           "the row has " + std::to_string(found) + (found == 1 ? " place" : " places") + ", but the table has " +
               std::to_string(wanted)},
          {"skriv en ruta för varje nyckel och sist värdet", "write one place for each key and the value last"}};
}
inline Advice row_value_is_band() {
  return {"S2044", {"radens sista ruta är ett enda värde", "the row's last place is one value"}, {}};
}
inline Advice band_of_unordered() {
  return {"S2044", {"ett intervall passar bara tal och datum", "a band suits only numbers and dates"},
          {"skriv en rad för varje värde", "write a row for each value"}};
}
inline Advice rows_here() {
  return {"S2021", {"en tabellrad hör bara hemma i en `tabell`", "a table's row belongs in a `table` only"}, {}};
}
inline Advice no_rows() {
  return {"S2023", {"tabellen har inga rader", "the table has no rows"},
          {"skriv till exempel `| 0..6 | ja | 2 740 |`", "write for example `| 0..6 | yes | 2 740 |`"}};
}
inline Advice filled_twice(const std::string& name) {
  return {"S2021", {"`" + name + "` är en tabell och får sina värden i rader", "`" + name + "` is a table and gets its values in rows"},
          {"skriv `gäller` utan värde och sedan raderna", "write `in force` without a value and then the rows"}};
}
inline Advice table_type() {
  return {"S2003", {"en tabells nycklar och värden är tal, belopp, datum, ja/nej eller val",
                    "a table's keys and values are numbers, amounts, dates, yes/no or choices"}, {}};
}
inline Advice rows_overlap(const std::string& where) {
  return {"S3020", {"två rader svarar på samma fall (den andra: " + where + ")", "two rows answer the same case (the other: " + where + ")"},
          {"gör intervallen så att högst en rad passar", "make the bands such that at most one row fits"}};
}
inline Advice table_versions_overlap(const std::string& name, const std::string& day, const std::string& where) {
  return {"S3021",
          {"två versioner av `" + name + "` gäller samma dag, " + day + ", och tillämpas på samma tid (den andra: " + where + ")",
           "two versions of `" + name + "` are in force on one day, " + day + ", and apply to the same time (the other: " + where + ")"},
          {"skilj dem åt med `gäller` eller `tillämpas på`", "tell them apart by `in force` or `applies to`"}};
}
inline Advice period_reversed() {
  return {"S3004", {"den sista månaden ligger före den första", "the last month lies before the first"},
          {"byt plats på dem", "swap them"}};
}

// ---- elements and lists of values ---------------------------------------------------------------------

inline Advice needs_element(const std::string& name, const std::string& binder, const std::string& list) {
  return {"S2045",
          {"`" + name + "` finns för varje element i `" + list + "`, och här sägs inte vilket",
           "there is a `" + name + "` for every element of `" + list + "`, and which one is not said here"},
          {"använd det i till exempel `summan av`, `något` eller `varje` över `" + list + "`, som `" + binder + "." + name + "`",
           "use it in for example `the sum of`, `some` or `every` over `" + list + "`, as `" + binder + "." + name + "`"}};
}
inline Advice element_list(const std::string& list) {
  return {"S2045", {"`" + list + "` är ingen lista av poster", "`" + list + "` is no list of records"},
          {"ett begrepp för varje element behöver en lista av en `post`", "a term for each element needs a list of a `record`"}};
}
inline Advice binder_twice(const std::string& name) {
  return {"S2002", {"elementet kallas `" + name + "` redan längre ut", "the element is called `" + name + "` already further out"},
          {"ge det ett annat namn", "give it another name"}};
}
inline Advice no_bare_element() {
  return {"S2045", {"`värdet` är ett element i en lista av värden, och här finns ingen sådan",
                    "`the value` is an element of a list of values, and there is none here"},
          {"skriv namnet på uppgiften", "write the name of the fact"}};
}
inline Advice list_element() {
  return {"S2003", {"en lista kan inte bestå av bedömningar eller mönster", "a list cannot consist of assessments or patterns"},
          {"gör en `post` med bedömningen som fält", "make a `record` with the assessment as a field"}};
}
inline Advice month_bounds(bool months) {
  if (months) {
    return {"S2009", {"gränserna för en månad är månader", "the bounds of a month are months"},
            {"skriv till exempel `månad 2024-01..2030-12`", "write for example `month 2024-01..2030-12`"}};
  }
  return {"S2009", {"gränserna för ett datum är datum", "the bounds of a date are dates"},
          {"skriv till exempel `datum 2018-01-01..2099-12-31`", "write for example `date 2018-01-01..2099-12-31`"}};
}
inline Advice month_here() {
  return {"S2003", {"en månad skrivs bara i tabeller, i `tillämpas på` och i typfall",
                    "a month is written only in tables, in `applies to` and in scenarios"},
          {"skriv en dag, till exempel månadens första", "write a day, for example the first of the month"}};
}

// ---- fractions and rounding ----------------------------------------------------------------------------

inline Advice no_rounding(bool percent) {
  return {"S2046",
          {percent ? "procenten säger inte hur den avrundas" : "divisionen säger inte hur den avrundas",
           percent ? "the percentage does not say how it is rounded" : "the division does not say how it is rounded"},
          {"lägg till `avrundat till öre, halva uppåt` eller en annan avrundning",
           "add `rounded to öre, half up` or another rounding"}};
}
inline Advice rounds_in_sum() {
  return {"S2046", {"det syns inte om hela summan avrundas eller bara den här delen",
                    "whether the whole sum is rounded or this part only cannot be seen"},
          {"sätt det som avrundas inom parentes, med avrundningen sist", "put what is rounded in parentheses, with the rounding last"}};
}
inline Advice rounding_unit(bool money) {
  if (money) {
    return {"S2046", {"ett belopp avrundas till öre eller kronor", "an amount is rounded to öre or kronor"},
            {"skriv `öre`, `hel krona`, `tiotal kronor` eller `hundratal kronor`",
             "write `öre`, `whole kronor`, `tens of kronor` or `hundreds of kronor`"}};
  }
  return {"S2046", {"detta är inget belopp och avrundas till heltal", "this is no amount and is rounded to an integer"},
          {"skriv `avrundat till heltal, …`", "write `rounded to integer, …`"}};
}
inline Advice too_many_values(std::int64_t low, std::int64_t high, std::int64_t most) {
  const std::string range = std::to_string(low) + ".." + std::to_string(high);
  const std::string n = std::to_string(most);
  return {"S2047",
          {"talet kan ha fler än " + n + " värden (" + range + "), och då kan produkten inte bevisas",
           "the number can have more than " + n + " values (" + range + "), and then the product cannot be proved"},
          {"begränsa talets typ, eller multiplicera med ett fast tal", "narrow the number's type, or multiply by a fixed number"}};
}
inline Advice factor_with_unit(const LocalText& found) {
  return {"S2047", {"en faktor är ett tal utan enhet, eller en tid som delas med en tid av samma slag; detta är " + found.sv,
                    "a factor is a number without unit, or a time divided by a time of the same kind; this is " + found.en},
          {}};
}
inline Advice fraction_too_large() {
  return {"S2009", {"talen i bråket är för stora", "the numbers of the fraction are too large"}, {}};
}
inline Advice divides_by_zero() {
  return {"S2009", {"det går inte att dela med noll", "nothing is divided by zero"}, {}};
}
inline Advice only_numbers() {
  return {"S2003", {"här räknas bara med fasta tal", "only fixed numbers are counted with here"},
          {"skriv resultatet", "write the result"}};
}
inline Advice decimals_here() {
  return {"S2006", {"ett tal med decimaler är bara en faktor", "a number with decimals is only a factor"},
          {"skriv `kr` efter ett belopp; som faktor multipliceras det och resultatet avrundas",
           "write `kr` after an amount; as a factor it is multiplied and the result is rounded"}};
}

// ---- ages and periods -----------------------------------------------------------------------------------

inline Advice no_leap_rule() {
  return {"S3022",
          {"regelverket säger inte när den som är född 29 februari fyller år andra år än skottår",
           "the rule set does not say when a person born on 29 February has a birthday in other years than leap years"},
          {"lägg till `den som är född 29 februari fyller år 28 februari` eller `fyller år 1 mars` i `regelverk`",
           "add `a person born on 29 February has a birthday on 28 February` or `has a birthday on 1 March` to `ruleset`"}};
}
inline Advice leap_rule_bare() {
  return {"S3022", {"valet av födelsedag saknar grund: ingen lag säger det", "the choice of birthday lacks a ground: no statute says it"},
          {"lägg till `stöd` eller `anmärkning` under raden", "add `basis` or `note` below the line"}};
}
inline Advice window_counts() {
  return {"S2009", {"antalet månader i följd och fönstrets längd är mellan 1 och 1200",
                    "the number of consecutive months and the window's length lie between 1 and 1200"}, {}};
}
inline Advice period_and_otherwise() {
  return {"S2022", {"`i övriga fall` kan inte begränsas till en period", "`otherwise` cannot be limited to a period"},
          {"skriv perioden i de andra reglerna, eller ge den här ett `när`",
           "write the period in the other rules, or give this one a `when`"}};
}

}  // namespace stadga::dsl::messages

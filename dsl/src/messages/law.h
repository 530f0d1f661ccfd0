// law.h - texts about law, dates, the decision and overlays: S202x, S30xx, S31xx.
#pragma once
#include <string>

#include "messages/advice.h"

namespace stadga::dsl::messages {

// ---- clauses --------------------------------------------------------------------------------------

inline Advice misplaced_clause(const std::string& clause, const std::string& declaration) {
  return {"S2021",
          {"`" + clause + "` hör inte hemma i `" + declaration + "`", "`" + clause + "` does not belong in `" + declaration + "`"},
          {}};
}
inline Advice clause_twice(const std::string& clause) {
  return {"S2022", {"`" + clause + "` står två gånger", "`" + clause + "` stands twice"},
          {"behåll en av raderna", "keep one of the lines"}};
}
inline Advice missing_clause(const std::string& declaration, const std::string& clause) {
  return {"S2023", {"`" + declaration + "` saknar `" + clause + "`", "`" + declaration + "` lacks `" + clause + "`"},
          {"lägg till raden `" + clause + " …`", "add the line `" + clause + " …`"}};
}
inline Advice missing_basis(const std::string& declaration) {
  return {"S3001", {"`" + declaration + "` säger inte vilket stöd det har", "`" + declaration + "` does not say what its basis is"},
          {"lägg till `stöd` med källa, kapitel, paragraf och stycke", "add `basis` with source, chapter, section and stycke"}};
}
inline Advice missing_validity(const std::string& declaration) {
  return {"S3002", {"`" + declaration + "` säger inte när det gäller", "`" + declaration + "` does not say when it is in force"},
          {"lägg till `gäller fr.o.m. DAG`, eller `gäller utan känd första dag`",
           "add `in force from DAY`, or `in force without known first day`"}};
}

// ---- validity --------------------------------------------------------------------------------------

inline Advice validity_reversed() {
  return {"S3004", {"den sista dagen ligger före den första", "the last day lies before the first"},
          {"byt plats på dagarna", "swap the days"}};
}
inline Advice versions_overlap(const std::string& what, const std::string& day, const std::string& where) {
  return {"S3005",
          {"två versioner av `" + what + "` gäller samma dag, " + day + " (den andra: " + where + ")",
           "two versions of `" + what + "` are in force on one day, " + day + " (the other: " + where + ")"},
          {"avsluta den äldre med `t.o.m.` dagen före den nyare", "end the older one by `to`, the day before the newer one"}};
}
inline Advice missing_day_rule() {
  return {"S3006",
          {"en dag plus månader finns inte alltid, och regeln säger inte vad som gäller då",
           "a day plus months does not always exist, and the rule does not say what holds then"},
          {"lägg till `finns inte dagen: månadens sista dag` (1 § lagen 1930:173)",
           "add `missing day: last day of the month` (1 § of the act 1930:173)"}};
}

// ---- the rule set ----------------------------------------------------------------------------------

inline Advice no_ruleset() {
  return {"S3007", {"ingen fil säger vilket regelverk detta är", "no file says which rule set this is"},
          {"börja en fil med `regelverk NAMN \"titel\"`", "begin a file with `ruleset NAME \"title\"`"}};
}
inline Advice ruleset_twice(const std::string& where) {
  return {"S3007", {"regelverket är redan deklarerat (" + where + ")", "the rule set is already declared (" + where + ")"},
          {"behåll ett `regelverk`; en kommuns fil börjar med `kommun`",
           "keep one `ruleset`; a municipality's file begins with `municipality`"}};
}
inline Advice no_horizon() {
  return {"S3008", {"regelverket säger inte vilka beslutsdagar det prövar", "the rule set does not say which decision days it answers for"},
          {"lägg till `prövar beslutsdagar fr.o.m. DAG t.o.m. DAG`", "add `answers for decision days from DAY to DAY`"}};
}
inline Advice horizon_too_long() {
  return {"S3008", {"beslutsdagar går högst till 2099-12-31", "decision days go no further than 2099-12-31"},
          {"avsluta med `t.o.m. 2099-12-31`", "end with `to 2099-12-31`"}};
}
inline Advice no_decision() {
  return {"S3009", {"regelverket har inget beslut", "the rule set has no decision"},
          {"lägg till `beslut NAMN` med sina steg", "add `decision NAME` with its stages"}};
}
inline Advice decision_twice(const std::string& where) {
  return {"S3009", {"beslutet är redan deklarerat (" + where + ")", "the decision is already declared (" + where + ")"},
          {"behåll ett `beslut`", "keep one `decision`"}};
}
inline Advice unknown_language(const std::string& name) {
  return {"S3010", {"språket `" + name + "` är okänt", "the language `" + name + "` is unknown"},
          {"skriv `sv` eller `en`", "write `sv` or `en`"}};
}
inline Advice appeal_twice() {
  return {"S2022", {"överklagande är redan angivet", "the appeal is already given"},
          {"behåll en av raderna", "keep one of the lines"}};
}

// ---- rules and the decision ------------------------------------------------------------------------

inline Advice id_of_two_kinds(const std::string& id, const std::string& where) {
  return {"S2025",
          {"`" + id + "` är redan något annat (" + where + ")", "`" + id + "` is already something else (" + where + ")"},
          {"versioner av samma bestämmelse är av samma slag; ge annars en egen beteckning",
           "versions of one provision are of one kind; otherwise give it an id of its own"}};
}
inline Advice when_and_otherwise() {
  return {"S2022", {"regeln har både `när` och `i övriga fall`", "the rule has both `when` and `otherwise`"},
          {"behåll det ena", "keep one of them"}};
}
inline Advice unknown_target(const std::string& name, const std::string& near) {
  LocalText help{"rättsföljden gäller ett `begrepp`, ett `värde` eller ett krav", "the effect is on a `term`, a `value` or a requirement"};
  if (!near.empty()) help = {"menade du `" + near + "`?", "did you mean `" + near + "`?"};
  return {"S2024", {"`" + name + "` kan inte få sitt värde av en regel", "`" + name + "` cannot get its value from a rule"}, help};
}
inline Advice target_needs_state(const std::string& id) {
  return {"S2024", {"`" + id + "` är ett krav", "`" + id + "` is a requirement"},
          {"skriv `är uppfyllt` eller `är inte uppfyllt`", "write `is met` or `is not met`"}};
}
inline Advice target_is_no_requirement(const std::string& name) {
  return {"S2024", {"`" + name + "` är inget krav och kan inte vara uppfyllt", "`" + name + "` is no requirement and cannot be met"},
          {"skriv vad värdet är, till exempel `är ja`", "write what the value is, for example `is yes`"}};
}
inline Advice default_of_requirement() {
  return {"S2024", {"`i övriga fall` passar bara för begrepp och värden", "`otherwise` suits only terms and values"},
          {"ett krav har redan sitt rekvisit; skriv `när`", "a requirement has its condition already; write `when`"}};
}
inline Advice goes_before_other_target(const std::string& id) {
  return {"S2016", {"`" + id + "` handlar om något annat än den här regeln", "`" + id + "` is about something else than this rule"},
          {"en regel går bara före regler med samma rättsföljd", "a rule goes before rules with the same effect only"}};
}
inline Advice goes_before_itself(const std::string& chain) {
  return {"S2016", {"reglerna går före varandra i ring: " + chain, "the rules go before each other in a circle: " + chain},
          {"ta bort ett `går före`", "remove one `goes before`"}};
}
inline Advice depends_on_itself(const std::string& chain) {
  return {"S2015", {"det här beror på sig självt: " + chain, "this depends on itself: " + chain},
          {"bryt kedjan", "break the chain"}};
}
inline Advice stage_number() {
  return {"S2017", {"stegen står inte i nummerordning", "the stages are not in the order of their numbers"},
          {"stegen prövas uppifrån och ner; ge dem stigande nummer", "stages are tried from the top; give them rising numbers"}};
}
inline Advice stage_outcome(const std::string& outcome, const std::string& test) {
  return {"S2017", {"`" + outcome + "` kan inte följa av `" + test + "`", "`" + outcome + "` cannot follow from `" + test + "`"},
          {"prövningshinder leder till avvisning, formkrav och vägar till handläggare, krav till avslag eller bifall",
           "obstacles lead to dismissal, form requirements and routes to a caseworker, requirements to rejection or grant"}};
}
inline Advice stage_wrong_kind(const std::string& id, const std::string& test) {
  return {"S2017", {"`" + id + "` är av fel slag för `" + test + "`", "`" + id + "` is of the wrong kind for `" + test + "`"}, {}};
}
inline Advice states_only_grant() {
  return {"S2017", {"bara bifall anger värden", "only a grant states values"}, {"flytta `anger` till steget med bifall", "move `states` to the grant's stage"}};
}
inline Advice states_no_value(const std::string& name, const std::string& near) {
  LocalText help{"deklarera det med `värde`", "declare it by `value`"};
  if (!near.empty()) help = {"menade du `" + near + "`?", "did you mean `" + near + "`?"};
  return {"S2017", {"`" + name + "` är inget värde i beslutet", "`" + name + "` is no value of the decision"}, help};
}
inline Advice favour_of_wrong_type() {
  return {"S2007", {"senare och tidigare passar datum, högre och lägre passar tal",
                    "later and earlier suit dates, higher and lower suit numbers"}, {}};
}

// ---- parameters and overlays -------------------------------------------------------------------------

inline Advice parameter_type() {
  return {"S2003", {"en parameter är ett tal, ett datum, ett val, ja/nej eller ett mönster",
                    "a parameter is a number, a date, a choice, yes/no or a pattern"}, {}};
}
inline Advice term_is_worked_out(const std::string& name) {
  return {"S2003", {"`" + name + "` räknas fram av regler och kan inte vara en bedömning",
                    "`" + name + "` is worked out by rules and cannot be an assessment"},
          {"skriv typen utan `bedömning`; det som en människa bedömer är en uppgift",
           "write the type without `assessment`; what a person judges is a fact"}};
}
inline Advice value_missing() {
  return {"S2023", {"raden säger inte vilket värde som gäller", "the line does not say which value is in force"},
          {"skriv värdet sist på raden", "write the value last on the line"}};
}
inline Advice value_here() {
  return {"S2021", {"ett värde kan bara stå efter `gäller` i en parameter", "a value may follow `in force` only in a parameter"},
          {"ta bort värdet", "remove the value"}};
}
inline Advice value_not_literal() {
  return {"S2003", {"en parameters värde skrivs ut som tal, datum eller ord", "a parameter's value is written out as a number, a date or a word"}, {}};
}
inline Advice value_out_of_bounds(const std::string& low, const std::string& high) {
  return {"S3011", {"värdet ligger utanför " + low + " till " + high, "the value lies outside " + low + " to " + high},
          {"håll det inom de gränser som regelverket anger", "keep it within the bounds that the rule set gives"}};
}
inline Advice worse_for_individual() {
  return {"S3012", {"värdet är sämre för den enskilde än det nationella", "the value is worse for the individual than the national one"},
          {"kommunen får bara avvika till fördel för den enskilde", "the municipality may deviate only in favour of the individual"}};
}
inline Advice no_limit_nationally() {
  return {"S3011", {"`ingen gräns` är bara kommunens att välja", "`no limit` is the municipality's to choose only"}, {}};
}
inline Advice favour_needs_order() {
  return {"S2007", {"bara tal och datum kan vara till fördel åt ett håll", "only numbers and dates can be in favour in one direction"}, {}};
}
inline Advice not_opened(const std::string& name, const std::string& near) {
  LocalText help{"bara det som regelverket öppnar med `kommunen får bestämma` kan bestämmas",
                 "only what the rule set opens by `the municipality may set` can be set"};
  if (!near.empty()) help = {"menade du `" + near + "`?", "did you mean `" + near + "`?"};
  return {"S3013", {"kommunen får inte bestämma `" + name + "`", "the municipality may not set `" + name + "`"}, help};
}
inline Advice set_twice(const std::string& name, const std::string& where) {
  return {"S2002", {"`" + name + "` är redan bestämt (" + where + ")", "`" + name + "` is already set (" + where + ")"},
          {"skriv flera `gäller` i samma `bestämmer`", "write several `in force` in one `sets`"}};
}
inline Advice not_in_overlay(const std::string& keyword) {
  return {"S3014", {"`" + keyword + "` får inte stå i en kommuns fil", "`" + keyword + "` may not stand in a municipality's file"},
          {"en kommun lägger till källor, krav och regler och bestämmer det som är öppet; resten är regelverkets",
           "a municipality adds sources, requirements and rules and sets what is open; the rest is the rule set's"}};
}
inline Advice only_in_overlay(const std::string& keyword) {
  return {"S3014", {"`" + keyword + "` får bara stå i en kommuns fil", "`" + keyword + "` may only stand in a municipality's file"},
          {"flytta det till en fil i `kommuner/`", "move it to a file in `kommuner/`"}};
}
inline Advice overlay_head_missing() {
  return {"S3015", {"en fil i `kommuner/` börjar med vilken kommun den gäller", "a file in `kommuner/` begins with its municipality"},
          {"börja med `kommun NNNN \"namn\"`", "begin with `municipality NNNN \"name\"`"}};
}
inline Advice overlay_head_not_first() {
  return {"S3015", {"`kommun` står först i sin fil och bara en gång", "`municipality` stands first in its file and once only"}, {}};
}
inline Advice bad_code(const std::string& code) {
  return {"S3016", {"`" + code + "` är ingen kommunkod", "`" + code + "` is no municipality code"},
          {"en kommunkod har fyra siffror", "a municipality code has four digits"}};
}
inline Advice code_twice(const std::string& code, const std::string& where) {
  return {"S3016", {"kommun " + code + " har redan en fil (" + where + ")", "municipality " + code + " already has a file (" + where + ")"},
          {"behåll en fil för varje kommun", "keep one file for each municipality"}};
}
inline Advice other_ruleset(const std::string& name, const std::string& wanted) {
  return {"S3017", {"filen gäller regelverket `" + name + "`, men detta är `" + wanted + "`",
                    "the file is for the rule set `" + name + "`, but this is `" + wanted + "`"},
          {"skriv `" + wanted + "` där", "write `" + wanted + "` there"}};
}

}  // namespace stadga::dsl::messages

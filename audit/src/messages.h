// messages.h - the errors of the audit room in both languages, with their codes:
//   S5001 storage failed          S5002 busy               S5003 not a log
//   S5004 head without a log      S5005 head missing       S5006 shorter than its head
//   S5007 differs from its head   S5008 record damaged     S5009 same key, other request
//   S5010 record not acceptable   S5011 no such record     S5012 erased
//   S5013 keys missing            S5014 wrong signing key  S5015 signer refuses
//   S5016 database damaged        S5017 head put back      S5018 already decided
//   S5019 no receipt              S5020 receipt holds too little
//   S5021 order not acceptable    S5022 a hold covers it
// The one file of this room that holds characters outside ASCII.
#pragma once
#include <string>

#include "stadga/base/result.h"

namespace stadga::audit::messages {

inline Error storage(const std::string& what, const std::string& where) {
  return {Failure::kStorage, "S5001",
          {"lagringen misslyckades: " + what, "storage failed: " + what}, where};
}
inline Error busy(const std::string& where) {
  return {Failure::kStorage, "S5002",
          {"loggen är upptagen av en annan skrivare", "the log is busy with another writer"},
          where};
}
inline Error not_a_log(const std::string& where) {
  return {Failure::kInvalidInput, "S5003",
          {"här finns ingen revisionslogg", "there is no audit log here"}, where};
}
inline Error head_without_log(const std::string& where) {
  return {Failure::kFinding, "S5004",
          {"huvudfilen finns men loggen saknas; en borttagen logg återuppstår inte",
           "the head file exists but the log is gone; a deleted log is not reborn"},
          where};
}
inline Error head_missing(const std::string& where) {
  return {Failure::kFinding, "S5005",
          {"loggens huvudfil saknas; ange den med --head om den ligger på annan plats",
           "the log's head file is missing; name it with --head if it is kept elsewhere"},
          where};
}
inline Error head_unreadable(const std::string& where) {
  return {Failure::kFinding, "S5005",
          {"huvudfilen är inte en kontrollpunkt undertecknad med loggens nyckel",
           "the head file is no checkpoint signed with the log's key"},
          where};
}
inline Error truncated(std::uint64_t size, std::uint64_t signed_size, const std::string& where) {
  const std::string a = std::to_string(size);
  const std::string b = std::to_string(signed_size);
  return {Failure::kFinding, "S5006",
          {"loggen har " + a + " poster men " + b + " är undertecknade; poster har gått förlorade",
           "the log holds " + a + " records but " + b + " are signed; records have been lost"},
          where};
}
inline Error differs_from_head(const std::string& where) {
  return {Failure::kFinding, "S5007",
          {"loggens poster stämmer inte med den undertecknade kontrollpunkten",
           "the log's records do not agree with the signed checkpoint"},
          where};
}
inline Error damaged_record(std::uint64_t index, const std::string& where) {
  const std::string n = std::to_string(index);
  return {Failure::kFinding, "S5008",
          {"post " + n + " lästes inte tillbaka som den skrevs; inget undertecknas",
           "record " + n + " does not read back as it was written; nothing is signed"},
          where};
}
inline Error conflict(std::uint64_t index) {
  const std::string n = std::to_string(index);
  return {Failure::kFinding, "S5009",
          {"samma nyckel men en annan begäran än den i post " + n + "; en avvikelse är antecknad",
           "same key but another request than in record " + n + "; an incident is recorded"},
          ""};
}
inline Error not_acceptable(const char* sv, const char* en, const std::string& what = "") {
  return {Failure::kInvalidInput, "S5010", {sv, en}, what};
}
inline Error case_id_required() {
  return not_acceptable("`case_id` krävs för att ärendet ska kunna loggas",
                        "`case_id` is required for a case to be recorded", "/case_id");
}
inline Error bad_identifier() {
  return not_acceptable("en beteckning är tom, för lång eller inte UTF-8",
                        "an identifier is empty, too long or not UTF-8");
}
inline Error bad_name() {
  return not_acceptable("ett namn är för långt eller inte UTF-8",
                        "a name is too long or not UTF-8");
}
inline Error bad_kind() {
  return not_acceptable("posten ska vara `proposal` eller `decision`",
                        "the record must be `proposal` or `decision`");
}
inline Error bundle_missing() {
  return not_acceptable("regelpaketet saknas", "the bundle is missing");
}
inline Error part_too_large() {
  return not_acceptable("ärendet eller resultatet är större än 1 MiB",
                        "the case or the result is larger than 1 MiB");
}
inline Error entry_too_large() {
  return not_acceptable("posten är större än 4096 byte", "the entry is larger than 4096 bytes");
}
inline Error incomplete_options() {
  return not_acceptable("loggen behöver en mapp, en klocka och en slumpkälla",
                        "the log needs a folder, a clock and a source of randomness");
}
inline Error bad_origin() {
  return not_acceptable("loggens namn får inte ha mellanslag eller `+`",
                        "the log's name must hold neither spaces nor `+`");
}
inline Error bad_clock() {
  return not_acceptable("klockan visar en tid utanför kalendern",
                        "the clock shows a time outside the calendar");
}
inline Error bad_decider() {
  return not_acceptable(
      "beslutsfattaren ska vara `board`, `committee`, `employee` eller `automated function`, med "
      "namn",
      "the decider must be `board`, `committee`, `employee` or `automated function`, with a name");
}
inline Error bad_decision_day(const std::string& day) {
  return not_acceptable("beslutsdagen ska skrivas ÅÅÅÅ-MM-DD",
                        "the day of the decision must be written YYYY-MM-DD", day);
}
inline Error reason_required() {
  return not_acceptable("ett avvikande beslut ska ha skäl",
                        "a decision that deviates must have a reason");
}
inline Error unknown_act(const std::string& kind) {
  return not_acceptable("okänt slag av åtgärd", "unknown kind of act", kind);
}
inline Error act_not_canonical() {
  return not_acceptable("åtgärden är större än 1 MiB eller inte kanonisk",
                        "the act is larger than 1 MiB or has no canonical form");
}
inline Error no_such_record(std::uint64_t index) {
  const std::string n = std::to_string(index);
  return {Failure::kInvalidInput, "S5011",
          {"loggen har ingen post " + n + ", eller posten saknar den efterfrågade delen",
           "the log has no record " + n + ", or the record lacks the part asked for"},
          ""};
}
inline Error erased(std::uint64_t index) {
  const std::string n = std::to_string(index);
  return {Failure::kUndecided, "S5012",
          {"post " + n + " är gallrad", "record " + n + " has been erased"}, ""};
}
inline Error keys_missing(const std::string& where) {
  return {Failure::kFinding, "S5013",
          {"loggens nyckeldatabas saknas eller hör till en annan logg",
           "the log's key database is missing or belongs to another log"},
          where};
}
inline Error wrong_key(const std::string& where) {
  return {Failure::kInvalidInput, "S5014",
          {"loggen undertecknas med en annan nyckel än den angivna",
           "the log is signed with another key than the one given"},
          where};
}
inline Error signer_refuses(const std::string& where) {
  return {Failure::kFinding, "S5015",
          {"undertecknaren vägrar: loggen följer inte av det som senast undertecknades",
           "the signer refuses: the log does not follow from what it last signed"},
          where};
}
inline Error unreadable_record(std::uint64_t index) {
  const std::string n = std::to_string(index);
  return {Failure::kFinding, "S5008",
          {"post " + n + " är skadad", "record " + n + " is damaged"}, ""};
}
inline Error bad_verifier_key(const std::string& what) {
  return {Failure::kInvalidInput, "S5014",
          {"nyckeln är inte skriven som namn+nummer+base64",
           "the key is not written as name+number+base64"},
          what};
}
inline Error unreadable_part(std::uint64_t index) {
  const std::string n = std::to_string(index);
  return {Failure::kFinding, "S5016",
          {"databasen är skadad: en del av post " + n, "the database is damaged: a part of record " + n},
          ""};
}
inline Error head_rolled_back(std::uint64_t size, std::uint64_t known, const std::string& where) {
  const std::string a = std::to_string(size);
  const std::string b = std::to_string(known);
  return {Failure::kFinding, "S5017",
          {"huvudfilen är äldre än loggen: den täcker " + a + " poster men " + b +
               " är kvitterade; lägg tillbaka den nyaste eller ange den med --head",
           "the head file is older than the log: it covers " + a + " records but " + b +
               " were acknowledged; put the newest back or name it with --head"},
          where};
}
inline Error already_decided(std::uint64_t proposal, std::uint64_t decision) {
  const std::string a = std::to_string(proposal);
  const std::string b = std::to_string(decision);
  return {Failure::kFinding, "S5018",
          {"förslaget i post " + a + " är redan beslutat i post " + b + "; inget är antecknat",
           "the proposal in record " + a + " was already decided in record " + b +
               "; nothing is recorded"},
          ""};
}
inline Error not_a_receipt() {
  return {Failure::kInvalidInput, "S5019",
          {"det är inget kvitto (tlog-proof)", "it is no receipt (tlog-proof)"}, ""};
}
inline Error receipt_without_record() {
  return {Failure::kInvalidInput, "S5020",
          {"kvittot håller inte själva posten; ange dess hash med --leaf",
           "the receipt does not hold the record itself; give its hash with --leaf"},
          ""};
}
inline Error receipt_closed(const std::string& part) {
  return {Failure::kInvalidInput, "S5020",
          {"kvittot öppnar inte delen `" + part + "` och kan inte jämföras med den",
           "the receipt does not open the part `" + part + "` and cannot be compared with it"},
          ""};
}
inline Error bad_order(const char* sv, const char* en) {
  return {Failure::kInvalidInput, "S5021", {sv, en}, ""};
}
inline Error basis_required() {
  return bad_order("rättslig grund: text, bestämmelse och beslutande organ krävs, högst 1024 byte var",
                   "legal basis: text, provision and deciding body are required, at most 1024 bytes each");
}
inline Error approvers_required(std::size_t count) {
  const std::string n = std::to_string(count);
  return {Failure::kInvalidInput, "S5021",
          {"godkännare: minst " + n + " olika namn krävs",
           "approvers: at least " + n + " different names are required"},
          ""};
}
inline Error bad_approver() {
  return bad_order(
      "en godkännares namn är för långt, är inte UTF-8 i form C eller har tecken som inte syns",
      "an approver's name is too long, is not UTF-8 in form C, or has characters that are not seen");
}
inline Error nothing_listed() {
  return bad_order("listan är tom", "the list is empty");
}
inline Error not_erasable(std::uint64_t index) {
  const std::string n = std::to_string(index);
  return {Failure::kInvalidInput, "S5021",
          {"post " + n + " handlar om gallring och gallras inte",
           "record " + n + " is about erasure and is not erased"},
          ""};
}
inline Error link_needs_case(std::uint64_t index) {
  const std::string n = std::to_string(index);
  return {Failure::kInvalidInput, "S5021",
          {"delen `link` gallras bara med allt annat i ärendet: post " + n + " har delar kvar",
           "the part `link` is erased only with everything else of its case: record " + n +
               " has parts left"},
          ""};
}
inline Error no_such_hold(std::uint64_t index) {
  const std::string n = std::to_string(index);
  return {Failure::kInvalidInput, "S5021",
          {"post " + n + " är inget gallringsstopp som gäller",
           "record " + n + " is no hold that is in force"},
          ""};
}
inline Error nothing_to_hold(std::uint64_t index, std::uint64_t erasure) {
  const std::string a = std::to_string(index);
  const std::string b = std::to_string(erasure);
  return {Failure::kInvalidInput, "S5021",
          {"post " + a + " är redan gallrad genom post " + b + "; det finns inget kvar att bevara",
           "record " + a + " was already erased by record " + b + "; nothing is left to be kept"},
          ""};
}
inline Error held(std::uint64_t index, std::uint64_t hold) {
  const std::string a = std::to_string(index);
  const std::string b = std::to_string(hold);
  return {Failure::kFinding, "S5022",
          {"post " + a + " omfattas av gallringsstoppet i post " + b + "; inget är gallrat",
           "record " + a + " is covered by the hold in record " + b + "; nothing is erased"},
          ""};
}
inline Error key_row_missing(std::uint64_t index, const std::string& where) {
  const std::string n = std::to_string(index);
  return {Failure::kFinding, "S5016",
          {"databasen är skadad: nyckeltabellen saknar raden för post " + n,
           "the database is damaged: the key table lacks the row of record " + n},
          where};
}
inline Error key_rows_differ(std::uint64_t rows, std::uint64_t keyed, const std::string& where) {
  const std::string a = std::to_string(rows);
  const std::string b = std::to_string(keyed);
  return {Failure::kFinding, "S5016",
          {"databasen är skadad: nyckeltabellen har " + a + " rader men " + b + " poster bär en nyckel",
           "the database is damaged: the key table has " + a + " rows but " + b +
               " records carry a key"},
          where};
}
inline Error erased_row_unexplained(std::uint64_t index, const std::string& where) {
  const std::string n = std::to_string(index);
  return {Failure::kFinding, "S5016",
          {"databasen är skadad: en del av post " + n +
               " står som gallrad utan att någon undertecknad gallring säger det; inget förstörs",
           "the database is damaged: a part of record " + n +
               " stands as erased, which no signed erasure says; nothing is destroyed"},
          where};
}
inline Error erased_row_missing(std::uint64_t erasure, const std::string& where) {
  const std::string n = std::to_string(erasure);
  return {Failure::kFinding, "S5016",
          {"databasen är skadad: tabellen över gallrat saknar rader för gallringen i post " + n +
               "; inget förstörs",
           "the database is damaged: the table of what is erased lacks rows of the erasure in record " +
               n + "; nothing is destroyed"},
          where};
}
inline Error not_a_file(const std::string& where) {
  return {Failure::kFinding, "S5016",
          {"loggen är skadad: här ska en vanlig fil ligga",
           "the log is damaged: a regular file should lie here"},
          where};
}
inline Error file_too_large(const std::string& where) {
  return {Failure::kFinding, "S5016",
          {"loggen är skadad: filen är för stor", "the log is damaged: the file is too large"},
          where};
}
inline Error damaged_database(const std::string& what, const std::string& where) {
  return {Failure::kFinding, "S5016",
          {"databasen är skadad: " + what, "the database is damaged: " + what}, where};
}

}  // namespace stadga::audit::messages

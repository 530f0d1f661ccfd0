// findings.cpp - message catalogue of the verifier; holds characters outside ASCII.
#include "findings.h"

#include <map>

#include "stadga/base/text.h"

namespace stadga::audit {

LocalText finding_text(const std::string& kind, const std::string& detail) {
  static const std::map<std::string, LocalText> kTexts{
      {"artefact_mismatch", {"regelpaketet i loggen har ändrats", "the recorded bundle was changed"}},
      {"artefact_missing", {"regelpaketet saknas i loggen", "the recorded bundle is missing"}},
      {"chain_mismatch",
       {"posten pekar inte på ärendets föregående post",
        "the record does not point to the case's earlier record"}},
      {"checkpoint_mismatch",
       {"posterna stämmer inte med en tidigare undertecknad kontrollpunkt; första fel ligger här "
        "eller senare",
        "the records disagree with an earlier signed checkpoint; the first wrong one is here or "
        "later"}},
      {"checkpoint_invalid",
       {"en lagrad kontrollpunkt är inte undertecknad med loggens nyckel",
        "a stored checkpoint is not signed with the log's key"}},
      {"config_mismatch",
       {"loggens första post hör inte till denna logg eller nyckel",
        "the log's first record does not belong to this log or key"}},
      {"database_damaged", {"databasen är skadad", "the database is damaged"}},
      {"entry_malformed", {"posten följer inte formatet", "the record does not follow the format"}},
      {"erasure_incomplete",
       {"en gallring är inte slutförd: det som den tar bort finns eller kan finnas kvar; nästa "
        "skrivning slutför den",
        "an erasure is not complete: what it takes is or may be still there; the next writer "
        "completes it"}},
      {"gap", {"poster saknas före denna", "records are missing before this one"}},
      {"head_invalid",
       {"huvudfilen är inte en kontrollpunkt undertecknad med nyckeln",
        "the head file is no checkpoint signed with the key"}},
      {"head_missing", {"huvudfilen saknas", "the head file is missing"}},
      {"head_rolled_back",
       {"huvudfilen är äldre än loggen: posterna från och med denna var redan kvitterade",
        "the head file is older than the log: the records from this one on were acknowledged"}},
      {"idem_mismatch",
       {"nyckeltabellen stämmer inte med posten",
        "the table of idempotency keys disagrees with the record"}},
      {"key_destroyed",
       {"ärendets nyckel är förstörd utan gallringspost",
        "the case's key is destroyed without an erasure record"}},
      {"keys_missing",
       {"nyckeldatabasen saknas eller hör till en annan logg",
        "the key database is missing or belongs to another log"}},
      {"leaf_mismatch",
       {"posten har ändrats: den ger en annan hash än den lagrade",
        "the record was changed: it hashes to another value than the stored one"}},
      {"mac_mismatch",
       {"posten är inte skriven av loggens egen skrivare",
        "the record was not written by the log's own writer"}},
      {"part_differs",
       {"det som jämfördes är inte det som kvittot gäller",
        "what was compared is not what the receipt is about"}},
      {"part_mismatch",
       {"en del av posten har ändrats eller flyttats", "a part of the record was changed or moved"}},
      {"part_missing",
       {"en del av posten saknas utan gallringspost",
        "a part of the record is missing without an erasure record"}},
      {"proof_mismatch",
       {"beviset leder inte från posten till kontrollpunkten",
        "the proof does not lead from the record to the checkpoint"}},
      {"root_mismatch",
       {"posterna stämmer inte med den undertecknade huvudfilen; första fel ligger här eller senare",
        "the records disagree with the signed head; the first wrong one is here or later"}},
      {"rows_mismatch",
       {"en tabell har rader som ingen post förklarar",
        "a table holds rows that no record explains"}},
      {"schema_mismatch",
       {"databasens tabeller eller utlösare har ändrats",
        "the database's tables or triggers were changed"}},
      {"signature_invalid",
       {"kontrollpunkten är inte undertecknad med den angivna nyckeln",
        "the checkpoint is not signed with the given key"}},
      {"signer_mismatch",
       {"posterna stämmer inte med det som undertecknaren senast skrev under",
        "the records disagree with what the signer last signed"}},
      {"tile_mismatch",
       {"trädets mellanlagrade noder stämmer inte med posterna",
        "the tree's stored nodes disagree with the records"}},
      {"time_order", {"posten är äldre än den före", "the record is older than the one before"}},
      {"truncated",
       {"poster som är undertecknade saknas från och med denna",
        "signed records are missing from this one on"}},
      {"unsigned_tail",
       {"posterna från och med denna är varken undertecknade eller bekräftade av nyckeldatabasen",
        "the records from this one on are neither signed nor confirmed by the key database"}},
      {"verifier_key_missing",
       {"loggens öppna nyckel saknas", "the log's public key is missing"}}};
  const auto at = kTexts.find(kind);
  LocalText text = at != kTexts.end() ? at->second : LocalText{kind, kind};
  if (!detail.empty()) {
    const std::string shown = printable(detail);  // SQLite quotes a damaged schema as it stands
    text.sv += ": " + shown;
    text.en += ": " + shown;
  }
  return text;
}

}  // namespace stadga::audit

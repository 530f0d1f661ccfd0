// messages.h - what is said about legal review. Holds text outside ASCII.
#pragma once
#include <string>

#include "stadga/base/result.h"

namespace stadga::review::messages {

inline LocalText statement() {
  return {"Jag har läst bestämmelsen, det som den bygger på och den lag som den hänvisar till, och anser att den återger lagen.",
          "I have read the provision, what it rests on and the law that it cites, and find that it renders the law."};
}

// ---- files ----------------------------------------------------------------------------------

inline LocalText no_signature_file() {
  return {"filen är ingen fil med underskrifter från stadga review sign",
          "the file is not a file of signatures made by stadga review sign"};
}
inline LocalText malformed_signature() {
  return {"en underskrift är felskriven", "a signature is malformed"};
}
inline LocalText no_waiver_file() {
  return {"filen är ingen fil med undantag från stadga review waive",
          "the file is not a file of waivers made by stadga review waive"};
}
inline LocalText malformed_waiver() {
  return {"ett undantag är felskrivet", "a waiver is malformed"};
}
inline LocalText not_as_written() {
  return {"filen är ändrad för hand: byten stämmer inte med hur den skrivs",
          "the file has been changed by hand: its bytes are not as it is written"};
}
inline LocalText bad_reviewer(const std::string& line) {
  return {"rad " + line + " är ingen publik nyckel (namn+hash+base64) följd av vems den är",
          "line " + line + " is not a public key (name+hash+base64) followed by whose it is"};
}
inline LocalText reviewer_twice(const std::string& line) {
  return {"rad " + line + " har en nyckel som redan står i filen",
          "line " + line + " has a key that already stands in the file"};
}
inline LocalText no_author_file() {
  return {"filen är ingen fil över vem som skrivit reglerna (\"format\": \"stadga-authors\", \"stadga\": 1)",
          "the file does not say who wrote the rules (\"format\": \"stadga-authors\", \"stadga\": 1)"};
}
inline LocalText malformed_authors() {
  return {"filen över vem som skrivit reglerna är felskriven", "the file of authors is malformed"};
}
inline LocalText no_private_key() {
  return {"filen håller ingen privat granskningsnyckel från stadga review keygen",
          "the file holds no private review key made by stadga review keygen"};
}

// ---- keys and signing -------------------------------------------------------------------------

inline LocalText bad_key_name() {
  return {"nyckelns namn får inte vara tomt och inte innehålla mellanslag, plustecken eller styrtecken",
          "a key's name must not be empty and must not hold white space, a plus sign or control characters"};
}
inline LocalText demonstration_name() {
  return {"bara en demonstrationsnyckel får ha ett namn som börjar med demonstration-; lägg till --demonstration",
          "only a demonstration key may have a name that begins with demonstration-; add --demonstration"};
}
inline LocalText no_author(const std::string& rule) {
  return {"det står inte vem som skrivit " + rule + "; skriv granskning/forfattare.json eller ange --author",
          "nobody is said to have written " + rule + "; write granskning/forfattare.json or give --author"};
}
inline LocalText other_author(const std::string& rule, const std::string& author) {
  return {rule + " har enligt granskning/forfattare.json en annan författare: " + author,
          rule + " has another author by granskning/forfattare.json: " + author};
}
inline LocalText cannot_be_signed() {
  return {"dag (ÅÅÅÅ-MM-DD), granskare, författare och uttalande måste vara läsbar text på högst 1 000 byte",
          "day (YYYY-MM-DD), reviewer, author and statement must be readable text of at most 1,000 bytes"};
}
inline LocalText reviewer_is_author(const std::string& rule, const std::string& reviewer) {
  return {reviewer + " har skrivit " + rule + " och kan inte granska den",
          reviewer + " wrote " + rule + " and cannot review it"};
}

// ---- waivers --------------------------------------------------------------------------------

inline LocalText cannot_be_waived_so() {
  return {"dag (ÅÅÅÅ-MM-DD), namn och skäl måste vara läsbar text på högst 1 000 byte",
          "day (YYYY-MM-DD), name and reason must be readable text of at most 1,000 bytes"};
}
inline LocalText waiver_by_author(const std::string& by) {
  return {by + " har skrivit regler i regelverket och kan inte undanta dem från krav på bevis",
          by + " wrote rules of the rule set and cannot waive their proof"};
}
inline LocalText no_such_obligation(const std::string& nearest) {
  return {"kontrollen ställer inget sådant krav; närmast är " + nearest,
          "the check has no such obligation; the nearest is " + nearest};
}
inline LocalText nothing_asked() {
  return {"kontrollen ställer inget sådant krav", "the check has no such obligation"};
}
inline LocalText already_settled() {
  return {"kravet behöver inget undantag: det hindrar ingen utgåva",
          "the obligation needs no waiver: it stands in no release's way"};
}
inline LocalText refuted_cannot_be_waived() {
  return {"ett motbevisat krav kan inte undantas; rätta reglerna",
          "a refuted obligation cannot be waived; correct the rules"};
}

// ---- law ------------------------------------------------------------------------------------

inline LocalText unresolved_law(const std::string& title) {
  return {title + " har inget nummer i författningssamlingen, så hänvisningen kan inte följas",
          title + " has no number in the statute book, so the citation cannot be followed"};
}
inline LocalText never_verified(const std::string& title) {
  return {"det står inte till och med vilken dag " + title + " är kontrollerad",
          "nothing says up to what day " + title + " was checked"};
}
inline LocalText verified_too_long_ago(const std::string& title, const std::string& to,
                                       const std::string& day) {
  return {title + " är kontrollerad till och med " + to + ", inte till och med " + day,
          title + " was checked up to " + to + ", not up to " + day};
}

}  // namespace stadga::review::messages

// messages.h - what is said about a bundle that cannot be read. Holds text outside ASCII.
#pragma once
#include <string>

#include "stadga/base/result.h"

namespace stadga::engine::messages {

inline LocalText not_a_bundle() {
  return {"filen är inget regelpaket", "the file is no rule bundle"};
}
inline LocalText malformed_bundle(const std::string& where) {
  return {"regelpaketet är felskrivet vid " + where, "the bundle is malformed at " + where};
}
inline LocalText ill_formed_model(const std::string& where) {
  return {"regelpaketets regler är inte välformade: " + where,
          "the rules of the bundle are not well-formed: " + where};
}
inline LocalText wrong_hash(const std::string& what) {
  return {"hashvärdet stämmer inte för " + what, "the hash does not match for " + what};
}
inline LocalText malformed_reviews(const std::string& where) {
  return {"granskningens underskrifter är felskrivna vid " + (where.empty() ? "/" : where),
          "the review signatures are malformed at " + (where.empty() ? "/" : where)};
}
inline LocalText false_signature(const std::string& rule) {
  return {"underskriften av " + rule + " är inte äkta", "the signature of " + rule + " is not genuine"};
}
inline LocalText false_waiver(const std::string& obligation) {
  return {"undantaget för " + obligation + " är inte äkta",
          "the waiver of " + obligation + " is not genuine"};
}
inline LocalText unknown_semantics(const std::string& number) {
  return {"regelpaketet är skrivet för semantik " + number + ", som den här versionen inte känner",
          "the bundle is written for semantics " + number + ", which this version does not know"};
}
inline LocalText cannot_write(const std::string& why) {
  return {"regelpaketet kan inte skrivas: " + why, "the bundle cannot be written: " + why};
}

}  // namespace stadga::engine::messages

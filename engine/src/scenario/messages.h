// messages.h - how a scenario differs from what was expected. Holds text outside ASCII.
#pragma once
#include <string>

#include "stadga/base/result.h"

namespace stadga::engine::messages {

inline LocalText differs(const LocalText& what, const std::string& expected,
                         const std::string& found) {
  return {what.sv + ": väntat " + expected + ", fick " + found,
          what.en + ": expected " + expected + ", got " + found};
}
inline LocalText status() { return {"status", "status"}; }
inline LocalText outcome() { return {"utfall", "outcome"}; }
inline LocalText referral() { return {"hänvisning", "referral"}; }
inline LocalText value(const std::string& name) { return {name, name}; }
inline LocalText reasons() { return {"skäl", "reasons"}; }
inline LocalText missing() { return {"saknas", "missing"}; }
inline LocalText indicator(const std::string& rule) {
  return {"riktmärke " + rule, "guideline " + rule};
}
inline LocalText problems() { return {"fel", "errors"}; }
inline LocalText unknown_value(const std::string& name) {
  return {"regelverket har inget värde `" + name + "`", "the rule set has no value `" + name + "`"};
}
inline const char* nothing() { return "-"; }
inline const char* no_value() { return "inget värde"; }
inline const char* yes() { return "ja"; }
inline const char* no() { return "nej"; }

}  // namespace stadga::engine::messages

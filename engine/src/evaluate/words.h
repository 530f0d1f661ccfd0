// words.h - the Swedish and English words of decisions. Holds text outside ASCII.
#pragma once
#include <array>
#include <string>
#include <string_view>

namespace stadga::engine::words {

inline std::string yes_no(bool value, bool swedish) {
  if (swedish) return value ? "ja" : "nej";
  return value ? "yes" : "no";
}
inline const char* unknown(bool swedish) { return swedish ? "okänt" : "unknown"; }
inline const char* none(bool swedish) { return swedish ? "inget" : "none"; }
inline const char* no_limit(bool swedish) { return swedish ? "ingen gräns" : "no limit"; }
inline const char* last_and(bool swedish) { return swedish ? " och " : " and "; }
inline std::string months(const std::string& n, bool swedish) {
  if (swedish) return n + (n == "1" ? " månad" : " månader");
  return n + (n == "1" ? " month" : " months");
}
inline std::string days(const std::string& n, bool swedish) {
  if (swedish) return n + (n == "1" ? " dag" : " dagar");
  return n + (n == "1" ? " day" : " days");
}

inline constexpr std::array<const char*, 20> kOrdinals{
    "första",   "andra",    "tredje",    "fjärde",  "femte",    "sjätte",    "sjunde",
    "åttonde",  "nionde",   "tionde",    "elfte",   "tolfte",   "trettonde", "fjortonde",
    "femtonde", "sextonde", "sjuttonde", "artonde", "nittonde", "tjugonde"};
inline std::string ordinal(std::string_view number) {
  for (std::size_t i = 0; i < kOrdinals.size(); ++i) {
    if (number == std::to_string(i + 1)) return kOrdinals.at(i);
  }
  return std::string(number);
}
inline std::string chapter(const std::string& n) { return n + " kap."; }
// "25 §", "19–20 §§": rule text writes a hyphen, a jurist reads a dash.
inline std::string section(std::string n) {
  const auto hyphen = n.find('-');
  const bool several = hyphen != std::string::npos || n.find(',') != std::string::npos;
  if (hyphen != std::string::npos) n.replace(hyphen, 1, "–");
  return n + (several ? " §§" : " §");
}
inline std::string stycke(const std::string& n) { return ordinal(n) + " stycket"; }
inline std::string mening(const std::string& n) { return ordinal(n) + " meningen"; }
inline std::string punkt(const std::string& n) { return n + " p."; }

inline constexpr const char* kCommunication = "kommunikation";
inline constexpr const char* kRoute = "väg";
inline constexpr const char* kCompletion = "komplettering";

// Weights as the decision shows them.
inline constexpr std::array<const char*, 7> kWeights{
    "lag", "förordning", "föreskrift", "praxis", "allmänt råd", "riktlinje", "sedvana"};

}  // namespace stadga::engine::words

// sections_appeal.cpp - how the decision is appealed, in sentences of the rule set's own words.
#include <algorithm>

#include "sections.h"
#include "stadga/base/text.h"
#include "stadga/engine/law_text.h"
#include "words.h"

namespace stadga::explain {
namespace {

using engine::AppealRoute;
using engine::Citation;

std::string route_words(AppealRoute route, const Subject& s) {
  if (route == AppealRoute::kLegality)
    return s.t({"överklagas i stället genom laglighetsprövning",
                "is appealed by a review of legality (laglighetsprövning) instead"});
  if (route == AppealRoute::kNone) return s.t({"får inte överklagas", "may not be appealed"});
  return s.t({"överklagas i stället genom förvaltningsbesvär",
              "is appealed on its merits (förvaltningsbesvär) instead"});
}

// "till rätten, ges in till nämnden, tre veckor från delfåendet", part by part.
struct Manner {
  std::string to, handed_in, time;
};

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(", ", at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 2;
  }
  return out;
}

// nullopt where a part is not recognised, or is in another language than the frame: then the words
// are quoted as they stand, and nothing is made of them.
std::optional<Manner> manner_of(const Subject& s, const std::string& text) {
  const std::string language = s.language == MessageLanguage::kSwedish ? "sv" : "en";
  if (s.ruleset.header.language != language) return std::nullopt;
  Manner out;
  for (const std::string& part : split(text)) {
    const bool time = part.find(s.t({" från ", " from "})) != std::string::npos;
    std::string* place = nullptr;
    if (part.starts_with(s.t({"till ", "to "}))) place = &out.to;
    if (part.starts_with(s.t({"ges in till ", "handed in to "}))) place = &out.handed_in;
    if (place == nullptr && time) place = &out.time;
    if (place == nullptr || !place->empty()) return std::nullopt;
    *place = part;
  }
  if (out.to.empty()) return std::nullopt;
  return out;
}

std::vector<std::string> manner_words(const Subject& s, const std::string& lead,
                                      const Manner& manner) {
  std::vector<std::string> out{lead + " " + manner.to};
  if (!manner.handed_in.empty())
    out.push_back(s.t({"Överklagandet ", "The appeal is "}) + manner.handed_in);
  if (!manner.time.empty())
    out.push_back(s.t({"Tiden för att överklaga är ", "The time for appeal is "}) + manner.time);
  return out;
}

std::vector<std::string> appeal_words(const Subject& s) {
  const engine::Header& header = s.ruleset.header;
  const std::string law = cited(s.ruleset, header.appeal_citations);
  if (header.appeal == AppealRoute::kNone)
    return {s.t({"Beslutet får inte överklagas", "The decision may not be appealed"}) + law + "."};
  const std::string how =
      header.appeal == AppealRoute::kLegality
          ? s.t({" genom laglighetsprövning", " by a review of legality (laglighetsprövning)"})
          : "";
  const std::string lead =
      (s.proposal() ? s.t({"När ett beslut har fattats får det överklagas",
                           "Once a decision is made, it may be appealed"})
                    : s.t({"Beslutet får överklagas", "The decision may be appealed"})) +
      how;
  const std::string text = printable(header.appeal_text);
  std::vector<std::string> out{lead};
  if (const auto manner = manner_of(s, text)) {
    out = manner_words(s, lead, *manner);
  } else if (!text.empty()) {
    out.push_back(s.t({"Regelverket anger hur: ", "The rule set says how: "}) +
                  quote_marks(true, s.language) + text + quote_marks(false, s.language));
  }
  out.back() += law;
  for (std::string& one : out) one += ".";
  return out;
}

// Sections of an act that take another way than the rest of the decision.
std::vector<std::string> other_routes(const Subject& s) {
  std::vector<std::string> out;
  for (const engine::ProvisionRoute& route : s.ruleset.routes) {
    const std::vector<Citation> used = relied_on(s);
    const bool meant = std::any_of(used.begin(), used.end(), [&](const Citation& one) {
      return one.source == route.provision.source && one.chapter == route.provision.chapter &&
             one.section == route.provision.section;
    });
    if (!meant || route.route == s.ruleset.header.appeal) continue;
    out.push_back(s.t({"Den del som grundas på ", "The part based on "}) +
                  engine::citation_text(s.ruleset, route.provision) + " " +
                  route_words(route.route, s) + ".");
  }
  return out;
}

}  // namespace

Section appeal_section(const Subject& s) {
  Section out{"appeal", s.t({"Hur man överklagar", "How to appeal"}), {}, {}};
  if (!s.determined()) return out;
  if (s.ruleset.header.appeal == AppealRoute::kUnset) {
    if (!s.to_applicant())
      out.sentences.push_back(s.t({"Regelverket säger inte hur beslutet överklagas.",
                                   "The rule set does not say how the decision is appealed."}));
    return out;
  }
  for (std::string& one : appeal_words(s)) out.sentences.push_back(std::move(one));
  for (std::string& other : other_routes(s)) out.sentences.push_back(std::move(other));
  return out;
}

}  // namespace stadga::explain

// review: keys for reviewers, their signatures in granskning/signaturer.json, and what those are
// worth. The command owns files, clock and randomness; the review room owns the rest.
#include <algorithm>
#include <set>

#include "files.h"
#include "load.h"
#include "operations.h"
#include "review_acts.h"
#include "review_files.h"
#include "stadga/base/text.h"
#include "stadga/review/files.h"
#include "stadga/review/sign.h"
#include "stadga/review/status.h"
#include "verbs.h"
#include "waivers.h"
#include "world.h"

namespace stadga::cli {
namespace {

using review::Unit;

Exit keygen(const ReviewOptions& options, Console& console) {
  std::array<std::uint8_t, 32> seed{};
  fill_random(seed);
  auto key = review::make_key(options.name, options.demonstration, seed);
  wipe(seed);
  if (!key) return console.fail(failed(key.error()));
  const std::string line = to_string(key->verifier());
  const std::string public_path = options.output + ".pub";
  if (path_exists(public_path)) return console.fail(failed(already_there(public_path)));
  std::string secret = to_private_text(*key) + "\n";
  const Status written = write_new(options.output, secret, true);
  wipe({reinterpret_cast<std::uint8_t*>(secret.data()), secret.size()});
  if (!written) return console.fail(failed(written.error()));
  if (Status shown = write_new(public_path, line + "\n", false); !shown) {
    return console.fail(failed(shown.error()));
  }
  if (console.json()) {
    console.json_line(JsonObject{{"stadga", 1}, {"key", line}, {"file", printable(options.output)}});
  } else {
    console.line(line);
  }
  return console.finish(kHolds);
}

// Every id that is not there is named, with the nearest that is.
Failed unknown_rules(const std::vector<std::string>& ids, const std::vector<Unit>& units) {
  Failed out;
  for (const std::string& id : ids) {
    const auto nearest =
        std::min_element(units.begin(), units.end(), [&](const Unit& a, const Unit& b) {
          return edit_distance(a.id, id) < edit_distance(b.id, id);
        });
    const std::string near = nearest == units.end() ? "" : nearest->id;
    out.problems.push_back({"S7005", id,
                            {"regelverket har ingen sådan del; närmast är " + near,
                             "the rule set has no such part; the nearest is " + near},
                            {}, {}});
  }
  return out;
}

std::variant<std::vector<const Unit*>, Failed> chosen(const ReviewOptions& options,
                                                      const std::vector<Unit>& units) {
  std::vector<const Unit*> out;
  std::vector<std::string> unknown;
  for (const Unit& unit : units) {
    if (options.all) out.push_back(&unit);
  }
  for (const std::string& id : composed(options.rules)) {
    const auto found = std::find_if(units.begin(), units.end(),
                                    [&](const Unit& unit) { return unit.id == id; });
    if (found == units.end()) {
      unknown.push_back(first_bad_utf8(id) ? printable(id) : id);
    } else if (std::find(out.begin(), out.end(), &*found) == out.end()) {
      out.push_back(&*found);
    }
  }
  if (!unknown.empty()) return unknown_rules(unknown, units);
  return out;
}

bool says_the_same(const engine::ReviewSignature& a, const engine::ReviewSignature& b) {
  return a.rule == b.rule && a.rule_hash == b.rule_hash && a.cone == b.cone && a.key == b.key &&
         a.reviewer == b.reviewer && a.authors == b.authors && a.ruleset == b.ruleset &&
         a.statement == b.statement && engine::is_genuine(a);
}

void warn_if_untrusted(const engine::Reviews& reviews, const SignerKey& key,
                       const Console& console) {
  const std::string line = to_string(key.verifier());
  const bool trusted =
      std::any_of(reviews.reviewers.begin(), reviews.reviewers.end(),
                  [&](const engine::Reviewer& reviewer) { return reviewer.key == line; });
  if (trusted) return;
  warn(console, {"nyckeln står inte i granskning/granskare.txt; underskrifterna räknas inte förrän den gör det",
                 "the key is not in granskning/granskare.txt; the signatures do not count until it is"});
}

Exit sign(const ReviewOptions& options, Console& console) {
  auto desk = open_to_sign(options, console);
  if (const auto* failure = std::get_if<Failed>(&desk)) return console.fail(*failure);
  auto& [loaded, reviews, key] = std::get<SigningDesk>(desk);
  const engine::Package& package = loaded.package();

  const std::vector<Unit> units = review::units_of(package);
  const auto wanted = chosen(options, units);
  if (const auto* failure = std::get_if<Failed>(&wanted)) return console.fail(*failure);
  const review::Signing signing{
      package.base.header.name, composed(options.reviewer), composed(options.authors),
      options.day.empty() ? to_string(today()) : options.day,
      options.statement.empty() ? review::standard_statement(package.base.header.language)
                                : composed(options.statement)};
  Signed result;
  Failed refused;
  for (const Unit* unit : std::get<std::vector<const Unit*>>(wanted)) {
    auto signature = review::sign(*unit, signing, reviews.authors, key);
    if (!signature) {
      refused.problems.push_back(failed(signature.error()).problems.front());
      continue;
    }
    const bool known = std::any_of(
        reviews.signatures.begin(), reviews.signatures.end(),
        [&](const engine::ReviewSignature& other) { return says_the_same(other, *signature); });
    (known ? result.before : result.now).push_back(unit->id);
    if (!known) reviews.signatures.push_back(std::move(signature).value());
  }
  if (!refused.problems.empty()) return console.fail(refused);
  if (!result.now.empty()) {
    const std::string bytes = review::write_signatures(reviews.signatures);
    if (Status written = write_review_file(signature_file(options.ruleset), bytes); !written) {
      return console.fail(failed(written.error()));
    }
  }
  warn_if_untrusted(reviews, key, console);
  show_signed(result, {"signed", {"signerad", "signed"},
                       {"redan signerad, oförändrad", "signed before, unchanged"}},
              signature_file(options.ruleset), console);
  return console.finish(kHolds);
}

// A bundle's own word about its states must be what its signatures give.
bool states_as_found(const engine::Package& package, const engine::Reviews& reviews) {
  const review::Report report = review::status(package, reviews);
  std::map<std::string, std::string> states;
  for (const review::UnitStatus& unit : report.units) states.emplace(unit.unit.id, unit.state());
  return states == reviews.states;
}

bool release_as_found(const Loaded& release) {
  const engine::Package& package = release.package();
  const engine::Reviews& reviews = *release.bundle.reviews;
  const Json& checks = release.bundle.checks;
  return states_as_found(package, reviews) &&
         recorded_as_found(checks, review::judge_waivers(package, reviews, asked_of(checks)));
}

void waiver_lines(const std::vector<review::JudgedWaiver>& waivers, Console& console) {
  for (const review::JudgedWaiver& judged : waivers) {
    const std::string text = judged.waiver.obligation + ": " + console.in(review::waiver_text(judged));
    console.line(printable(text) + (console.format() == Format::kPlain ? "." : ""));
  }
}

void show_status(const engine::Package& package, const review::Report& report,
                 const std::vector<review::JudgedWaiver>& waivers, bool pinned, Console& console) {
  if (!console.json()) {
    waiver_lines(waivers, console);
    return console.write(
        review::to_text(report, console.language(), console.format() == Format::kPlain));
  }
  Json json = review::to_json(report);
  JsonObject& members = *json.as_object();
  members["stadga"] = 1;
  members["ruleset"] = ruleset_json(package);
  JsonArray listed;
  for (const review::JudgedWaiver& judged : waivers) listed.push_back(review::to_json(judged));
  members["waivers"] = std::move(listed);
  members["trust"] = pinned ? "pinned" : "self-declared";
  console.json_line(json);
}

Exit status(const ReviewOptions& options, Console& console) {
  auto outcome = load({options.ruleset, {}, false});
  if (auto* failure = std::get_if<Failed>(&outcome)) return console.fail(*failure);
  const Loaded& loaded = std::get<Loaded>(outcome);
  console.ruleset_language(loaded.package().base.header.language);
  auto reviews = reviews_of(loaded, options.ruleset, options.keys);
  if (!reviews) return console.fail(failed(reviews.error()));
  const bool is_bundle = !loaded.bytes.empty();
  bool recorded = true;
  if (is_bundle && loaded.bundle.reviews) {
    recorded = release_as_found(loaded);
  }
  reviews->demonstration = options.demonstration;
  const auto waivers = review::judge_waivers(loaded.package(), *reviews, asked_of(loaded.bundle.checks));
  const review::Report report = review::status(loaded.package(), *reviews);
  if (is_bundle && options.keys.empty()) {
    warn(console, {"granskarnas nycklar kommer ur paketet självt; ange --keys för att pröva mot egna",
                   "the reviewers' keys come from the bundle itself; give --keys to check against your own"});
  }
  show_status(loaded.package(), report, waivers, !options.keys.empty(), console);
  if (!recorded) {
    console.say(LocalText{"fel S7011: paketet uppger en annan granskning än dess underskrifter visar",
                          "error S7011: the bundle states another review than its signatures show"});
  }
  const bool forged = std::any_of(waivers.begin(), waivers.end(), [](const auto& judged) {
    return judged.worth == review::WaiverWorth::kFalse;
  });
  return console.finish(report.holds() && recorded && !forged ? kHolds : kFinding);
}

}  // namespace

Exit run(const ReviewOptions& options, Console& console) {
  switch (options.act) {
    case ReviewOptions::Act::kKeygen:
      return keygen(options, console);
    case ReviewOptions::Act::kSign:
      return sign(options, console);
    case ReviewOptions::Act::kWaive:
      return waive(options, console);
    case ReviewOptions::Act::kStatus:
      return status(options, console);
  }
  return kInternal;
}

}  // namespace stadga::cli

// review waive: a named person answers for a proof that is lacking. The proofs are run again first,
// so that nobody waives what is proved, refuted or not asked.
#include <algorithm>

#include "files.h"
#include "load.h"
#include "progress.h"
#include "review_acts.h"
#include "review_files.h"
#include "stadga/base/text.h"
#include "stadga/review/files.h"
#include "stadga/review/waivers.h"
#include "waivers.h"

namespace stadga::cli {
namespace {

bool says_the_same(engine::Waiver a, const engine::Waiver& b) {
  a.signature = b.signature;
  return a == b && engine::is_genuine(b);
}

// Only the municipality's proofs where all that is waived is one municipality's.
std::string municipality_of(const std::vector<std::string>& ids, const engine::Package& package) {
  for (const auto& [code, ruleset] : package.municipal) {
    const std::string start = code + "/";
    const bool all = std::all_of(ids.begin(), ids.end(),
                                 [&](const std::string& id) { return id.starts_with(start); });
    if (all) return code;
  }
  return "";
}

Result<std::vector<review::Asked>> ask(const engine::Package& package,
                                       const std::string& municipality, const Console& console) {
  Progress progress(console, {"bevisar", "proving"});
  verify::CheckOptions wanted;
  wanted.municipality = municipality;
  wanted.settled = progress.of_check();
  auto result = verify::check(package, wanted);
  if (!result) return result.error();
  return asked_of(*result);
}

// The key may not be trusted yet, or be for demonstration.
void warn_what_does_not_count(const engine::Package& package, engine::Reviews reviews,
                              const std::vector<review::Asked>& asked, const Signed& result,
                              const std::string& key, const Console& console) {
  std::erase_if(reviews.waivers, [&](const engine::Waiver& waiver) {
    const auto has = [&](const std::vector<std::string>& ids) {
      return std::find(ids.begin(), ids.end(), waiver.obligation) != ids.end();
    };
    return waiver.key != key || (!has(result.now) && !has(result.before));
  });
  warn_waivers(console, review::judge_waivers(package, reviews, asked));
}

review::Waiving waiving_of(const ReviewOptions& options) {
  return {composed(options.by), composed(options.reason), options.day};
}

struct Waives {
  const engine::Package& package;
  const std::vector<review::Asked>& asked;
  review::Waiving waiving;
  const SignerKey& key;
};

// Adds a waiver of each to `reviews`, or says of each why it is refused.
std::variant<Signed, Failed> waive_each(const std::vector<std::string>& ids, const Waives& by,
                                        engine::Reviews& reviews) {
  Signed result;
  Failed refused;
  for (const std::string& id : ids) {
    auto waiver = review::waive(by.package, reviews, by.asked, id, by.waiving, by.key);
    if (!waiver) {
      refused.problems.push_back(failed(waiver.error()).problems.front());
      continue;
    }
    const bool known =
        std::any_of(reviews.waivers.begin(), reviews.waivers.end(),
                    [&](const engine::Waiver& other) { return says_the_same(*waiver, other); });
    (known ? result.before : result.now).push_back(id);
    if (!known) reviews.waivers.push_back(std::move(waiver).value());
  }
  if (!refused.problems.empty()) return refused;
  return result;
}

}  // namespace

Exit waive(const ReviewOptions& options, Console& console) {
  auto desk = open_to_sign(options, console);
  if (const auto* failure = std::get_if<Failed>(&desk)) return console.fail(*failure);
  auto& [loaded, reviews, key] = std::get<SigningDesk>(desk);
  const engine::Package& package = loaded.package();
  std::vector<std::string> ids = composed(options.obligations);
  for (std::string& id : ids) {
    if (first_bad_utf8(id)) id = printable(id);
  }
  auto asked = ask(package, municipality_of(ids, package), console);
  if (!asked) return console.fail(failed(asked.error()));

  const auto done = waive_each(ids, {package, *asked, waiving_of(options), key}, reviews);
  if (const auto* failure = std::get_if<Failed>(&done)) return console.fail(*failure);
  const Signed& result = std::get<Signed>(done);
  const std::string file = waiver_file(options.ruleset);
  if (!result.now.empty()) {
    const Status written = write_review_file(file, review::write_waivers(reviews.waivers));
    if (!written) return console.fail(failed(written.error()));
  }
  warn_what_does_not_count(package, reviews, *asked, result, to_string(key.verifier()), console);
  show_signed(result,
              {"waived",
               {"undantaget från krav på bevis", "proof waived"},
               {"redan undantaget, oförändrat", "waived before, unchanged"}},
              file, console);
  return console.finish(kHolds);
}

}  // namespace stadga::cli

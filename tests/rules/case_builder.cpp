#include "rules/case_builder.h"

#include <array>

#include "rules/names.h"

namespace stadga::rules {
namespace {

using support::Random;

Json word(Kind value) {
  return value == Kind::kNew ? name::kNew : value == Kind::kRenewal ? name::kRenewal : name::kLost;
}
Json word(Role value) { return value == Role::kDriver ? name::kDriver : name::kPassenger; }
Json word(Registered value) {
  return value == Registered::kHere        ? name::kHere
         : value == Registered::kElsewhere ? name::kElsewhere
                                           : name::kAbroad;
}
Json word(PermitStatus value) {
  return value == PermitStatus::kActive    ? name::kActive
         : value == PermitStatus::kExpired ? name::kExpired
                                           : name::kBlocked;
}
Json word(BlockedFor value) { return value == BlockedFor::kLost ? name::kLost : name::kOther; }
Json word(bool value) { return value; }
Json word(int value) { return value; }
Json word(Day value) { return day_text(value); }
Json word(const std::string& value) { return value; }
template <typename T>
Json word(const std::optional<T>& value) {
  return value ? word(*value) : Json();
}

template <typename T>
void put(JsonObject& object, const char* key, const Known<T>& value) {
  if (value) object[key] = word(*value);
}
void put_assessment(JsonObject& facts, const char* key, const Known<bool>& value) {
  if (!value) return;
  facts[key] =
      JsonObject{{"value", *value}, {"assessor", name::kCaseworker}, {"reason", "utredning"}};
}

Json permit_json(const Permit& permit) {
  JsonObject object;
  put(object, name::kStatus, permit.status);
  put(object, name::kLastDay, permit.last_day);
  put(object, name::kBlockedFor, permit.blocked_for);
  return object;
}

Json facts_json(const ParkingCase& c) {
  JsonObject facts;
  put(facts, name::kKind, c.kind);
  put(facts, name::kRole, c.role);
  put(facts, name::kRegistered, c.registered);
  put(facts, name::kStays, c.stays);
  put(facts, name::kInsists, c.insists);
  put(facts, name::kPhoto, c.photo);
  put(facts, name::kSignature, c.signature);
  put(facts, name::kCanSign, c.can_sign);
  put(facts, name::kCanWalk, c.can_walk);
  put(facts, name::kPolice, c.police);
  put(facts, name::kMetres, c.metres);
  put(facts, name::kMonths, c.months);
  if (c.certificate) {
    const auto& issued = *c.certificate;
    facts[name::kCertificate] =
        issued ? Json(JsonObject{{name::kIssued, day_text(*issued)}}) : Json();
  }
  if (c.permits) {
    JsonArray list;
    for (const Permit& permit : *c.permits) list.push_back(permit_json(permit));
    facts[name::kPermits] = list;
  }
  put_assessment(facts, name::kLasting, c.lasting);
  put_assessment(facts, name::kDifficulties, c.difficulties);
  put_assessment(facts, name::kNeedsHelp, c.needs_help);
  put_assessment(facts, name::kInvestigated, c.investigated);
  return facts;
}

// ---- random ------------------------------------------------------------------------------------

Day civil(int year, unsigned month, unsigned day) {
  return Day{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)};
}

Day decision_day(Random& random) {
  const Day first = civil(2018, 7, 1), last = civil(2099, 12, 31);
  const std::array special = {first,
                              last,
                              civil(2026, 11, 22),
                              civil(2026, 12, 31),
                              civil(2027, 12, 31),
                              civil(2028, 2, 29),
                              civil(2028, 12, 30),
                              civil(2096, 2, 29)};
  if (random.chance(40)) return special.at(random.below(special.size()));
  return first + std::chrono::days{random.between(0, (last - first).count())};
}

// Last days meet the decision day, two months on, and far away on either side.
Day last_day(Random& random, Day day) {
  const int near = static_cast<int>(random.between(-2, 2));
  switch (random.below(4)) {
    case 0:
      return day + std::chrono::days{near};
    case 1:
      return add_months(day, 2) + std::chrono::days{near};
    case 2:
      return day + std::chrono::days{random.between(-900, 900)};
    default:
      return add_months(day, 1 + static_cast<int>(random.below(60)));
  }
}

template <typename T>
Known<T> maybe(Random& random, const Mix& mix, T value) {
  if (random.chance(mix.unknown_percent)) return std::nullopt;
  return value;
}

Permit random_permit(Random& random, const Mix& mix, Day day) {
  const std::array statuses = {PermitStatus::kActive, PermitStatus::kExpired,
                               PermitStatus::kBlocked};
  const std::uint64_t why = random.below(3);
  std::optional<BlockedFor> blocked;
  if (why == 0) blocked = BlockedFor::kLost;
  if (why == 1) blocked = BlockedFor::kOther;
  std::optional<Day> last;
  if (!random.chance(15)) last = last_day(random, day);
  return {maybe(random, mix, statuses.at(random.below(3))), maybe(random, mix, last),
          maybe(random, mix, blocked)};
}

std::vector<Permit> random_permits(Random& random, const Mix& mix, Day day) {
  std::vector<Permit> permits;
  const std::uint64_t count = random.chance(60) ? random.below(2) : random.below(5);
  for (std::uint64_t i = 0; i < count; ++i) permits.push_back(random_permit(random, mix, day));
  return permits;
}

int random_months(Random& random) {
  const std::array special = {1, 2, 6, 59, 60, 61, 1200};
  if (random.chance(60)) return special.at(random.below(special.size()));
  return static_cast<int>(random.between(1, 1200));
}

}  // namespace

Json case_file(const ParkingCase& facts) {
  return JsonObject{{"decision_date", day_text(facts.day)},
                    {"municipality", "2281"},
                    {"facts", facts_json(facts)}};
}

ParkingCase random_parking_case(Random& random, const Mix& mix) {
  const auto likely = [&] { return random.chance(mix.likely_percent); };
  const auto yes = [&] { return maybe(random, mix, likely()); };
  ParkingCase c;
  c.day = decision_day(random);
  const std::array kinds = {Kind::kNew, Kind::kRenewal, Kind::kLost};
  c.kind = maybe(random, mix, kinds.at(random.below(3)));
  c.role = maybe(random, mix, random.chance(50) ? Role::kDriver : Role::kPassenger);
  c.registered = maybe(random, mix,
                       likely()            ? Registered::kHere
                       : random.chance(50) ? Registered::kElsewhere
                                           : Registered::kAbroad);
  c.stays = yes();
  c.insists = maybe(random, mix, random.chance(50));
  c.photo = yes();
  c.signature = yes();
  c.can_sign = yes();
  c.can_walk = yes();
  std::optional<Day> certificate;
  if (likely()) certificate = c.day - std::chrono::days{random.below(400)};
  c.certificate = maybe(random, mix, certificate);
  std::optional<std::string> number;
  if (likely()) number = random.chance(50) ? "5000-K1234567-26" : "A-17";
  c.police = maybe(random, mix, number);
  c.permits = maybe(random, mix, random_permits(random, mix, c.day));
  c.metres = maybe(random, mix, static_cast<int>(random.between(0, 1000)));
  c.months = maybe(random, mix, random_months(random));
  c.lasting = yes();
  c.difficulties = yes();
  c.needs_help = yes();
  if (random.chance(20)) c.investigated = random.chance(60);
  return c;
}

}  // namespace stadga::rules

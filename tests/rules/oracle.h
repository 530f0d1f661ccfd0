// oracle.h - the result table of the parking set (docs/rules/parkeringstillstand.md) by hand.
//
// Plain C++ with its own calendar (std::chrono) and its own three-valued logic: it shares nothing
// with the engine, so that an error has to be made twice to stay unseen. An absent optional is an
// unknown fact; an inner optional without value is "inget".
#pragma once
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace stadga::rules {

using Day = std::chrono::sys_days;
template <typename T>
using Known = std::optional<T>;

enum class Kind { kNew, kRenewal, kLost };
enum class Role { kDriver, kPassenger };
enum class Registered { kHere, kElsewhere, kAbroad };
enum class PermitStatus { kActive, kExpired, kBlocked };
enum class BlockedFor { kLost, kOther };

struct Permit {
  Known<PermitStatus> status;
  Known<std::optional<Day>> last_day;
  Known<std::optional<BlockedFor>> blocked_for;
};

struct ParkingCase {
  Day day;
  Known<Kind> kind;
  Known<Role> role;
  Known<Registered> registered;
  Known<bool> stays, insists, photo, signature, can_sign, can_walk;
  Known<std::optional<Day>> certificate;
  Known<std::optional<std::string>> police;
  Known<std::vector<Permit>> permits;
  Known<int> metres, months;
  Known<bool> lasting, difficulties, needs_help, investigated;
};

struct Answer {
  std::string status, outcome, referral;
  std::map<std::string, std::string> values;  // every value that the known facts determine
  std::vector<std::string> reasons;           // ids, source order
  std::vector<std::string> missing;           // paths, source order
  friend bool operator==(const Answer&, const Answer&) = default;
};

[[nodiscard]] Answer expected_answer(const ParkingCase& facts);
[[nodiscard]] std::string day_text(Day day);        // YYYY-MM-DD
[[nodiscard]] Day add_months(Day day, int months);  // the day that does not exist: month's last
[[nodiscard]] std::string to_text(const Answer& answer);

}  // namespace stadga::rules

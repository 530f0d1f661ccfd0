// result.h - a value or an error, without exceptions on public boundaries.
// Member names follow std::expected so that it can become an alias in C++23.
#pragma once
#include <cstdlib>
#include <string>
#include <utility>
#include <variant>

namespace stadga {

// A text in both message languages. Decisions never depend on which one is shown.
struct LocalText {
  std::string sv;
  std::string en;
  friend bool operator==(const LocalText&, const LocalText&) = default;
};

enum class MessageLanguage { kSwedish, kEnglish };

[[nodiscard]] inline const std::string& in(const LocalText& text, MessageLanguage language) {
  return language == MessageLanguage::kSwedish ? text.sv : text.en;
}

// What kind of failure it is decides the exit status of the command (docs/contract of exit codes).
enum class Failure {
  kInvalidInput,  // 3: source, facts or file
  kFinding,       // 1: tampering, mismatch, idempotency conflict
  kStorage,       // 5: storage failed or busy; nothing acknowledged
  kUndecided,     // 4: artefact missing, semantics unknown
  kInternal,      // 70: a bug in Stadga
};

struct Error {
  Failure failure = Failure::kInternal;
  std::string code;     // stable, e.g. "S4003"
  LocalText message;    // lower case, no full stop, no C++ names
  std::string context;  // path, JSON pointer or file, may be empty
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}            // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::move(error)) {}        // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool has_value() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return has_value(); }
  [[nodiscard]] const T& value() const& { return std::get<T>(state_); }
  [[nodiscard]] T& value() & { return std::get<T>(state_); }
  [[nodiscard]] T&& value() && { return std::get<T>(std::move(state_)); }
  [[nodiscard]] const T& operator*() const& { return value(); }
  [[nodiscard]] T& operator*() & { return value(); }
  [[nodiscard]] T&& operator*() && { return std::move(*this).value(); }
  [[nodiscard]] const T* operator->() const { return &value(); }
  [[nodiscard]] T* operator->() { return &value(); }
  [[nodiscard]] const Error& error() const { return std::get<Error>(state_); }

 private:
  std::variant<T, Error> state_;
};

struct Unit {};
using Status = Result<Unit>;

}  // namespace stadga

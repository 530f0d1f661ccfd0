// smt.h - the only place where solver terms are made: folding constructors over one Z3 context.
//
// Constants are folded here, so that an encoding without unknown facts stays two-valued although it
// is written once for both modes. z3++ checks sorts by assertion only; the typed callers keep them.
// Deterministic: no term depends on addresses. Not thread-safe; one Smt per check.
#pragma once
#include <z3++.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace stadga::verify {

using Exprs = std::vector<z3::expr>;

// "4.8.12"
[[nodiscard]] std::string solver_version();

class Recorder;

class Smt {
 public:
  Smt() = default;
  // `opaque`: division is any function, which is enough, and much faster, where a proof needs only
  // that equal arguments give equal results.
  explicit Smt(bool opaque_division) : opaque_division_(opaque_division) {}
  Smt(const Smt&) = delete;
  Smt& operator=(const Smt&) = delete;

  [[nodiscard]] z3::context& context() { return context_; }

  [[nodiscard]] z3::expr truth(bool value);
  [[nodiscard]] z3::expr number(std::int64_t value);
  [[nodiscard]] z3::expr fresh_bool(const std::string& name);
  [[nodiscard]] z3::expr fresh_int(const std::string& name);

  [[nodiscard]] z3::expr all(const Exprs& parts);
  [[nodiscard]] z3::expr any(const Exprs& parts);
  [[nodiscard]] z3::expr negate(const z3::expr& value);
  [[nodiscard]] z3::expr choose(const z3::expr& condition, const z3::expr& a, const z3::expr& b);
  [[nodiscard]] z3::expr equal(const z3::expr& a, const z3::expr& b);
  [[nodiscard]] z3::expr less(const z3::expr& a, const z3::expr& b);
  [[nodiscard]] z3::expr at_most(const z3::expr& a, const z3::expr& b);
  [[nodiscard]] z3::expr between(std::int64_t low, const z3::expr& value, std::int64_t high);

  [[nodiscard]] z3::expr add(const z3::expr& a, const z3::expr& b);
  [[nodiscard]] z3::expr subtract(const z3::expr& a, const z3::expr& b);
  [[nodiscard]] z3::expr times(const z3::expr& a, std::int64_t factor);
  [[nodiscard]] z3::expr divide(const z3::expr& a, std::int64_t by);     // floor, by > 0
  [[nodiscard]] z3::expr remainder(const z3::expr& a, std::int64_t by);  // 0..by-1, by > 0

  // Facts about fresh constants (a defined date, say) that hold in every query.
  void require(const z3::expr& axiom) { axioms_.push_back(axiom); }
  [[nodiscard]] const Exprs& axioms() const { return axioms_; }

  // Where what the solver is asked is kept; none: nowhere.
  void record_to(Recorder* recorder) { recorder_ = recorder; }
  [[nodiscard]] Recorder* recorder() const { return recorder_; }

  // Solver steps since the last call; `total` is the context's running count.
  [[nodiscard]] std::uint64_t steps_since(std::uint64_t total) {
    const std::uint64_t used = total - steps_;
    steps_ = total;
    return used;
  }

 private:
  [[nodiscard]] std::string unique(const std::string& name);
  [[nodiscard]] z3::expr opaque(const char* name, const z3::expr& a, std::int64_t by);

  z3::context context_;
  Exprs axioms_;
  bool opaque_division_ = false;
  std::map<std::string, std::uint32_t> next_;
  std::uint64_t steps_ = 0;
  Recorder* recorder_ = nullptr;
};

}  // namespace stadga::verify

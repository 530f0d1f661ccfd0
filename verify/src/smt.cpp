// smt.cpp - folding constructors: true, false and numerals are simplified as terms are built.
#include "smt.h"

#include <optional>

namespace stadga::verify {
namespace {

std::optional<std::int64_t> numeral(const z3::expr& value) {
  std::int64_t out = 0;
  if (value.is_numeral() && value.is_numeral_i64(out)) return out;
  return std::nullopt;
}

z3::expr_vector to_vector(z3::context& context, const Exprs& parts) {
  z3::expr_vector out(context);
  for (const auto& part : parts) out.push_back(part);
  return out;
}

}  // namespace

std::string solver_version() {
  unsigned major = 0;
  unsigned minor = 0;
  unsigned build = 0;
  unsigned revision = 0;
  Z3_get_version(&major, &minor, &build, &revision);
  return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(build);
}

z3::expr Smt::truth(bool value) { return context_.bool_val(value); }
z3::expr Smt::number(std::int64_t value) { return context_.int_val(value); }

// Counted by name: what is added to one part of a rule set renames nothing in another.
std::string Smt::unique(const std::string& name) { return name + "!" + std::to_string(next_[name]++); }

z3::expr Smt::fresh_bool(const std::string& name) {
  return context_.bool_const(unique(name).c_str());
}

z3::expr Smt::fresh_int(const std::string& name) {
  return context_.int_const(unique(name).c_str());
}

z3::expr Smt::all(const Exprs& parts) {
  Exprs kept;
  for (const auto& part : parts) {
    if (part.is_false()) return truth(false);
    if (!part.is_true()) kept.push_back(part);
  }
  if (kept.empty()) return truth(true);
  return kept.size() == 1 ? kept.front() : z3::mk_and(to_vector(context_, kept));
}

z3::expr Smt::any(const Exprs& parts) {
  Exprs kept;
  for (const auto& part : parts) {
    if (part.is_true()) return truth(true);
    if (!part.is_false()) kept.push_back(part);
  }
  if (kept.empty()) return truth(false);
  return kept.size() == 1 ? kept.front() : z3::mk_or(to_vector(context_, kept));
}

z3::expr Smt::negate(const z3::expr& value) {
  if (value.is_true()) return truth(false);
  if (value.is_false()) return truth(true);
  if (value.is_not()) return value.arg(0);
  return !value;
}

z3::expr Smt::choose(const z3::expr& condition, const z3::expr& a, const z3::expr& b) {
  if (condition.is_true() || z3::eq(a, b)) return a;
  if (condition.is_false()) return b;
  if (a.is_bool()) {
    if (a.is_true()) return any({condition, b});
    if (a.is_false()) return all({negate(condition), b});
    if (b.is_true()) return any({negate(condition), a});
    if (b.is_false()) return all({condition, a});
  }
  return z3::ite(condition, a, b);
}

z3::expr Smt::equal(const z3::expr& a, const z3::expr& b) {
  if (z3::eq(a, b)) return truth(true);
  const auto left = numeral(a);
  const auto right = numeral(b);
  if (left && right) return truth(*left == *right);
  if (a.is_true()) return b;
  if (b.is_true()) return a;
  if (a.is_false()) return negate(b);
  if (b.is_false()) return negate(a);
  return a == b;
}

z3::expr Smt::less(const z3::expr& a, const z3::expr& b) {
  const auto left = numeral(a);
  const auto right = numeral(b);
  if (left && right) return truth(*left < *right);
  if (z3::eq(a, b)) return truth(false);
  return a < b;
}

z3::expr Smt::at_most(const z3::expr& a, const z3::expr& b) {
  const auto left = numeral(a);
  const auto right = numeral(b);
  if (left && right) return truth(*left <= *right);
  if (z3::eq(a, b)) return truth(true);
  return a <= b;
}

z3::expr Smt::between(std::int64_t low, const z3::expr& value, std::int64_t high) {
  return all({at_most(number(low), value), at_most(value, number(high))});
}

z3::expr Smt::add(const z3::expr& a, const z3::expr& b) {
  const auto left = numeral(a);
  const auto right = numeral(b);
  if (left && *left == 0) return b;
  if (right && *right == 0) return a;
  return (left && right) ? (a + b).simplify() : a + b;
}

z3::expr Smt::subtract(const z3::expr& a, const z3::expr& b) {
  const auto right = numeral(b);
  if (right && *right == 0) return a;
  return (numeral(a) && right) ? (a - b).simplify() : a - b;
}

z3::expr Smt::times(const z3::expr& a, std::int64_t factor) {
  if (factor == 1) return a;
  if (factor == 0) return number(0);
  const z3::expr product = a * number(factor);
  return numeral(a) ? product.simplify() : product;
}

z3::expr Smt::opaque(const char* name, const z3::expr& a, std::int64_t by) {
  const std::string full = name + std::to_string(by);
  return context_.function(full.c_str(), context_.int_sort(), context_.int_sort())(a);
}

z3::expr Smt::divide(const z3::expr& a, std::int64_t by) {
  if (by == 1) return a;
  if (opaque_division_) return opaque("div", a, by);
  const z3::expr quotient = a / number(by);
  return numeral(a) ? quotient.simplify() : quotient;
}

z3::expr Smt::remainder(const z3::expr& a, std::int64_t by) {
  if (by == 1) return number(0);
  if (opaque_division_) return opaque("mod", a, by);
  const z3::expr rest = z3::mod(a, number(by));
  return numeral(a) ? rest.simplify() : rest;
}

}  // namespace stadga::verify

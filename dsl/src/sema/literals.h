// literals.h - the written values of parameters and tables: read, weighed against bounds and each other.
#pragma once
#include <optional>

#include "sema/context.h"

namespace stadga::dsl::sema {

// The literal at `id`; the arena is left as it was, for what holds it keeps values, not expressions.
[[nodiscard]] std::optional<engine::Literal> literal_at(Context& context, syntax::ExprId id, const engine::Type& type);
// What a value weighs on the scale of its type; a choice by its place, nothing for texts.
[[nodiscard]] std::optional<std::int64_t> rank(const engine::Literal& literal);
// Reports a value outside its type's bounds.
void check_bounds(const Context& context, const syntax::Span& at, const engine::Type& type, const engine::Literal& literal);
[[nodiscard]] bool overlap(const DateInterval& a, const DateInterval& b);
// Which direction a municipality may deviate in; reports what does not suit the type.
[[nodiscard]] engine::Favour favour_of(const Context& context, const syntax::Clause& clause, const engine::Type& type);

}  // namespace stadga::dsl::sema

// types.h - types as written to types of the model, and what may be done with them.
#pragma once
#include "sema/context.h"

namespace stadga::dsl::sema {

// `owner` names an enumeration written in place. Reports what is wrong and returns a usable type.
[[nodiscard]] engine::Type lower_type(Context& context, const syntax::Type& type, const std::string& owner);

[[nodiscard]] bool is_number(engine::TypeKind kind);
[[nodiscard]] bool is_ordered(engine::TypeKind kind);  // numbers and dates
[[nodiscard]] bool same_kind(const engine::Type& a, const engine::Type& b);
// As same_kind; choices are the same when they list the same values in the same order.
[[nodiscard]] bool same_values(const engine::Ruleset& ruleset, const engine::Type& a, const engine::Type& b);
// The type of a value that is known to be there: neither optional nor an assessment.
[[nodiscard]] engine::Type plain(engine::Type type);
// A type as a reader knows it: "datum eller inget", "val { ny, gammal }".
[[nodiscard]] LocalText describe(const engine::Ruleset& ruleset, const engine::Type& type);

}  // namespace stadga::dsl::sema

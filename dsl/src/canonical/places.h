// places.h - what begins at which token, told by the parse: the layout looks nothing up by itself.
#pragma once
#include <map>
#include <set>

#include "syntax/parser.h"

namespace stadga::dsl::canonical {

enum class PlaceKind { kDeclaration, kClause, kStage, kFact, kExpectation, kField, kRow };

struct Place {
  PlaceKind kind = PlaceKind::kDeclaration;
  syntax::Kw kw = syntax::Kw::kEnd;  // of a declaration or clause
  std::uint32_t level = 0;           // of indentation
  const syntax::Decl* decl = nullptr;
  std::uint32_t parent = 0;          // clause below a clause: where the upper one begins
};

struct Places {
  std::map<std::uint32_t, Place> at;          // by the byte where the token begins
  std::set<std::uint32_t> typed_names;        // names that a colon and a type follow
  std::set<std::uint32_t> calls;              // tables that are called: their parenthesis stands close
  std::set<std::uint32_t> dated_values;       // values of `gäller`
};
[[nodiscard]] Places places_of(const syntax::File& file);

}  // namespace stadga::dsl::canonical

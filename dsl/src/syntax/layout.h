// layout.h - what line starts and bullets mean, told to the grammar as flags and virtual tokens.
//
//   when all of            when all of <begin>
//     - a is yes             <item> a is yes
//     - any of               <item> any of <begin>
//       - b exists               <item> b exists
//     - c is no                <end>
//   text "..."               <item> c is no
//                          <end> text "..."   (`text` flagged as the head of a clause)
//
// A token that is first on its line and begins a keyword phrase of clauses or declarations is a
// head; other words that stand no further in than the current clause are kOtherHead. No name and no
// inline keyword is ever read from a head, so a missing or misspelled line never swallows the next.
#pragma once
#include "syntax/keywords.h"

namespace stadga::dsl::syntax {

inline constexpr std::uint16_t kNoHead = 0;
inline constexpr std::uint16_t kOtherHead = 0xFFFF;
[[nodiscard]] constexpr std::uint16_t head_of(Kw kw) { return static_cast<std::uint16_t>(static_cast<int>(kw) + 1); }
[[nodiscard]] constexpr bool is_keyword_head(std::uint16_t head) {
  return head != kNoHead && head != kOtherHead;
}
[[nodiscard]] constexpr Kw kw_of_head(std::uint16_t head) { return static_cast<Kw>(head - 1); }

[[nodiscard]] TokenStream lay_out(std::string_view text, TokenStream raw, const Keywords& keywords);

}  // namespace stadga::dsl::syntax

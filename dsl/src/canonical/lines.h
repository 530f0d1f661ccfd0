// lines.h - lines of pieces, and the columns that pieces of several lines share.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stadga::dsl::canonical {

struct Piece {
  std::string_view text;
  std::uint32_t gap = 0;     // blanks before it, at least
  std::uint32_t column = 0;  // and no further to the left than this, from 0
  char slot = 0;             // pieces of one slot in adjacent lines of one run stand below each other
};

// Lines that look alike and stand together: sources, fields, declarations of one line.
enum class Run : std::uint8_t { kNone, kSource, kField, kFact, kTerm, kRow };

using PieceAt = std::pair<std::size_t, std::size_t>;  // line, piece

struct Line {
  std::uint32_t blank_before = 0;  // empty lines above, at most two
  std::uint32_t indent = 0;
  Run run = Run::kNone;
  bool comment = false;            // nothing else on it
  std::vector<Piece> pieces;
  std::optional<PieceAt> below;    // stands in the column of that piece of an earlier line
};

// Pieces that begin in one column: that of the one furthest to the right.
using Group = std::vector<PieceAt>;
void align(std::vector<Line>& lines, const Group& group);
void align_runs(std::vector<Line>& lines);
// After the columns are settled.
void settle_indents(std::vector<Line>& lines);

[[nodiscard]] std::string render(const std::vector<Line>& lines);

}  // namespace stadga::dsl::canonical

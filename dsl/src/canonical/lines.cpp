#include "canonical/lines.h"

#include <algorithm>

#include "stadga/base/text.h"

namespace stadga::dsl::canonical {
namespace {

std::uint32_t start_of(const Line& line, std::size_t piece) {
  std::uint32_t at = line.indent;
  for (std::size_t i = 0; i <= piece; ++i) {
    if (i > 0) at = std::max(at + line.pieces[i].gap, line.pieces[i].column);
    if (i < piece) at += static_cast<std::uint32_t>(count_code_points(line.pieces[i].text));
  }
  return at;
}

std::string slots_of(const Line& line) {
  std::string out;
  for (const Piece& piece : line.pieces) {
    if (piece.slot != 0) out += piece.slot;
  }
  return out;
}

bool goes_on(const Line& above, const Line& line) {
  return line.run != Run::kNone && line.run == above.run && line.blank_before == 0 &&
         slots_of(line) == slots_of(above);
}

// The run of lines [first, end): slot by slot, from the left.
void align_run(std::vector<Line>& lines, std::size_t first, std::size_t end) {
  for (const char slot : slots_of(lines[first])) {
    Group group;
    for (std::size_t i = first; i < end; ++i) {
      const auto& pieces = lines[i].pieces;
      const auto found = std::find_if(pieces.begin(), pieces.end(), [&](const Piece& p) { return p.slot == slot; });
      group.emplace_back(i, static_cast<std::size_t>(found - pieces.begin()));
    }
    align(lines, group);
  }
}

}  // namespace

void align(std::vector<Line>& lines, const Group& group) {
  std::uint32_t column = 0;
  for (const auto& [line, piece] : group) column = std::max(column, start_of(lines[line], piece));
  for (const auto& [line, piece] : group) lines[line].pieces[piece].column = column;
}

void align_runs(std::vector<Line>& lines) {
  for (std::size_t first = 0; first < lines.size();) {
    std::size_t end = first + 1;
    while (end < lines.size() && goes_on(lines[end - 1], lines[end])) ++end;
    if (end - first > 1) align_run(lines, first, end);
    first = end;
  }
}

void settle_indents(std::vector<Line>& lines) {
  for (Line& line : lines) {
    if (line.below) line.indent = start_of(lines[line.below->first], line.below->second);
  }
}

std::string render(const std::vector<Line>& lines) {
  std::string out;
  for (const Line& line : lines) {
    out.append(out.empty() ? 0 : line.blank_before, '\n');
    out.append(line.indent, ' ');
    std::uint32_t at = line.indent;
    for (std::size_t i = 0; i < line.pieces.size(); ++i) {
      const std::uint32_t start = start_of(line, i);
      out.append(start - at, ' ');
      out += line.pieces[i].text;
      at = start + static_cast<std::uint32_t>(count_code_points(line.pieces[i].text));
    }
    out += '\n';
  }
  return out;
}

}  // namespace stadga::dsl::canonical

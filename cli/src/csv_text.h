// csv_text.h - RFC 4180, without cells that a spreadsheet takes for formulas.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace stadga::cli {

// An apostrophe before = + - @ (the wide forms too) at the beginning and after anything that separates
// cells somewhere: , ; | tab, ends of lines; before a tab or an end of line at the beginning.
[[nodiscard]] std::string csv_text(std::string_view text);
// A number that every reader keeps as it is stays bare; any other is a text.
[[nodiscard]] std::string csv_number(std::string_view number);
// Cells that are ready, joined, with the line's end.
[[nodiscard]] std::string csv_line(const std::vector<std::string>& cells);

}  // namespace stadga::cli

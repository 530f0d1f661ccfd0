#include "csv_text.h"

#include <algorithm>

namespace stadga::cli {
namespace {

constexpr std::size_t kExactDigits = 15;  // of a spreadsheet's binary numbers

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "-12.50": digits without a needless zero, and no more of them than are kept.
bool is_safe_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  const bool plain = !whole.empty() && (whole.size() == 1 || whole.front() != '0');
  const std::string_view decimals =
      point == text.size() ? std::string_view("0") : text.substr(point + 1);
  return plain && !decimals.empty() && std::all_of(whole.begin(), whole.end(), is_digit) &&
         std::all_of(decimals.begin(), decimals.end(), is_digit) &&
         whole.size() + decimals.size() <= kExactDigits;
}

}  // namespace

std::string csv_text(std::string_view text) {
  std::string cell(text);
  if (!cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos) {
    cell.insert(cell.begin(), '\'');
  }
  // A semicolon separates in Swedish spreadsheets: quoted, no part of a cell begins a new one.
  if (cell.find_first_of(",;\"\r\n\t") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string csv_number(std::string_view number) {
  return is_safe_number(number) ? std::string(number) : csv_text(number);
}

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) {
    if (&cell != &cells.front()) line += ',';
    line += cell;
  }
  return line + "\r\n";
}

}  // namespace stadga::cli

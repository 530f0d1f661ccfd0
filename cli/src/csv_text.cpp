#include "csv_text.h"

#include <algorithm>
#include <array>

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

// The wide forms are typed in East Asia, and a spreadsheet there takes them for the plain ones.
bool begins_formula(std::string_view text) {
  constexpr std::array<std::string_view, 8> kSigns{
      "=", "+", "-", "@", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
  return std::any_of(kSigns.begin(), kSigns.end(),
                     [text](std::string_view sign) { return text.starts_with(sign); });
}

// Which sign separates is the reader's setting, a semicolon in Sweden, and the quotes that hold a
// cell together mean nothing then but at its beginning: whatever follows such a sign may be a cell.
std::string without_formulas(std::string_view text) {
  constexpr std::string_view kSeparators = ",;|\t\r\n";
  std::string cell;
  if (!text.empty() && std::string_view("\t\r\n").find(text.front()) != std::string_view::npos) {
    cell += '\'';
  }
  bool may_begin = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (may_begin && begins_formula(text.substr(i))) cell += '\'';
    const bool separates = kSeparators.find(text[i]) != std::string_view::npos;
    may_begin = separates || (may_begin && (text[i] == ' ' || text[i] == '"'));
    cell += text[i];
  }
  return cell;
}

}  // namespace

std::string csv_text(std::string_view text) {
  const std::string cell = without_formulas(text);
  if (cell.find_first_of(",;|\"\r\n\t") == std::string::npos) return cell;
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

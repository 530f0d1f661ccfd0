#include "case/schema_patterns.h"

#include <algorithm>
#include <vector>

namespace stadga::engine {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string literal(std::string_view text) {
  static constexpr std::string_view kSpecial = "\\^$.|?*+()[]{}/";
  std::string out;
  for (const char c : text) {
    if (kSpecial.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string one_of(char low, char high) {
  if (low == high) return {low};
  return std::string("[") + low + "-" + high + "]";
}

// Any digits where `shape` has digits.
std::string any(std::string_view shape) {
  std::string out;
  for (const char c : shape) out += is_digit(c) ? "[0-9]" : literal({&c, 1});
  return out;
}

std::string either(std::vector<std::string> parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "|") + part;
  return parts.size() == 1 ? out : "(?:" + out + ")";
}

bool all_of(std::string_view text, char digit) {
  return std::all_of(text.begin(), text.end(), [&](char c) { return !is_digit(c) || c == digit; });
}

std::string at_least(std::string_view low) {
  if (low.empty() || all_of(low, '0')) return any(low);
  const std::string_view rest = low.substr(1);
  const std::string head = literal(low.substr(0, 1));
  if (!is_digit(low[0]) || low[0] == '9') return head + at_least(rest);
  return either({head + at_least(rest), one_of(static_cast<char>(low[0] + 1), '9') + any(rest)});
}

std::string at_most(std::string_view high) {
  if (high.empty() || all_of(high, '9')) return any(high);
  const std::string_view rest = high.substr(1);
  const std::string head = literal(high.substr(0, 1));
  if (!is_digit(high[0]) || high[0] == '0') return head + at_most(rest);
  return either({head + at_most(rest), one_of('0', static_cast<char>(high[0] - 1)) + any(rest)});
}

std::string padded(std::int64_t number, std::size_t width) {
  std::string out = std::to_string(number);
  return std::string(width - std::min(width, out.size()), '0') + out;
}

// Numbers from `low` to `high`, none negative, one alternative for each number of digits; the last
// `decimals` digits stand after a point.
void add_numbers(std::int64_t low, std::int64_t high, std::size_t decimals, const std::string& sign,
                 std::vector<std::string>& out) {
  std::int64_t first = 0;  // the least number with so many digits before the point
  std::int64_t scale = 1;
  for (std::size_t i = 0; i < decimals; ++i) scale *= 10;
  std::int64_t next = 10 * scale;
  for (std::size_t width = 1 + decimals; width < 18 && first <= high; ++width) {
    const std::int64_t a = std::max(low, first);
    const std::int64_t b = std::min(high, next - 1);
    if (a <= b) {
      std::string from = padded(a, width);
      std::string to = padded(b, width);
      if (decimals > 0) {
        from.insert(width - decimals, ".");
        to.insert(width - decimals, ".");
      }
      out.push_back(sign + between_pattern(from, to));
    }
    first = next;
    next *= 10;
  }
}

std::int64_t ceiling(std::int64_t ore) { return (ore + 99) / 100; }

}  // namespace

std::string calendar_pattern() {
  const std::string years = "(?:19|20|21)[0-9]{2}";
  const std::string leap_years = "(?:(?:19|20|21)(?:0[48]|[2468][048]|[13579][26])|2000)";
  return "^(?:" + years +
         "-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|"
         "02-(?:0[1-9]|1[0-9]|2[0-8]))|" +
         leap_years + "-02-29)$";
}

std::string between_pattern(std::string_view low, std::string_view high) {
  std::size_t same = 0;
  while (same < low.size() && low[same] == high[same]) ++same;
  const std::string head = literal(low.substr(0, same));
  if (same == low.size()) return head;
  const std::string_view low_rest = low.substr(same + 1);
  const std::string_view high_rest = high.substr(same + 1);
  std::vector<std::string> parts{low[same] + at_least(low_rest)};
  if (high[same] - low[same] > 1) {
    parts.push_back(one_of(static_cast<char>(low[same] + 1), static_cast<char>(high[same] - 1)) + any(low_rest));
  }
  parts.push_back(high[same] + at_most(high_rest));
  return head + either(std::move(parts));
}

std::string amount_pattern(std::int64_t low, std::int64_t high) {
  std::vector<std::string> parts;
  if (high >= 0) {
    const std::int64_t least = std::max<std::int64_t>(low, 0);
    add_numbers(least, high, 2, "", parts);
    add_numbers(ceiling(least), high / 100, 0, "", parts);
  }
  if (low < 0) {  // minus zero is no amount
    const std::int64_t least = std::max<std::int64_t>(-high, 1);
    add_numbers(least, -low, 2, "-", parts);
    add_numbers(ceiling(least), -low / 100, 0, "-", parts);
  }
  return "^(?:" + either(std::move(parts)) + ")$";
}

std::string shape_pattern(std::string_view shape) {
  std::string out = "^";
  for (const char c : shape) {
    if (c == '#') {
      out += "[0-9]";
    } else if (c == '@') {
      out += "[A-Za-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u024F]";
    } else if (c == '?') {
      out += ".";
    } else {
      out += literal({&c, 1});
    }
  }
  return out + "$";
}

}  // namespace stadga::engine

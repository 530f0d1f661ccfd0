// json_write.cpp - canonical bytes (RFC 8785 on SJ1's domain), a readable form, and pointers.
//
// RFC 8785 sorts keys by UTF-16 code units, the map by bytes. The orders differ only when a key
// has a code point from U+E000 up, and then the members are sorted again.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "messages.h"
#include "stadga/base/check.h"
#include "stadga/base/json.h"
#include "stadga/base/money.h"
#include "stadga/base/text.h"

namespace stadga {
namespace {

// Protects the stack; deeper than any SJ1 value (32) wrapped in a report.
constexpr int kMaxWriteDepth = 200;

// nlohmann escapes as RFC 8785 asks; most strings need no escape and are spared the copies.
void write_string(std::string_view text, std::string& out) {
  const bool plain = std::none_of(text.begin(), text.end(), [](char c) {
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
  });
  if (plain) {
    out += '"';
    out += text;
    out += '"';
  } else {
    out += nlohmann::json(text).dump();
  }
}

// UTF-16 order for well-formed UTF-8: compare bytes, but code points U+E000..U+FFFF (lead bytes
// 0xEE, 0xEF) come after those written with surrogates (lead bytes 0xF0..0xF4).
bool utf16_less(std::string_view a, std::string_view b) {
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (x == a.end() || y == b.end()) return x == a.end() && y != b.end();
  const auto rank = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0xEE || byte == 0xEF ? byte + 0x10 : static_cast<int>(byte);
  };
  return rank(*x) < rank(*y);
}

using Member = JsonObject::value_type;

std::vector<const Member*> members_in_order(const JsonObject& object) {
  std::vector<const Member*> members;
  members.reserve(object.size());
  bool high = false;
  for (const Member& member : object) {
    members.push_back(&member);
    high = high || std::any_of(member.first.begin(), member.first.end(),
                               [](char c) { return static_cast<unsigned char>(c) >= 0xEE; });
  }
  if (high) {
    std::sort(members.begin(), members.end(),
              [](const Member* a, const Member* b) { return utf16_less(a->first, b->first); });
  }
  return members;
}

class Writer {
 public:
  explicit Writer(bool indented) : indented_(indented) {}

  // False when the value has no canonical form.
  bool write(const Json& value, int depth) {
    if (depth > kMaxWriteDepth) return false;
    if (value.is_null()) return out_ += "null", true;
    if (const bool* b = value.as_bool()) return out_ += *b ? "true" : "false", true;
    if (const std::int64_t* n = value.as_int()) {
      if (*n > kMaxExact || *n < -kMaxExact) return false;
      out_ += std::to_string(*n);
      return true;
    }
    if (const std::string* s = value.as_string()) return write_checked(*s);
    if (const JsonArray* list = value.as_array()) return write_array(*list, depth);
    if (const JsonObject* object = value.as_object()) return write_object(*object, depth);
    if (!indented_) return false;  // a decimal has no canonical form
    out_ += value.as_decimal()->text;
    return true;
  }

  std::string take() { return std::move(out_); }

 private:
  bool write_checked(std::string_view text) {
    if (first_bad_utf8(text)) return false;
    write_string(text, out_);
    return true;
  }

  void break_line(int depth) {
    if (!indented_) return;
    out_ += '\n';
    out_.append(static_cast<std::size_t>(depth) * 2, ' ');
  }

  bool write_array(const JsonArray& list, int depth) {
    out_ += '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (i != 0) out_ += ',';
      break_line(depth + 1);
      if (!write(list[i], depth + 1)) return false;
    }
    if (!list.empty()) break_line(depth);
    out_ += ']';
    return true;
  }

  bool write_object(const JsonObject& object, int depth) {
    out_ += '{';
    bool first = true;
    for (const Member* member : members_in_order(object)) {
      if (!first) out_ += ',';
      first = false;
      break_line(depth + 1);
      if (!write_checked(member->first)) return false;
      out_ += indented_ ? ": " : ":";
      if (!write(member->second, depth + 1)) return false;
    }
    if (!object.empty()) break_line(depth);
    out_ += '}';
    return true;
  }

  bool indented_;
  std::string out_;
};

}  // namespace

const Json* Json::find(std::string_view key) const {
  const JsonObject* object = as_object();
  if (object == nullptr) return nullptr;
  const auto at = object->find(key);
  return at == object->end() ? nullptr : &at->second;
}

Result<std::string> canonical(const Json& value) {
  Writer writer(false);
  if (!writer.write(value, 0)) {
    return Error{Failure::kInternal, "S9001", messages::no_canonical_form(), ""};
  }
  return writer.take();
}

std::string canonical_or_die(const Json& value) {
  auto bytes = canonical(value);
  STADGA_CHECK(bytes.has_value());
  return std::move(bytes).value();
}

std::string pretty(const Json& value) {
  Writer writer(true);
  return writer.write(value, 0) ? writer.take() : std::string();
}

std::string pointer(std::string_view parent, std::string_view token) {
  std::string out(parent);
  out += '/';
  for (const char c : token) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

std::string pointer(std::string_view parent, std::size_t index) {
  return std::string(parent) + "/" + std::to_string(index);
}

}  // namespace stadga

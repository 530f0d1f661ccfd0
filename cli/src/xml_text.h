// xml_text.h - a text inside an XML attribute or element.
#pragma once
#include <string>

namespace stadga::cli {

[[nodiscard]] std::string xml_text(const std::string& text);

}  // namespace stadga::cli

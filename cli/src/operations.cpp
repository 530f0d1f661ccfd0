// The only file that includes spdlog: it costs five seconds to compile.
#include "operations.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <memory>

#include "stadga/base/text.h"

namespace stadga::cli {
namespace {

void log(spdlog::level::level_enum level, const char* word, const std::string& text) {
  spdlog::logger logger("stadga", std::make_shared<spdlog::sinks::stderr_sink_st>());
  logger.set_pattern("stadga: %v");
  logger.log(level, "{}{}", word, printable(text));
  logger.flush();
}

}  // namespace

void note(const Console& console, const LocalText& text) {
  log(spdlog::level::info, "", console.in(text));
}

void warn(const Console& console, const LocalText& text) {
  const bool swedish = console.language() == MessageLanguage::kSwedish;
  log(spdlog::level::warn, swedish ? "varning: " : "warning: ", console.in(text));
}

}  // namespace stadga::cli

// main.cpp - the command `stadga`: arguments in, a verb, an exit status out. A bug ends in 70.
#include <exception>
#include <string>
#include <variant>
#include <vector>

#include "options.h"
#include "verbs.h"

namespace stadga::cli {
namespace {

Exit run_command(const std::vector<std::string>& arguments) {
  const auto parsed = parse_options(arguments);
  if (const auto* exit = std::get_if<Exit>(&parsed)) return *exit;
  const auto& options = std::get<Options>(parsed);
  Console console(options.format, options.language);
  return std::visit([&](const auto& verb) { return run(verb, console); }, options.verb);
}

Exit internal_error(const char* what) {
  Console(Format::kText, std::nullopt)
      .say(LocalText{std::string("internt fel S9001: ") + what,
                     std::string("internal error S9001: ") + what});
  return kInternal;
}

}  // namespace
}  // namespace stadga::cli

int main(int argc, char** argv) {
  using namespace stadga::cli;
  try {
    return run_command(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc));
  } catch (const std::exception& error) {
    return internal_error(error.what());
  } catch (...) {
    return internal_error("unknown");
  }
}

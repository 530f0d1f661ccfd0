#include "usage_text.h"

#include <array>
#include <string_view>

namespace stadga::cli {
namespace {

struct Phrase {
  std::string_view english, swedish;
};

constexpr std::array kLabels{
    Phrase{"Usage", "Användning"},   Phrase{"OPTIONS", "FLAGGOR"},
    Phrase{"Options", "Flaggor"},    Phrase{"Positionals", "Argument"},
    Phrase{"REQUIRED", "(krävs)"},   Phrase{"Needs", "Kräver"},
    Phrase{"Excludes", "Utesluter"}, Phrase{"UINT", "TAL"},
};

// What stands between and after the names that an error quotes.
constexpr std::array kErrors{
    Phrase{" is required", " måste anges"},
    Phrase{" requires ", " kräver "},
    Phrase{" excludes ", " kan inte användas tillsammans med "},
    Phrase{" not in {", " är inget av {"},
    Phrase{" required TEXT missing", " värde saknas"},
    Phrase{": expected ", ": väntade "},
    Phrase{" arguments, got ", " värden, fick "},
    Phrase{"Could not convert: ", "Kan inte läsas: "},
    Phrase{"no record number: ", "inget postnummer: "},
    Phrase{"no day: ", "ingen dag (ÅÅÅÅ-MM-DD): "},
};

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at != std::string::npos) text.replace(at, from.size(), to);
  return text;
}

}  // namespace

std::string help_label(const std::string& english) {
  for (const Phrase& label : kLabels) {
    if (label.english == english) return std::string(label.swedish);
  }
  return english;
}

LocalText usage_error(const std::string& english) {
  std::string swedish = english;
  for (const Phrase& part : kErrors) swedish = replaced(std::move(swedish), part.english, part.swedish);
  return {swedish, english};
}

}  // namespace stadga::cli

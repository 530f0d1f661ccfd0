// keyword_language.h - advice in the keywords that the file uses.
//
// The catalogues name keywords in the language of the sentence. A reader of English messages may well
// have a Swedish file before him: "write `end`" would then be advice to make the next mistake. Between
// backticks, keywords are therefore put in the file's own language; names are left as they are.
#pragma once
#include "stadga/base/result.h"
#include "syntax/keywords.h"

namespace stadga::dsl::messages {

[[nodiscard]] LocalText with_keywords_of(LocalText text, syntax::Language file);

}  // namespace stadga::dsl::messages

#include "GrammarLexer.h"

#include "Support/Text.h"
#include "GrammarParser.h"

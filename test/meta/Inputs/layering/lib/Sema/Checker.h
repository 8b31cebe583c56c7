#include "Support/Text.h"
#include "Syntax/Walk.h"
#include <antlr4-runtime.h>
#include "Syntax/Ast.h"

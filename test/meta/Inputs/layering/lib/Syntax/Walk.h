#include "Syntax/Tree.h"

#include "Sema/Checker.h"
